import type { KeyState } from '../../../../domain/ports/signing-keys.js'
import { Button, PostForm } from '../../../../ui/components/form.js'
import { FORM_FIELDS, type Form } from '../../../../ui/form-fields.js'
import type { Scope } from '../../../../ui/page.js'
import type { KeyFinding } from '../../../findings.js'
import type { KeyFetches } from '../../../keys/known-by.js'
import type { KeyView } from '../../../keys/manage-keys.js'
import { keyFindingText } from '../../finding-text.js'
import { consoleTexts } from '../../texts/texts.js'
import { Badge } from './badge.js'
import { Fetches } from './key-fetches.js'
import { FindingList, type FindingLine } from './finding-list.js'

interface KeyCardProps {
  readonly view: KeyView
  /** Who has fetched it; null: it is not announced. */
  readonly fetches: KeyFetches | null
  /** Of whoever may change the key; null: it is only shown. */
  readonly form: Form | null
  readonly scope: Scope
}

const LOOKS = { next: 'info', active: 'success', previous: 'warning', retired: 'info' } as const
/** What can be done with a key of this state. */
const ACTS: Readonly<Record<KeyState, readonly ('activate' | 'retire')[]>> = {
  next: ['activate', 'retire'],
  active: ['retire'],
  previous: ['activate', 'retire'],
  retired: [],
}

/** One key: what it does, until when, what is to be done with it, and the buttons for that. */
export function KeyCard({ view, fetches, form, scope }: KeyCardProps) {
  const { keys } = consoleTexts(scope.language)
  const { key, fingerprint } = view
  return (
    <section class="app-stack--s app-key" data-key={key.id} data-key-state={key.state}>
      <h3 class="kern-heading-small">
        {key.type} <Badge look={LOOKS[key.state]} label={keys.states[key.state]} />{' '}
        {key.inHsm ? <Badge look="info" label={keys.inHsm} /> : null}
      </h3>
      <p class="kern-body">{keys.does[key.use][key.state]}</p>
      <FindingList findings={view.findings.map((found) => keyFindingLine(found, scope))} scope={scope} />
      <dl class="app-attributes">
        <Row name={keys.fields.id} value={key.id} />
        {view.stateSince === null ? null : (
          <Row name={keys.fields.since} value={scope.formats.day(view.stateSince)} plain />
        )}
        <Row name={keys.fields.until} value={scope.formats.day(key.notAfter)} plain />
        <Row name={keys.fields.sha256} value={fingerprint} />
      </dl>
      {fetches === null || key.use !== 'signing' ? null : <Fetches fetches={fetches} scope={scope} />}
      <details class="kern-accordion">
        <summary class="kern-accordion__header">
          <span class="kern-title kern-title--small">{keys.certificate}</span>
        </summary>
        <div class="kern-accordion__body">
          <pre class="app-literal">{pem(key.certificate)}</pre>
        </div>
      </details>
      {form === null || ACTS[key.state].length === 0 ? null : (
        <PostForm form={form}>
          <input type="hidden" name="key" value={key.id} />
          <p class="app-actions">
            {ACTS[key.state].map((act) => (
              <Button
                key={act}
                look={act === 'retire' ? 'danger' : 'secondary'}
                label={keys[act]}
                name={FORM_FIELDS.decision}
                value={act === 'retire' ? 'ask-retire' : 'activate'}
              />
            ))}
          </p>
        </PostForm>
      )}
    </section>
  )
}

/** As a portal's configuration takes it. */
const pem = (certificate: string): string =>
  `-----BEGIN CERTIFICATE-----\n${certificate.replace(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----`

const Row = ({
  name,
  value,
  plain = false,
}: {
  readonly name: string
  readonly value: string
  readonly plain?: boolean
}) => (
  <div class="app-attribute">
    <dt>{name}</dt>
    <dd class={plain ? undefined : 'app-literal'}>{value}</dd>
  </div>
)

const keyFindingLine = (found: KeyFinding, scope: Scope): FindingLine => ({
  rule: found.rule,
  severity: found.severity,
  message: keyFindingText(found, scope),
  cure: null,
})
