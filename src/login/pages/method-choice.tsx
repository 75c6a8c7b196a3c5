import type { MethodGaveUp } from '../../domain/login.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import { Button, PostForm } from '../../ui/components/form.js'
import { Notice } from '../../ui/components/notice.js'
import { RichText } from '../../ui/components/rich-text.js'
import { safeHref } from '../../ui/components/safe-link.js'
import { Sentences } from '../../ui/components/sentences.js'
import { DECISIONS, FORM_FIELDS, type Form } from '../../ui/form-fields.js'
import { between, definePage, type Scope, type View } from '../../ui/page.js'
import { lowerFirst } from '../../ui/texts/lower-first.js'
import type { Place } from '../texts/messages.js'
import { loginTexts } from '../texts/texts.js'
import { MethodRow, type OfferedMethod } from './components/method-row.js'
import { isDown, MissingMethod, subjectOf, type MissingRow } from './components/missing-method.js'

export interface MethodChoiceModel {
  /** `link-account`: the citizen shows which account a card is to be bound to. */
  readonly purpose: 'login' | 'link-account'
  /** True if this browser's session has just run out. The page does not say whose it was. */
  readonly sessionEnded: boolean
  /** The other account that has just proved nothing, and why; null or absent: none did. */
  readonly gaveUp?: MethodGaveUp | null
  /** The other account that is to be bound to the one that is proved here; null or absent: a card is. */
  readonly linked?: string | null
  /** The name in a session that is not enough here, '' for an account without a name; null: nobody is signed in. */
  readonly signedInAs: string | null
  /** Id of the method of that session, where what it proves is not enough; null: it is, but the service wants a new proof. */
  readonly fellShort: string | null
  readonly form: Form
  /** `unreachable`: no method reaches the level that the service asks for. */
  readonly level: TrustLevel | 'unreachable'
  readonly offered: readonly OfferedMethod[]
  readonly missing: readonly MissingRow[]
  /** A page of the portal for whoever does not want to log in; absent or null: it names none. */
  readonly backUrl?: string | null
}

/** The page of the ways to log in; it also says which are missing, and why (RULES: What a service may ask 3). */
export const methodChoicePage = definePage('method-choice', view, { isEasy: true })

function view(page: MethodChoiceModel, scope: Scope): View {
  const view = page.offered.length > 0 ? choice(page, scope) : nothingOffered(page, scope)
  if (page.gaveUp) return { ...view, content: afterGivingUp(view, page.gaveUp, scope) }
  return page.sessionEnded ? { ...view, content: afterSession(view, scope) } : view
}

/** After another account has proved nothing, the page says so before it offers the methods again. */
const afterGivingUp = ({ content }: View, { method, problem }: MethodGaveUp, scope: Scope) => (
  <>
    <Notice
      look="info"
      text={loginTexts(scope.language).otherAccount.gaveUp[problem](scope.methodText(method).label)}
      id="method-gave-up"
    />
    {content}
  </>
)

/** After a session has run out, the page says why the citizen is asked once more. */
const afterSession = ({ content }: View, { language }: Scope) => (
  <>
    <Notice look="info" text={loginTexts(language).methodChoice.sessionEnded} id="session-ended" />
    {content}
  </>
)

function choice(page: MethodChoiceModel, scope: Scope): View {
  const { portal } = scope
  const { methodChoice, proveAccount: card, otherAccount } = loginTexts(scope.language)
  const proveAccount = page.linked == null ? card : otherAccount.proveAccount(scope.methodText(page.linked).label)
  const title = page.purpose === 'login' ? methodChoice.title : proveAccount.title
  return {
    title,
    problem: false,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          {page.purpose === 'login' ? (
            <Needed page={page} scope={scope} />
          ) : (
            <p class="kern-body">{proveAccount.intro}</p>
          )}
        </div>
        <PostForm form={page.form}>
          <ul class="app-methods">
            {page.offered.map((method) => (
              <li key={method.id}>
                <MethodRow method={method} scope={scope} />
              </li>
            ))}
          </ul>
          <Missing page={page} scope={scope} />
          {page.purpose === 'link-account' ? (
            <p class="app-actions">
              <ToChoice look="secondary" scope={scope} />
            </p>
          ) : null}
          <p class="app-cancel">
            <Button
              look="tertiary"
              label={methodChoice.cancel(portal)}
              name={FORM_FIELDS.decision}
              value={DECISIONS.cancel}
            />
          </p>
          <BackLink page={page} scope={scope} />
        </PostForm>
      </>
    ),
  }
}

/** The way back to the choice: a citizen who cannot log in to an account now may want something else for the card. */
function ToChoice({ look, scope }: { readonly look: 'primary' | 'secondary'; readonly scope: Scope }) {
  const label = scope.texts.wayBack.toChoice
  return <Button look={look} label={label} name={FORM_FIELDS.decision} value={DECISIONS.back} />
}

