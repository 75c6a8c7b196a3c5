import type { UnlinkedIdentityChoice, UnlinkedIdentityOffers } from '../../domain/unlinked-identity.js'
import { PostForm } from '../../ui/components/form.js'
import { FORM_FIELDS, type Form } from '../../ui/form-fields.js'
import { between, definePage, type Scope, type View } from '../../ui/page.js'
import type { UnlinkedTexts } from '../texts/messages.js'
import { loginTexts } from '../texts/texts.js'

/** A card was read that no account holds yet (RULES: Identity 4 and 5). */
export interface LinkOrCreateAccountModel extends UnlinkedIdentityOffers {
  readonly form: Form
  /** The name of whoever is signed in; null: nobody. */
  readonly signedInAs: string | null
  /** The method of another account that no account here holds; null or absent: it is a card. */
  readonly otherAccount?: string | null
}

/** The words for what no account holds: a card, or another account. */
function wordsOf({ otherAccount }: LinkOrCreateAccountModel, scope: Scope): UnlinkedTexts {
  const { linkOrCreateAccount, otherAccount: words } = loginTexts(scope.language)
  return otherAccount == null ? linkOrCreateAccount : words.linkOrCreate(scope.methodText(otherAccount).label)
}

/**
 * What becomes of a card that no account holds: a new account, an account that is there already, or none (RULES:
 * Identity 4 and 5).
 */
export const linkOrCreateAccountPage = definePage('link-or-create-account', view, { isEasy: true })

function view(page: LinkOrCreateAccountModel, scope: Scope): View {
  const { title, intro } = wordsOf(page, scope).situations[page.situation]
  return {
    title,
    problem: page.situation === 'another-person',
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          <p class="kern-body">{intro(page.signedInAs)}</p>
        </div>
        <PostForm form={page.form}>
          <ul class="app-methods">
            {page.choices.map((choice) => (
              <li key={choice}>
                <ChoiceRow choice={choice} page={page} scope={scope} />
              </li>
            ))}
          </ul>
        </PostForm>
        {page.situation === 'another-person' ? <ChangedName page={page} scope={scope} /> : null}
      </>
    ),
  }
}

interface ChangedNameProps {
  readonly page: LinkOrCreateAccountModel
  readonly scope: Scope
}

/** Whoever has another name by now reads why the card does not fit, and how to go on. */
function ChangedName({ page, scope }: ChangedNameProps) {
  const { changedName } = wordsOf(page, scope)
  const isSignedIn = page.choices.includes('leave-account')
  return (
    <details class="kern-accordion">
      <summary class="kern-accordion__header">
        <span class="kern-title kern-title--small">{changedName.question}</span>
      </summary>
      <div class="kern-accordion__body">
        <p class="kern-body">
          {changedName.why}
          {between(scope)}
          {isSignedIn ? changedName.goOn(page.signedInAs) : changedName.beginAnew}
        </p>
      </div>
    </details>
  )
}

interface ChoiceRowProps {
  readonly choice: UnlinkedIdentityChoice
  readonly page: LinkOrCreateAccountModel
  readonly scope: Scope
}

/** One choice; the whole row is the button. */
function ChoiceRow({ choice, page, scope }: ChoiceRowProps) {
  const linkOrCreateAccount = wordsOf(page, scope)
  const { label, hint } = linkOrCreateAccount.choices[choice]
  const again = page.readAgain.includes(choice) ? `${between(scope)}${linkOrCreateAccount.readAgain}` : ''
  return (
    <button type="submit" class="app-method" name={FORM_FIELDS.decision} value={choice}>
      <span class="app-method__name">{label(scope.portal, page.signedInAs)}</span>{' '}
      <span class="app-method__hint">{`${hint(scope.portal)}${again}`}</span>{' '}
      <span class="kern-icon kern-icon--chevron-right" aria-hidden="true" />
    </button>
  )
}
