import { UPSTREAM_DIALECTS } from '../../../domain/upstream.js'
import { TRUST_LEVELS } from '../../../domain/trust-level.js'
import { Alert } from '../../../ui/components/alert.js'
import { Button, TextField } from '../../../ui/components/form.js'
import { SelectField } from '../../../ui/components/select-field.js'
import { LinkButton } from '../../../ui/components/safe-link.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/page.js'
import type { ImportedUpstream } from '../../upstreams/import-upstream.js'
import { keysOf } from '../../upstreams/upstream-view.js'
import { CONSOLE } from '../console-context.js'
import { upstreamFindingLine } from '../finding-text.js'
import { consoleTexts } from '../texts/texts.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'
import { FindingList, FindingText, type FindingLine } from './components/finding-list.js'
import { UpstreamChanges } from './components/upstream-changes.js'
import { Sources, type ImportProblem, type TypedSources } from './import.js'

export interface UpstreamImportModel extends TypedSources {
  readonly bar: ConsoleBarModel
  readonly form: Form
  readonly name: string
  readonly dialect: string
  readonly maxLevel: string
  readonly problem: ImportProblem | null
  readonly refused: FindingLine | null
}

/** Where another account is given: a name, and its metadata as a file, as text, or by an address. */
export const upstreamImportPage = defineConsolePage('operator-upstream-import', view)

function view(page: UpstreamImportModel, scope: Scope): View {
  const { import: texts, upstreams } = consoleTexts(scope.language)
  const error = page.problem && texts.problems[page.problem]
  return {
    title: upstreams.import.title,
    problem: error !== null || page.refused !== null,
    content: (
      <>
        {page.refused === null ? null : (
          <div role="alert" data-finding={page.refused.rule}>
            <Alert look="danger" title={texts.refusedTitle}>
              <p class="kern-body">
                <FindingText line={page.refused} />
              </p>
            </Alert>
          </div>
        )}
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{upstreams.import.title}</h1>
          <p class="kern-body">{upstreams.import.openId}</p>
        </div>
        <form class="app-stack" method="post" action={page.form.action} enctype="multipart/form-data" novalidate>
          <input type="hidden" name={FORM_FIELDS.token} value={page.form.token} />
          <Method page={page} scope={scope} />
          <Sources page={page} error={error} scope={scope} />
          <p class="app-actions">
            <Button look="primary" label={texts.preview} name={FORM_FIELDS.decision} value="preview" />
          </p>
        </form>
      </>
    ),
  }
}

function Method({ page, scope }: { readonly page: UpstreamImportModel; readonly scope: Scope }) {
  const { upstreams } = consoleTexts(scope.language)
  const { import: texts, dialects, shipped } = upstreams
  return (
    <>
      <TextField
        id="name"
        name={FORM_FIELDS.name}
        label={texts.name}
        hint={texts.nameHint}
        value={page.name}
        autocomplete="off"
        literal
      />
      <SelectField
        id="dialect"
        name="dialect"
        label={texts.dialect}
        value={page.dialect}
        choose={shipped}
        choices={UPSTREAM_DIALECTS.filter((each) => each !== 'oidc').map((each) => ({
          value: each,
          label: dialects[each],
        }))}
      />
      <SelectField
        id="maxLevel"
        name="maxLevel"
        label={texts.maxLevel}
        hint={texts.maxLevelHint}
        value={page.maxLevel}
        choose={shipped}
        choices={TRUST_LEVELS.map((level) => ({ value: level, label: scope.texts.levels[level] }))}
      />
    </>
  )
}

export interface UpstreamPreviewModel {
  readonly bar: ConsoleBarModel
  readonly form: Form
  readonly result: ImportedUpstream
  readonly from: string
  /** What the form carries to where it is applied, by the names of its fields. */
  readonly carried: Readonly<Record<string, string>>
  readonly changedMeanwhile: boolean
}

/** What the metadata of another account mean and would change, before anything is changed. */
export const upstreamPreviewPage = defineConsolePage('operator-upstream-preview', preview)

function preview(page: UpstreamPreviewModel, scope: Scope): View {
  const { import: texts, upstreams } = consoleTexts(scope.language)
  const { upstream, kind, changes, findings, document, signer } = page.result
  const title = upstreams.import.previewTitle(upstream.name)
  const does = {
    registered: upstreams.import.newOne,
    updated: upstreams.import.changed,
    unchanged: upstreams.import.same,
  }
  return {
    title,
    problem: page.changedMeanwhile,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          {page.changedMeanwhile ? <p class="kern-body">{texts.changedMeanwhile}</p> : null}
          <p class="kern-body">
            {texts.source(page.from)}. {texts.nothingYet}
          </p>
          <p class="app-literal">{upstream.peer.entityId}</p>
          <p class="kern-body app-literal">{signer === null ? texts.document(document ?? '') : texts.signed(signer)}</p>
          {signer === null ? <p class="kern-body">{texts.notSigned}</p> : null}
        </div>
        <Keys result={page.result} scope={scope} />
        <p class="kern-body">{does[kind]}</p>
        <UpstreamChanges changes={changes} scope={scope} />
        <FindingList findings={findings.map((found) => upstreamFindingLine(found, scope))} scope={scope} />
        <Apply page={page} scope={scope} />
      </>
    ),
  }
}

function Keys({ result, scope }: { readonly result: ImportedUpstream; readonly scope: Scope }) {
  const { facts } = consoleTexts(scope.language).upstreams
  return (
    <dl class="app-attributes">
      <div class="app-attribute">
        <dt>{facts.keys}</dt>
        {keysOf(result.upstream).map(({ sha256 }) => (
          <dd class="app-literal" key={sha256}>
            {sha256}
          </dd>
        ))}
      </div>
    </dl>
  )
}

function Apply({ page, scope }: { readonly page: UpstreamPreviewModel; readonly scope: Scope }) {
  const { import: texts, upstreams } = consoleTexts(scope.language)
  return (
    <form method="post" action={page.form.action} enctype="multipart/form-data">
      <input type="hidden" name={FORM_FIELDS.token} value={page.form.token} />
      {Object.entries(page.carried).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p class="app-actions">
        <Button look="primary" label={upstreams.import.apply} name={FORM_FIELDS.decision} value="apply" />
        <LinkButton look="secondary" href={CONSOLE.upstreamImport} label={texts.discard} />
      </p>
    </form>
  )
}
