import type { ErrorText } from '../../domain/error-text.js'
import type { Instant } from '../../domain/instant.js'
import { definePage, type Scope, type View } from '../page.js'
import { Button, PostForm } from '../components/form.js'
import { safeHref } from '../components/safe-link.js'
import { DECISIONS, FORM_FIELDS, type Form } from '../form-fields.js'
import { SupportLinks, supportWays } from '../components/support.js'

export interface ErrorModel {
  readonly text: ErrorText
  readonly errorId: string
  /** Host that needs cookies, for `no-cookie`. */
  readonly host: string
  /** When it may be tried again, for `too-many-tries`. */
  readonly until: Instant | null
  /** The login that goes on elsewhere, for `moved-on` and `form-expired`; other methods, for `too-many-tries`. */
  readonly continueAt: string | null
  /** The form that ends a login at its portal, for `left-open`; null: nothing can be sent there. */
  readonly wayBack: Form | null
  /** The portal's own address, from its metadata. */
  readonly portalUrl: string | null
  /** The portal's own page for errors, from its metadata; absent or null: it names none. */
  readonly portalHelp?: string | null
  /** True if asking for the same address again is all it takes: what was asked for was read, not sent. */
  readonly askAgain?: boolean
  /** What BundID calls the fault, for whoever runs the portal; absent: it has no such name. */
  readonly idpCode?: string | undefined
}

/** What happened, what it means, what to do next, and the number under which the log has it. */
export const errorPage = definePage('error', view, { isEasy: true })

function view(page: ErrorModel, scope: Scope): View {
  const { texts, formats, portal } = scope
  const block = texts.error.texts[page.text]({
    portal,
    host: page.host,
    until: page.until === null ? null : formats.timeOfDay(page.until),
    canContinue: page.continueAt !== null,
  })
  return {
    title: block.title,
    problem: true,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{block.title}</h1>
          <p class="kern-body app-lead" data-testid="error">
            {block.what}
          </p>
          <p class="kern-body">{block.means}</p>
        </div>
        <div class="app-stack--s">
          <h2 class="kern-heading-small">{texts.error.nextHeading}</h2>
          <p class="kern-body">{block.next}</p>
          {page.wayBack === null ? null : <WayBack form={page.wayBack} scope={scope} />}
          <WaysOn page={page} scope={scope} />
        </div>
        <Support errorId={page.errorId} idpCode={page.idpCode} scope={scope} />
      </>
    ),
  }
}

/** Back to the portal with its login ended there: it can say so, and begin anew. */
function WayBack({ form, scope }: { readonly form: Form; readonly scope: Scope }) {
  const label = scope.texts.error.backToPortal(scope.portal)
  return (
    <PostForm form={form}>
      <p class="app-actions">
        <Button look="primary" label={label} name={FORM_FIELDS.decision} value={DECISIONS.return} />
      </p>
    </PostForm>
  )
}

/** What only those who run portals can read: the citizens' start page is no way on for them. */
const OPERATORS_TEXTS: ReadonlySet<ErrorText> = new Set(['no-right', 'too-many-look-ups'])

/** Links onward, the best first, as a button: to what is known of the login, at least to the start page. */
function WaysOn({ page, scope }: { readonly page: ErrorModel; readonly scope: Scope }) {
  const { error } = scope.texts
  const known = [
    {
      href: page.continueAt,
      label: labelToGoOn(page, scope),
    },
    {
      href: page.portalUrl,
      label: page.wayBack === null ? error.backToPortal(scope.portal) : error.startAgainAt(scope.portal),
    },
    {
      href: page.portalHelp ?? null,
      label: error.helpAt(scope.portal),
    },
  ]
  const leadsOn = page.wayBack !== null || page.askAgain === true || known.some(({ href }) => href !== null)
  const start = OPERATORS_TEXTS.has(page.text)
    ? { href: '/operator', label: error.toOverview }
    : { href: '/', label: error.toStart }
  const ways = [...known, ...(page.text === 'not-found' || !leadsOn ? [start] : [])].flatMap(({ href, label }) => {
    const safe = href === null ? null : safeHref(href)
    return safe === null ? [] : [{ href: safe, label }]
  })
  return (
    <p class="app-actions">
      {page.askAgain ? <SameAddress label={error.askAgain} /> : null}
      {ways.map(({ href, label }, index) => (
        <a
          key={href}
          class={`kern-btn kern-btn--${index === 0 && page.wayBack === null ? 'primary' : 'secondary'}`}
          href={href}
        >
          <span class="kern-label">{label}</span>
        </a>
      ))}
    </p>
  )
}

/** An empty reference (RFC 3986 §5.2): spaces around a URL do not count, and an empty value is rendered as none. */
const SAME_ADDRESS = ' '

/** The page is made once for all who are sent away at that moment, so it cannot name the address of each. */
const SameAddress = ({ label }: { readonly label: string }) => (
  <a class="kern-btn kern-btn--primary" href={SAME_ADDRESS}>
    <span class="kern-label">{label}</span>
  </a>
)

function labelToGoOn({ text }: ErrorModel, { texts: { error, wayBack } }: Scope): string {
  if (text === 'logout-refused') return error.logOutHere
  if (text === 'too-many-tries') return wayBack.otherMethods
  return text === 'left-open' ? error.startAgain : error.continueLogin
}

interface SupportProps {
  readonly errorId: string
  readonly idpCode: string | undefined
  readonly scope: Scope
}

function Support({ errorId, idpCode, scope }: SupportProps) {
  const { error } = scope.texts
  return (
    <div class="app-support">
      <p class="kern-body">
        {supportWays(scope).length > 0 ? error.quoteId : error.idIs}{' '}
        <strong class="app-mono" data-testid="error-id">
          {errorId}
        </strong>
        {idpCode === undefined ? null : (
          <>
            {' '}
            <span class="app-mono" data-testid="idp-code">
              {idpCode}
            </span>
          </>
        )}
      </p>
      <SupportLinks scope={scope} />
    </div>
  )
}
