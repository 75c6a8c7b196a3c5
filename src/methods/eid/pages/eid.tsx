import { Alert } from '../../../ui/components/alert.js'
import { LinkButton } from '../../../ui/components/link-button.js'
import { SafeLink } from '../../../ui/components/safe-link.js'
import type { EidProblem } from './eid-problem.js'
import { eidClientHref } from '../../../ui/safe-href.js'
import { wayToMethods, type Scope, type View } from '../../../ui/scope.js'
import type { EidPage } from '../../../ui/view-models.js'

/** What to have ready, what is read, and the way into the eID client; after a failure what went wrong and once more. */
export function eidView(page: EidPage, scope: Scope): View {
  const { texts } = scope
  const { eid } = texts
  const problem = page.problem === null ? null : eid.problems[page.problem]
  return {
    title: problem?.title ?? eid.title,
    problem: problem !== null,
    content: (
      <>
        <h1 class="kern-heading-large">{eid.title}</h1>
        {page.again ? <p class="kern-body">{eid.readAgain}</p> : null}
        {problem === null ? (
          <Needs texts={texts} />
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

function Needs({ texts }: Pick<Scope, 'texts'>) {
  return (
    <div class="app-stack--s">
      <h2 class="kern-heading-small">{texts.eid.needHeading}</h2>
      <ul class="app-list kern-body">
        {texts.eid.needs.map((need) => (
          <li key={need}>{need}</li>
        ))}
      </ul>
    </div>
  )
}

/** With this card it will never work: another way is the best one. */
const HOPELESS: ReadonlySet<EidProblem> = new Set<EidProblem>(['invalid-document', 'under-age'])

/** On a phone its own client comes first; the style sheet changes their order. */
function Starts({ page, scope }: { readonly page: EidPage; readonly scope: Scope }) {
  const { eid } = scope.texts
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
