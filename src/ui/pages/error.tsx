import type { ErrorText } from '../../domain/error-catalogue.js'
import type { Instant } from '../../domain/instant.js'
import { definePage, type Scope, type View } from '../page.js'
import { safeHref } from '../components/safe-link.js'

export interface ErrorModel {
  readonly text: ErrorText
  readonly errorId: string
  /** Host that needs cookies, for `no-cookie`. */
  readonly host: string
  /** When it may be tried again, for `too-many-tries`. */
  readonly until: Instant | null
  /** The login that goes on elsewhere, for `moved-on` and `form-expired`; other methods, for `too-many-tries`. */
  readonly continueAt: string | null
  /** The portal's own address, from its metadata. */
  readonly portalUrl: string | null
}

/** What happened, what it means, what to do next, and the number under which the log has it. */
export const errorPage = definePage('error', view)

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
          <WaysOn page={page} scope={scope} />
        </div>
        <Support errorId={page.errorId} scope={scope} />
      </>
    ),
  }
}

/** Links onward, the best first, as a button. */
function WaysOn({ page, scope }: { readonly page: ErrorModel; readonly scope: Scope }) {
  const { error } = scope.texts
  const ways = [
    {
      href: page.continueAt,
      label: page.text === 'too-many-tries' ? scope.texts.wayBack.otherMethods : error.continueLogin,
    },
    { href: page.portalUrl, label: error.backToPortal(scope.portal) },
    { href: page.text === 'not-found' ? '/' : null, label: error.toStart },
  ].flatMap(({ href, label }) => {
    const safe = href === null ? null : safeHref(href)
    return safe === null ? [] : [{ href: safe, label }]
  })
  if (ways.length === 0) return null
  return (
    <p class="app-actions">
      {ways.map(({ href, label }, index) => (
        <a key={href} class={`kern-btn kern-btn--${index === 0 ? 'primary' : 'secondary'}`} href={href}>
          <span class="kern-label">{label}</span>
        </a>
      ))}
    </p>
  )
}

function Support({ errorId, scope }: { readonly errorId: string; readonly scope: Scope }) {
  const { error } = scope.texts
  const { email, phone, url } = scope.context.site.support
  const ways = [
    email === null ? null : { href: `mailto:${email}`, label: email },
    phone === null ? null : { href: `tel:${phone.replace(/[^+\d]/g, '')}`, label: `${error.phone} ${phone}` },
    url === null ? null : { href: url, label: error.support },
  ].flatMap((way) => {
    const safe = way && safeHref(way.href)
    return way && safe ? [{ href: safe, label: way.label }] : []
  })
  return (
    <div class="app-support">
      <p class="kern-body">
        {ways.length > 0 ? error.quoteId : error.idIs}{' '}
        <strong class="app-mono" data-testid="error-id">
          {errorId}
        </strong>
      </p>
      {ways.length > 0 ? (
        <ul class="app-nav">
          {ways.map(({ href, label }) => (
            <li key={href}>
              <a class="kern-link kern-link--no-visited-state" href={href}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
