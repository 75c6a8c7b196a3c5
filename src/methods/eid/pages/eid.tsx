import type { AttributeName } from '../../../domain/identity.js'
import { Alert } from '../../../ui/components/alert.js'
import { Button, PostForm } from '../../../ui/components/form.js'
import { LinkButton, SafeLink, eidClientHref } from '../../../ui/components/safe-link.js'
import { Sentences } from '../../../ui/components/sentences.js'
import { SupportLinks } from '../../../ui/components/support.js'
import { DECISIONS, FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import { between, definePage, wayToMethods, type Scope, type View } from '../../../ui/page.js'
import { eidTexts } from '../texts/texts.js'
import type { EidProblem } from './eid-problem.js'

/** One line of what is read; the citizen may keep back what is optional. */
export interface EidRead {
  readonly name: AttributeName | 'address'
  readonly isOptional: boolean
}

/** The page of the online ID card: what to have ready, what is read, and the way into the eID client. */
export interface EidModel {
  readonly otherMethods: string
  /** Gives the login up. */
  readonly cancel: Form
  /** True if the card was read before, and is read once more for the account. */
  readonly again: boolean
  /** What is read beside pseudonym and age; the parts of the address are one. */
  readonly reads: readonly EidRead[]
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
 * The page says what to have ready and what is read, and leads into the eID client. After a failure it says what went
 * wrong and what helps, and no longer what is read: help must not lie below it.
 */
export const eidPage = definePage('eid', view, { isEasy: true })

function view(page: EidModel, scope: Scope): View {
  const eid = eidTexts(scope.language)
  const problem = page.problem === null ? null : eid.problems[page.problem]
  const title = page.again ? eid.titleAgain : eid.title
  return {
    title: problem?.title ?? title,
    problem: problem !== null,
    content: (
      <>
        <h1 class="kern-heading-large">{title}</h1>
        {page.again ? <p class="kern-body">{eid.readAgain}</p> : null}
        {page.problem === null ? <Needs scope={scope} /> : <Problem problem={page.problem} scope={scope} />}
        {page.problem === null ? (
          <Starts page={page} scope={scope} />
        ) : (
          <AfterProblem page={page} problem={page.problem} scope={scope} />
        )}
        {problem === null ? <Reads page={page} scope={scope} /> : null}
        <Help page={page} scope={scope} />
        {problem === null ? (
          <p class="kern-body">
            <SafeLink href={page.otherMethods}>{wayToMethods(scope, page.again)}</SafeLink>
          </p>
        ) : null}
      </>
    ),
  }
}

interface Props {
  readonly page: EidModel
  readonly scope: Scope
}

/** Where a device is what reads the card, its own line is shown; the style sheet knows which. */
function Needs({ scope }: { readonly scope: Scope }) {
  const { needHeading, needs, readerOfComputer, readerOfPhone, takes } = eidTexts(scope.language)
  return (
    <div class="app-stack--s">
      <h2 class="kern-heading-small">{needHeading}</h2>
      <ul class="app-list kern-body">
        {needs.map((need) => (
          <li key={need}>{need}</li>
        ))}
        <li class="app-on-computer">{readerOfComputer}</li>
        <li class="app-on-phone">{readerOfPhone}</li>
      </ul>
      <p class="kern-body">{takes}</p>
    </div>
  )
}

function Reads({ page, scope }: Props) {
  const { attributes } = scope.texts
  const eid = eidTexts(scope.language)
  return (
    <div class="app-stack--s">
      <h2 class="kern-heading-small">{eid.readsHeading}</h2>
      <ul class="app-list kern-body">
        {page.reads.map(({ name, isOptional }) => (
          <li key={name}>{isOptional ? eid.optional(attributes[name]) : attributes[name]}</li>
        ))}
        <li>{eid.pseudonym}</li>
        {page.minimumAge > 0 ? <li>{eid.age(page.minimumAge)}</li> : null}
      </ul>
      <p class="kern-body">{eid.nothingElse}</p>
    </div>
  )
}

/** What most people fail at; after what no try mends, the office and the support alone. */
function Help({ page, scope }: Props) {
  const { help } = eidTexts(scope.language)
  const isHopeless = page.problem !== null && HOPELESS.has(page.problem)
  return (
    <div class="app-stack--s">
      <h2 class="kern-heading-small">{help.heading}</h2>
      <ul class="app-plain app-help">
        {isHopeless ? null : (
          <>
            <HelpLine scope={scope} text={help.notOpening} href={page.installUrl} label={help.install} />
            <li class="app-on-computer">
              <p class="kern-body">{help.noReader}</p>
            </li>
            <HelpLine scope={scope} text={help.transportPin} />
            <HelpLine scope={scope} text={help.blockedPin} />
          </>
        )}
        <HelpLine scope={scope} text={isHopeless ? '' : help.noPin} href={page.pinUrl} label={help.office} />
      </ul>
      {page.problem === null ? null : <SupportLinks scope={scope} />}
    </div>
  )
}

interface HelpLineProps {
  readonly scope: Scope
  readonly text: string
  readonly href?: string
  readonly label?: string
}

const HelpLine = ({ text, href, label, scope }: HelpLineProps) => (
  <li>
    <p class="kern-body">
      <Sentences of={[text, href === undefined ? null : <SafeLink href={href}>{label}</SafeLink>]} scope={scope} />
    </p>
  </li>
)

function Problem({ problem, scope }: { readonly problem: EidProblem; readonly scope: Scope }) {
  const { title, what, elsewhere } = eidTexts(scope.language).problems[problem]
  const hasOthers = scope.context.onlyMethod !== true
  return (
    <Alert look="danger" title={title}>
      <p class="kern-body">{elsewhere !== undefined && hasOthers ? `${what}${between(scope)}${elsewhere}` : what}</p>
    </Alert>
  )
}

/** After these another try ends the same way, so the page offers another way first. */
const HOPELESS: ReadonlySet<EidProblem> = new Set<EidProblem>([
  'invalid-document',
  'under-age',
  'card-data',
  'too-often',
])

/** The fault is not the citizen's: another try may help later. */
const BROKEN: ReadonlySet<EidProblem> = new Set<EidProblem>(['server', 'server-busy'])

/**
 * What can be done after a failure. Where no other method is offered, the way out leads to the portal and not to a page
 * that would lead back here. From a card that is read once more, back leads to what it is read for.
 */
function AfterProblem({ page, problem, scope }: Props & { readonly problem: EidProblem }) {
  const isHopeless = HOPELESS.has(problem)
  const isStuck = isHopeless || BROKEN.has(problem)
  const leadsOut = isStuck && !page.again
  const hasOthers = scope.context.onlyMethod !== true
  const toMethods = wayToMethods(scope, page.again)
  const toPortal = (look: 'primary' | 'secondary') => (
    <Button
      look={look}
      label={scope.texts.wayBack.toPortal(scope.portal)}
      name={FORM_FIELDS.decision}
      value={DECISIONS.cancel}
    />
  )
  if (!leadsOut || hasOthers) {
    return (
      <p class={isHopeless ? 'app-actions' : 'app-actions app-starts'}>
        {isHopeless ? <LinkButton look="primary" href={page.otherMethods} label={toMethods} /> : null}
        <Clients page={page} first={isHopeless ? 'secondary' : 'primary'} scope={scope} />
        {isHopeless ? null : <SafeLink href={page.otherMethods}>{toMethods}</SafeLink>}
      </p>
    )
  }
  return (
    <PostForm form={page.cancel}>
      <p class={isHopeless ? 'app-actions' : 'app-actions app-starts'}>
        {isHopeless ? toPortal('primary') : null}
        <Clients page={page} first={isHopeless ? 'secondary' : 'primary'} scope={scope} />
        {isHopeless ? null : toPortal('secondary')}
      </p>
    </PostForm>
  )
}

const Starts = ({ page, scope }: Props) => (
  <p class="app-actions app-starts">
    <Clients page={page} first="primary" scope={scope} />
  </p>
)

interface ClientsProps extends Props {
  /** The look of the client on this computer. */
  readonly first: 'primary' | 'secondary'
}

/** The links into the eID client. On a phone its own client comes first; the style sheet changes the order. */
function Clients({ page, first, scope }: ClientsProps) {
  const eid = eidTexts(scope.language)
  const again = page.problem !== null
  const ways = [
    { id: 'start-eid', href: page.startUrl, label: again ? eid.again : eid.start, look: `kern-btn--${first}` },
    {
      id: 'start-eid-phone',
      href: page.phoneUrl,
      label: again ? eid.againOnPhone : eid.startOnPhone,
      look: 'kern-btn--secondary app-start-phone',
    },
  ].flatMap(({ href, ...way }) => {
    const safe = href === null ? null : eidClientHref(href)
    return safe === null ? [] : [{ ...way, href: safe }]
  })
  return (
    <>
      {ways.map(({ id, href, label, look }) => (
        <a key={id} class={`kern-btn ${look}`} href={href} data-testid={id}>
          <span class="kern-label">{label}</span>
        </a>
      ))}
    </>
  )
}