interface PartProps {
  readonly page: MethodChoiceModel
  readonly scope: Scope
}

/** What is to be done here, in words that need no explanation; and where it leads. */
function Needed({ page, scope }: PartProps) {
  const { portal } = scope
  const { methodChoice } = loginTexts(scope.language)
  const then = portal === null ? methodChoice.thenAccount : methodChoice.thenBack(portal)
  if (page.signedInAs === null)
    return (
      <p class="kern-body">
        <Sentences of={[toDo(page, scope), then]} scope={scope} />
      </p>
    )
  return (
    <>
      <p class="kern-body">
        <RichText of={methodChoice.signedIn(page.signedInAs)} />
        {between(scope)}
        {page.fellShort === null ? methodChoice.onceMore : notEnough(page.fellShort, page, scope)}
      </p>
      <p class="kern-body">
        <Sentences of={[page.fellShort === null ? toDo(page, scope) : null, then]} scope={scope} />
      </p>
    </>
  )
}

const placeOf = ({ portal }: Scope): Place => (portal === null ? 'own-account' : 'service')

function toDo({ level, missing, offered }: MethodChoiceModel, scope: Scope): string | null {
  // The citizen's own account asks for no level above `basis` unless it says why.
  if (level === 'unreachable' || (scope.portal === null && level === 'basis')) return null
  const which = offered.length === 1 ? 'one' : missing.length === 0 ? 'all' : 'some'
  return loginTexts(scope.language).methodChoice.toDo[level](placeOf(scope), which)
}

function notEnough(method: string, { offered }: MethodChoiceModel, scope: Scope): string {
  const [first, ...more] = offered
  const by = first && more.length === 0 ? lowerFirst(scope.methodText(first.id).row) : null
  return loginTexts(scope.language).methodChoice.notEnough(placeOf(scope), scope.methodText(method).label, by)
}

/** What a level is: for whoever wants to know. */
function AboutLevels({ page: { level }, scope }: PartProps) {
  const { aboutLevels } = loginTexts(scope.language).methodChoice
  if (level === 'unreachable' || (scope.portal === null && level === 'basis')) return null
  return (
    <details class="kern-accordion">
      <summary class="kern-accordion__header">
        <span class="kern-title kern-title--small">{aboutLevels.question}</span>
      </summary>
      <div class="kern-accordion__body">
        <p class="kern-body">
          {aboutLevels.meaning}
          {between(scope)}
          <RichText of={aboutLevels.needs(placeOf(scope), scope.texts.levels[level])} />
        </p>
      </div>
    </details>
  )
}

function nothingOffered(page: MethodChoiceModel, scope: Scope): View {
  const { portal } = scope
  const { nothing } = loginTexts(scope.language).methodChoice
  const down = page.missing.filter(isDown).map(({ id }) => subjectOf(id, scope))
  const title = down.length > 0 ? nothing.down.title(down) : nothing.title
  return {
    title,
    problem: false,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          {down.length > 1 ? (
            <ul class="kern-list kern-list--bullet">
              {down.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          ) : null}
          <p class="kern-body">{down.length > 0 ? nothing.down.notYou : whyNothing(page, scope)}</p>
        </div>
        <div class="app-stack--s">
          <h2 class="kern-heading-small">{nothing.whatToDo}</h2>
          <p class="kern-body">{nothing.office(portal)}</p>
        </div>
        <PostForm form={page.form}>
          <p class="app-actions">
            {page.purpose === 'link-account' ? <ToChoice look="primary" scope={scope} /> : null}
            <Button
              look={page.purpose === 'login' ? 'primary' : 'secondary'}
              label={nothing.back(portal)}
              name={FORM_FIELDS.decision}
              value={DECISIONS.cancel}
            />
          </p>
          <BackLink page={page} scope={scope} />
          <Missing page={page} scope={scope} />
        </PostForm>
      </>
    ),
  }
}

/** The page that the portal itself named in its request; the login stays open here. */
function BackLink({ page, scope }: PartProps) {
  const href = page.backUrl == null ? null : safeHref(page.backUrl)
  if (href === null || scope.portal === null) return null
  return (
    <p class="app-cancel">
      <a class="kern-link" href={href} data-testid="back-url">
        {loginTexts(scope.language).methodChoice.toPageOf(scope.portal)}
      </a>
    </p>
  )
}

function whyNothing({ level }: MethodChoiceModel, scope: Scope): string {
  const { nothing } = loginTexts(scope.language).methodChoice
  const why = level === 'unreachable' ? nothing.unreachable : nothing.noneReaches(placeOf(scope))
  return `${why}${between(scope)}${nothing.notYourFault}`
}

function Missing({ page, scope }: PartProps) {
  return (
    <div>
      {page.missing.map(({ id, reason }) => (
        <MissingMethod key={id} id={id} reason={reason} page={page} scope={scope} />
      ))}
      {page.purpose === 'login' ? <AboutLevels page={page} scope={scope} /> : null}
    </div>
  )
}
