import type { AttributeName } from '../../domain/identity.js'
import type { Instant } from '../../domain/instant.js'
import type { ErrorUrlCode } from '../../domain/error-url.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import { LinkButton } from '../../ui/components/safe-link.js'
import { SupportLinks, supportWays } from '../../ui/components/support.js'
import { definePage, type Scope, type View } from '../../ui/page.js'
import { portalErrorTexts } from '../texts/texts.js'

export interface PortalErrorModel {
  readonly code: ErrorUrlCode | null
  /** When it was, as the portal says. */
  readonly at: Instant | null
  readonly transaction: string | null
  readonly attributes: readonly AttributeName[]
  readonly level: TrustLevel | null
  /** Where a registered portal begins; null: no portal is known. */
  readonly home: string | null
}

interface Props {
  readonly page: PortalErrorModel
  readonly scope: Scope
}

/** A portal that could not let somebody in sent them here: what that means, and who can help. */
export const portalErrorPage = definePage('portal-error', view, { isEasy: true })

function view(page: PortalErrorModel, scope: Scope): View {
  const texts = portalErrorTexts(scope.language)
  const { title, what, next } = texts.kinds[page.code ?? 'unknown'](scope.portal)
  return {
    title,
    problem: page.code !== null,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          <p class="kern-body app-lead" data-testid="portal-error" data-code={page.code ?? undefined}>
            {what}
          </p>
          <Missing page={page} scope={scope} />
        </div>
        <div class="app-stack--s">
          <h2 class="kern-heading-small">{scope.texts.error.nextHeading}</h2>
          <p class="kern-body">{next}</p>
          <p class="app-actions">
            {page.home === null ? (
              <LinkButton look="primary" href="/" label={scope.texts.error.toStart} />
            ) : (
              <LinkButton look="primary" href={page.home} label={scope.texts.error.backToPortal(scope.portal)} />
            )}
          </p>
        </div>
        <Facts page={page} scope={scope} />
      </>
    ),
  }
}

/** What the portal needs, where it said so in words that we know. */
function Missing({ page: { code, attributes, level }, scope }: Props) {
  const texts = portalErrorTexts(scope.language)
  if (code === 'AUTHENTICATION_FAILURE' && level !== null)
    return <p class="kern-body">{texts.needsLevel(scope.texts.levels[level])}</p>
  if (code !== 'IDENTIFICATION_FAILURE' || attributes.length === 0) return null
  return (
    <>
      <p class="kern-body">{texts.missing}</p>
      <ul class="kern-body app-list">
        {attributes.map((name) => (
          <li key={name} data-missing={name}>
            {scope.texts.attributes[name]}
          </li>
        ))}
      </ul>
    </>
  )
}

/** What to tell whoever helps. */
function Facts({ page: { at, transaction }, scope }: Props) {
  const texts = portalErrorTexts(scope.language)
  const when = at === null ? null : `${scope.formats.day(at)}, ${scope.formats.timeOfDay(at)}`
  if (when === null && transaction === null && supportWays(scope).length === 0) return null
  return (
    <div class="app-support">
      {when === null && transaction === null ? null : (
        <>
          <p class="kern-body">{texts.tellThis}</p>
          <dl class="app-attributes">
            {when === null ? null : <Fact label={texts.time} value={when} />}
            {transaction === null ? null : <Fact label={texts.transaction} value={transaction} literal />}
          </dl>
        </>
      )}
      <SupportLinks scope={scope} />
    </div>
  )
}

interface FactProps {
  readonly label: string
  readonly value: string
  /** True for what is to be told letter by letter. */
  readonly literal?: true
}

const Fact = ({ label, value, literal }: FactProps) => (
  <div class="app-attribute">
    <dt>{label}</dt>
    <dd class={literal ? 'app-literal' : undefined}>{value}</dd>
  </div>
)
