import { Button, PostForm } from '../../../ui/components/form.js'
import { Notice } from '../../../ui/components/notice.js'
import { LinkButton, SafeLink } from '../../../ui/components/safe-link.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/page.js'
import type { Refusal } from '../../findings.js'
import type { UpstreamView } from '../../upstreams/upstream-view.js'
import { CONSOLE } from '../console-context.js'
import { upstreamFindingLine } from '../finding-text.js'
import { consoleTexts } from '../texts/texts.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'
import { FindingList } from './components/finding-list.js'
import { RefusalNotice } from './components/refusal-notice.js'
import { UpstreamSettingsForm, type UpstreamField } from './components/upstream-settings.js'
import { UpstreamState } from './upstreams.js'

/** What the page says after a change. */
export const UPSTREAM_DONE = ['imported', 'set', 'enabled', 'disabled', 'unchanged'] as const
export type UpstreamDone = (typeof UPSTREAM_DONE)[number]

export interface UpstreamModel {
  readonly bar: ConsoleBarModel
  readonly view: UpstreamView
  readonly fields: readonly UpstreamField[]
  /** Of whoever may change it; null: it is only shown. */
  readonly form: Form | null
  /** What the other side enters. */
  readonly addresses: { readonly metadata: string; readonly acs: string } | null
  readonly done: UpstreamDone | null
  readonly refusal: Refusal | null
}

interface Props {
  readonly page: UpstreamModel
  readonly scope: Scope
}

/** Another account as a way to log in: what it is, what an operator decides of it, and its switch. */
export const upstreamPage = defineConsolePage('operator-upstream', view)

function view(page: UpstreamModel, scope: Scope): View {
  const { upstreams: texts } = consoleTexts(scope.language)
  const { upstream, findings } = page.view
  const wrong = page.fields.some(({ expected }) => expected !== null)
  return {
    title: upstream.name,
    problem: wrong || page.refusal !== null,
    content: (
      <>
        {page.done === null ? null : (
          <Notice
            look={page.done === 'unchanged' ? 'info' : 'success'}
            text={texts.done[page.done]}
            id="upstream-done"
          />
        )}
        <RefusalNotice refusal={page.refusal} scope={scope} />
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{upstream.name}</h1>
          <p class="kern-body">
            <UpstreamState view={page.view} scope={scope} />
          </p>
          <p class="app-literal">{upstream.peer.entityId}</p>
        </div>
        <div class="app-stack--s">
          <h2 class="kern-heading-small">{texts.findings}</h2>
          {findings.length === 0 ? (
            <p class="kern-body">{texts.noFindings}</p>
          ) : (
            <FindingList findings={findings.map((found) => upstreamFindingLine(found, scope))} scope={scope} />
          )}
        </div>
        <Facts page={page} scope={scope} />
        <Tell page={page} scope={scope} />
        <UpstreamSettingsForm form={page.form} version={upstream.version} fields={page.fields} scope={scope} />
        {page.form === null ? null : <Switches page={page} form={page.form} scope={scope} />}
        <p class="kern-body">
          <SafeLink href={CONSOLE.upstreams}>{texts.back}</SafeLink>
        </p>
      </>
    ),
  }
}

function Facts({ page, scope }: Props) {
  const { facts, dialects } = consoleTexts(scope.language).upstreams
  const { upstream, keys } = page.view
  const { peer, dialect } = upstream
  const names = [...new Set(Object.values(peer.names))]
  return (
    <dl class="app-attributes">
      <Fact term={facts.dialect} values={[dialects[dialect]]} />
      {names.length === 0 ? null : <Fact term={facts.names} values={names} />}
      {peer.kind === 'oidc' ? <Fact term={facts.client} values={[peer.clientId]} literal /> : null}
      {keys.length === 0 ? null : <Fact term={facts.keys} values={keys.map(({ sha256 }) => sha256)} literal />}
      <Origin page={page} scope={scope} />
    </dl>
  )
}

/** Where its metadata came from, how long they hold, and whether it answers. */
function Origin({ page, scope }: Props) {
  const { facts, vouched, never, endless, health: healths } = consoleTexts(scope.language).upstreams
  const { upstream, health } = page.view
  const { peer, source, settings } = upstream
  const { day } = scope.formats
  const probed = health.isUp ? healths.up : healths.down
  return (
    <>
      <Fact term={facts.from} values={[source.from]} literal />
      <Fact term={facts.importedAt} values={[day(source.importedAt)]} />
      {peer.kind === 'oidc' ? null : (
        <>
          <Fact
            term={facts.lastRefresh}
            values={[
              source.lastRefresh === null ? never : day(source.lastRefresh),
              source.signer === null ? vouched.unsigned : vouched.signed,
            ]}
          />
          <Fact term={facts.validUntil} values={[peer.validUntil === null ? endless : day(peer.validUntil)]} />
        </>
      )}
      <Fact term={facts.health} values={[settings.healthUrl === null ? healths.unprobed : probed]} />
    </>
  )
}

interface FactProps {
  readonly term: string
  readonly values: readonly string[]
  readonly literal?: boolean
}

const Fact = ({ term, values, literal = false }: FactProps) => (
  <div class="app-attribute">
    <dt>{term}</dt>
    {values.map((value) => (
      <dd key={value} class={literal ? 'app-literal' : undefined}>
        {value}
      </dd>
    ))}
  </div>
)

function Tell({ page: { addresses }, scope }: Props) {
  if (addresses === null) return null
  const { tell, addresses: terms } = consoleTexts(scope.language).upstreams.import
  return (
    <div class="app-stack--s">
      <h2 class="kern-heading-small">{tell}</h2>
      <dl class="app-attributes">
        <Fact term={terms.metadata} values={[addresses.metadata]} literal />
        <Fact term={terms.acs} values={[addresses.acs]} literal />
      </dl>
    </div>
  )
}

function Switches({ page, form, scope }: Props & { readonly form: Form }) {
  const { upstreams: texts } = consoleTexts(scope.language)
  const { enabled, upstream } = page.view
  return (
    <PostForm form={form}>
      <h2 class="kern-heading-small">{texts.switching}</h2>
      <p class="kern-body">{enabled ? texts.disableHint : texts.enableHint}</p>
      <p class="app-actions">
        <Button
          look={enabled ? 'danger' : 'primary'}
          label={enabled ? texts.disable : texts.enable}
          name={FORM_FIELDS.decision}
          value={enabled ? 'ask-disable' : 'enable'}
        />
      </p>
      <p class="kern-body">{texts.removeHint}</p>
      <p class="app-actions">
        <Button look="danger" label={texts.remove} name={FORM_FIELDS.decision} value="ask-remove" />
        {upstream.peer.kind === 'oidc' ? null : (
          <LinkButton
            look="secondary"
            href={`${CONSOLE.upstreamImport}?name=${encodeURIComponent(upstream.name)}`}
            label={texts.import.again(upstream.name)}
          />
        )}
      </p>
    </PostForm>
  )
}
