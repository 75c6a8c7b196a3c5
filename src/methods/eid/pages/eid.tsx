import type { AttributeName } from '../../../domain/identity.js'
import { Alert } from '../../../ui/components/alert.js'
import { LinkButton, SafeLink, eidClientHref } from '../../../ui/components/safe-link.js'
import { definePage, wayToMethods, type Scope, type View } from '../../../ui/page.js'
import { eidTexts } from '../texts/texts.js'
import type { EidProblem } from './eid-problem.js'

/** The page of the online ID card: what to have ready, what is read, and the way into the eID client. */
export interface EidModel {
  readonly otherMethods: string
  /** True if the card was read before, and is read once more for the account. */
  readonly again: boolean
  /** What is read beside pseudonym and age; the parts of the address are one. */
  readonly reads: readonly (AttributeName | 'address')[]
  readonly minimumAge: number
  /** The address of the eID client on this computer. */
  readonly startUrl: string
  /** The address of a phone's eID client; null if it is the same. */
  readonly phoneUrl: string | null
  readonly installUrl: string
  readonly pinUrl: string
  /** Why the last try failed. */
  readonly problem: EidProblem | null
}

/**
 * The page says what to have ready and what is read, and leads into the eID client. After a failure it also says what
 * went wrong.
 */
export const eidPage = definePage('eid', view)

function view(page: EidModel, scope: Scope): View {
  const { texts } = scope
  const eid = eidTexts(scope.language)
  const problem = page.problem === null ? null : eid.problems[page.problem]
  return {
    title: problem?.title ?? eid.title,
    problem: problem !== null,
    content: (
      <>
        <h1 class="kern-heading-large">{eid.title}</h1>
        {page.again ? <p class="kern-body">{eid.readAgain}</p> : null}
        {problem === null ? (
          <Needs scope={scope} />
        ) : (
          <Alert look="danger" title={problem.title}>
            <p class="kern-body">{problem.what}</p>
          </Alert>
        )}
        <Starts page={page} scope={scope} />
        <div class="app-stack--s">
          <h2 class="kern-heading-small">{eid.readsHeading}</h2>
          <ul class="app-list kern-body">
            {page.reads.map((name) => (
              <li key={name}>{texts.attributes[name]}</li>
            ))}
            <li>{eid.pseudonym}</li>
            {page.minimumAge > 0 ? <li>{eid.age(page.minimumAge)}</li> : null}
          </ul>
          <p class="kern-body">{eid.nothingElse}</p>
        </div>
        <div class="app-stack--s">
          <h2 class="kern-heading-small">{eid.helpHeading}</h2>
          <p class="kern-body">{eid.notOpening}</p>
          <ul class="app-nav">
            <li>
              <SafeLink href={page.installUrl}>{eid.install}</SafeLink>
            </li>
            <li>
              <SafeLink href={page.pinUrl}>{eid.pin}</SafeLink>
            </li>
          </ul>
        </div>
        {problem === null ? (
          <p class="kern-body">
            <SafeLink href={page.otherMethods}>{wayToMethods(scope, page.again)}</SafeLink>
          </p>
        ) : null}
      </>
    ),
  }
}

function Needs({ scope }: { readonly scope: Scope }) {
  const eid = eidTexts(scope.language)
  return (
    <div class="app-stack--s">
      <h2 class="kern-heading-small">{eid.needHeading}</h2>
      <ul class="app-list kern-body">
        {eid.needs.map((need) => (
          <li key={need}>{need}</li>
        ))}
      </ul>
    </div>
  )
}

/** With such a card this will never work, so the page offers another way first. */
const HOPELESS: ReadonlySet<EidProblem> = new Set<EidProblem>(['invalid-document', 'under-age'])

/** The links into the eID client. On a phone its own client comes first; the style sheet changes the order. */
function Starts({ page, scope }: { readonly page: EidModel; readonly scope: Scope }) {
  const eid = eidTexts(scope.language)
  const again = page.problem !== null
  const isHopeless = page.problem !== null && HOPELESS.has(page.problem)
  const ways = [
    {
      id: 'start-eid',
      href: page.startUrl,
      label: again ? eid.again : eid.start,
      look: isHopeless ? 'secondary' : 'primary',
    },
    {
      id: 'start-eid-phone',
      href: page.phoneUrl,
      label: again ? eid.againOnPhone : eid.startOnPhone,
      look: 'secondary',
    },
  ].flatMap(({ href, ...way }) => {
    const safe = href === null ? null : eidClientHref(href)
    return safe === null ? [] : [{ ...way, href: safe }]
  })
  return (
    <p class={isHopeless ? 'app-actions' : 'app-actions app-starts'}>
      {isHopeless ? (
        <LinkButton look="primary" href={page.otherMethods} label={wayToMethods(scope, page.again)} />
      ) : null}
      {ways.map(({ id, href, label, look }) => (
        <a key={id} class={`kern-btn kern-btn--${look}`} href={href} data-testid={id}>
          <span class="kern-label">{label}</span>
        </a>
      ))}
      {again && !isHopeless ? <SafeLink href={page.otherMethods}>{wayToMethods(scope, page.again)}</SafeLink> : null}
    </p>
  )
}
