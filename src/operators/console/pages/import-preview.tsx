import { Button } from '../../../ui/components/form.js'
import { Notice } from '../../../ui/components/notice.js'
import { LinkButton, SafeLink } from '../../../ui/components/safe-link.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/page.js'
import { MOST_TOLD } from '../../../domain/read-finding.js'
import { serviceName } from '../../../domain/service.js'
import type { ImportedService, ImportResult } from '../../services/import-services.js'
import { changedRows } from '../changed-value.js'
import { CONSOLE } from '../console-context.js'
import { findingLine, refusalText } from '../finding-text.js'
import { consoleTexts } from '../texts/texts.js'
import { Badge } from './components/badge.js'
import { ChangesTable } from './components/changes-table.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'
import { FindingList, readerLine, REFUSED, type FindingLine } from './components/finding-list.js'

export interface ImportPreviewModel {
  readonly bar: ConsoleBarModel
  readonly form: Form
  readonly result: ImportResult
  readonly from: string
  /** What the form carries to where it is applied, by the names of its fields. */
  readonly carried: Readonly<Record<string, string>>
  /** True: this is not what was shown before; somebody has changed something meanwhile. */
  readonly changedMeanwhile: boolean
  /** True: it was applied. */
  readonly done: boolean
}

interface Props {
  readonly page: ImportPreviewModel
  readonly scope: Scope
}

/** What metadata mean and what they would change, before anything is changed; and afterwards what was. */
export const importPreviewPage = defineConsolePage('operator-import-preview', view)

function view(page: ImportPreviewModel, scope: Scope): View {
  const texts = consoleTexts(scope.language).import
  const { services } = page.result
  const title = page.done ? texts.doneTitle : texts.previewTitle
  const changed = services.filter(({ kind }) => kind !== 'unchanged').length
  return {
    title,
    problem: page.changedMeanwhile,
    content: (
      <>
        {page.changedMeanwhile ? <Notice look="info" text={texts.changedMeanwhile} id="changed-meanwhile" /> : null}
        {page.done ? <Notice look="success" text={`${texts.done(changed)} ${texts.within}`} id="import-done" /> : null}
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          <p class="kern-body">
            {texts.source(page.from)}. {page.done ? null : texts.nothingYet}
          </p>
          <p class="kern-body app-literal">
            {page.result.signer === null ? texts.document(page.result.document) : texts.signed(page.result.signer)}
          </p>
          {page.result.signer === null ? <p class="kern-body">{texts.notSigned}</p> : null}
        </div>
        <RefusedOnes page={page} scope={scope} />
        {shownFirst(services)
          .slice(0, MOST_TOLD)
          .map((imported) => (
            <Imported
              key={imported.service.entityId}
              imported={imported}
              hasPage={page.done || imported.kind !== 'registered'}
              scope={scope}
            />
          ))}
        {services.length > MOST_TOLD ? (
          <p class="kern-body" id="more-services">
            {texts.moreServices(services.length - MOST_TOLD)}
          </p>
        ) : null}
        {page.done ? (
          <p class="app-actions">
            <LinkButton look="secondary" href={CONSOLE.import} label={texts.another} />
          </p>
        ) : (
          <Apply page={page} count={services.length} scope={scope} />
        )}
      </>
    ),
  }
}

function Apply({ page, count, scope }: Props & { readonly count: number }) {
  const texts = consoleTexts(scope.language).import
  return (
    <form method="post" action={page.form.action} enctype="multipart/form-data">
      <input type="hidden" name={FORM_FIELDS.token} value={page.form.token} />
      {Object.entries(page.carried).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p class="app-actions">
        <Button look="primary" label={texts.apply(count)} name={FORM_FIELDS.decision} value="apply" />
        <LinkButton look="secondary" href={CONSOLE.import} label={texts.discard} />
      </p>
    </form>
  )
}

/** Those with something to read before those without. */
const shownFirst = (services: readonly ImportedService[]): readonly ImportedService[] =>
  [...services].sort((one, other) => rank(one) - rank(other))

const KINDS = ['updated', 'registered', 'unchanged'] as const

const rank = ({ kind, findings }: ImportedService): number => 2 * KINDS.indexOf(kind) + Number(findings.length === 0)

function RefusedOnes({ page: { result }, scope }: Props) {
  const texts = consoleTexts(scope.language).import
  const unread = result.unread.slice(0, MOST_TOLD)
  const others = result.refused.slice(0, MOST_TOLD)
  const refused: readonly FindingLine[] = [
    ...unread.map(({ rule, message }) => readerLine(rule, message, scope)),
    ...others.map(({ refusal }) => ({ ...REFUSED, rule: refusal.rule, message: refusalText(refusal, scope) })),
  ]
  if (refused.length === 0) return null
  const more = result.unread.length + result.untold + result.refused.length - refused.length
  return (
    <div class="app-stack--s">
      <h2 class="kern-heading-small">{texts.refused}</h2>
      <FindingList findings={refused} scope={scope} />
      {more > 0 ? <p class="kern-body">{texts.moreRefused(more)}</p> : null}
    </div>
  )
}

interface ImportedProps {
  readonly imported: ImportedService
  /** Whether it is registered by now. */
  readonly hasPage: boolean
  readonly scope: Scope
}

function Imported({ imported, hasPage, scope }: ImportedProps) {
  const texts = consoleTexts(scope.language)
  const { service, kind, findings, changes } = imported
  const name = serviceName(service, scope.language)
  const rows = changedRows(changes, scope)
  const found = findings.map((each) => findingLine(each, scope))
  return (
    <section class="app-stack--s" data-service={service.entityId}>
      <h2 class="kern-heading-small">
        {hasPage ? <SafeLink href={CONSOLE.service(service.entityId)}>{name}</SafeLink> : name}{' '}
        <Badge look={kind === 'unchanged' ? 'info' : 'success'} label={texts.import.kinds[kind]} />
      </h2>
      <p class="app-literal">{service.entityId}</p>
      <FindingList findings={found} scope={scope} />
      {rows.length === 0 ? (
        <p class="kern-body">{texts.import.noChanges}</p>
      ) : (
        <ChangesTable rows={rows} name={service.entityId} isNew={kind === 'registered'} scope={scope} />
      )}
    </section>
  )
}
