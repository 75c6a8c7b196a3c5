import type { TrustLevel } from '../../domain/trust-level.js'
import { Button, PostForm } from '../../ui/components/form.js'
import { Notice } from '../../ui/components/notice.js'
import { RichText } from '../../ui/components/rich-text.js'
import { DECISIONS, FORM_FIELDS, type Form } from '../../ui/form-fields.js'
import { definePage, type Scope, type View } from '../../ui/page.js'
import { loginTexts } from '../texts/texts.js'
import { MethodRow, type OfferedMethod } from './components/method-row.js'
import { MissingMethod, type MissingRow } from './components/missing-method.js'

export interface MethodChoiceModel {
  /** `link-account`: the citizen shows which account a card is to be bound to. */
  readonly purpose: 'login' | 'link-account'
  /** True if this browser's session has just run out. The page does not say whose it was. */
  readonly sessionEnded: boolean
  /** The name in a session that is not enough here, '' for an account without a name; null: nobody is signed in. */
  readonly signedInAs: string | null
  readonly form: Form
  /** `unreachable`: no method reaches the level that the service asks for. */
  readonly level: TrustLevel | 'unreachable'
  readonly offered: readonly OfferedMethod[]
  readonly missing: readonly MissingRow[]
}

/** The page of the ways to log in; it also says which are missing, and why (RULES: What a service may ask 3). */
export const methodChoicePage = definePage('method-choice', view)

function view(page: MethodChoiceModel, scope: Scope): View {
  const view = page.offered.length > 0 ? choice(page, scope) : nothingOffered(page, scope)
  return page.sessionEnded ? { ...view, content: afterSession(view, scope) } : view
}

/** After a session has run out, the page says why the citizen is asked once more. */
const afterSession = ({ content }: View, { language }: Scope) => (
  <>
    <Notice look="info" text={loginTexts(language).methodChoice.sessionEnded} id="session-ended" />
    {content}
  </>
)

function choice(page: MethodChoiceModel, scope: Scope): View {
  const { portal } = scope
  const { methodChoice, proveAccount } = loginTexts(scope.language)
  const title = page.purpose === 'login' ? methodChoice.title : proveAccount.title
  return {
    title,
    problem: false,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          {page.purpose === 'login' && page.signedInAs !== null ? (
            <p class="kern-body">
              <RichText of={methodChoice.signedIn(page.signedInAs)} />
            </p>
          ) : null}
          <p class="kern-body">
            {page.purpose === 'login' ? <Needed level={page.level} page={page} scope={scope} /> : proveAccount.intro}
          </p>
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

interface NeededProps {
  readonly level: MethodChoiceModel['level']
  readonly page: MethodChoiceModel
  readonly scope: Scope
}

function Needed({ level, page, scope: { language, texts, portal } }: NeededProps) {
  const { methodChoice } = loginTexts(language)
  if (level === 'unreachable') return null
  const which = page.missing.length === 0 ? 'all' : page.offered.length === 1 ? 'one' : 'some'
  // The citizen's own account asks for no level above `basis` unless it says why.
  if (portal === null && level === 'basis') return methodChoice.thenAccount
  const needs = portal === null ? methodChoice.needsHere : methodChoice.needs
  return (
    <>
      <RichText of={needs(texts.levels[level])} /> {methodChoice.explains[level](which)}{' '}
      {portal === null ? methodChoice.thenAccount : methodChoice.thenBack(portal)}
    </>
  )
}

function nothingOffered(page: MethodChoiceModel, scope: Scope): View {
  const { texts, portal } = scope
  const { needs, nothing } = loginTexts(scope.language).methodChoice
  return {
    title: nothing.title,
    problem: false,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{nothing.title}</h1>
          <p class="kern-body">
            {page.level === 'unreachable' ? (
              nothing.unreachable
            ) : (
              <>
                <RichText of={needs(texts.levels[page.level])} /> {nothing.noneReaches}
              </>
            )}{' '}
            {nothing.notYourFault}
          </p>
        </div>
        <div class="app-stack--s">
          <h2 class="kern-heading-small">{nothing.whatToDo}</h2>
          {page.missing.filter(isDown).map(({ id }) => (
            <p key={id} class="kern-body">
              {nothing.later(scope.methodText(id).label)}
            </p>
          ))}
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
          <Missing page={page} scope={scope} />
        </PostForm>
      </>
    ),
  }
}

const isDown = ({ reason }: MethodChoiceModel['missing'][number]): boolean => reason.kind === 'not-working'

function Missing({ page, scope }: { readonly page: MethodChoiceModel; readonly scope: Scope }) {
  if (page.missing.length === 0) return null
  return (
    <div>
      {page.missing.map(({ id, reason }) => (
        <MissingMethod key={id} id={id} reason={reason} page={page} scope={scope} />
      ))}
    </div>
  )
}
