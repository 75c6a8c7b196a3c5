import type { AttributeName } from '../../domain/identity.js'
import { Alert } from '../../ui/components/alert.js'
import { Button, ErrorSummary, PostForm } from '../../ui/components/form.js'
import { DECISIONS, FORM_FIELDS, type Form } from '../../ui/form-fields.js'
import { definePage, type Scope, type View } from '../../ui/page.js'
import { loginTexts } from '../texts/texts.js'
import { BIRTH_DATE_ID } from './components/birth-date-field.js'
import { ProfileInput, problemOf, type ProfileField } from './components/profile-input.js'

export interface ProfileModel {
  readonly form: Form
  readonly fields: readonly ProfileField[]
  /**
   * Required attributes that cannot be added here (an e-mail address without mail, a document type). Without them the
   * login cannot end well.
   */
  readonly impossible: readonly AttributeName[]
  /** The methods that can tell all of the impossible ones, and the form that opens them. */
  readonly tellBy: { readonly form: Form; readonly methods: readonly string[] }
}

/** The page that asks for required attributes that the account lacks; the login goes on once they are added. */
export const profilePage = definePage('profile', view, { isEasy: true })

function view(page: ProfileModel, scope: Scope): View {
  return page.impossible.length > 0 ? cannotBeAdded(page, scope) : adding(page, scope)
}

function adding(page: ProfileModel, scope: Scope): View {
  const { texts, portal } = scope
  const { profile } = loginTexts(scope.language)
  const faults = page.fields.flatMap((field) => {
    const problem = problemOf(field, scope)
    const id = field.name === 'birthDate' ? BIRTH_DATE_ID : field.name
    return problem === null ? [] : [{ field: id, text: `${texts.attributes[field.name]}: ${problem}` }]
  })
  return {
    title: profile.title,
    problem: faults.length > 0,
    content: (
      <>
        <ErrorSummary title={profile.summary} items={faults} />
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{profile.title}</h1>
          <p class="kern-body">{profile.intro(portal, page.fields.length)}</p>
        </div>
        <PostForm form={page.form}>
          {page.fields.map((field) => (
            <ProfileInput key={field.name} field={field} scope={scope} />
          ))}
          <p class="app-actions">
            <Button look="primary" label={profile.submit} />
            <Button look="secondary" label={profile.cancel} name={FORM_FIELDS.decision} value={DECISIONS.cancel} />
          </p>
        </PostForm>
      </>
    ),
  }
}

/** If a required attribute cannot be added here, no other field is asked for: it would be in vain. */
function cannotBeAdded(page: ProfileModel, scope: Scope): View {
  const { texts, portal } = scope
  const { impossible } = loginTexts(scope.language).profile
  const canBeTold = page.tellBy.methods.length > 0
  const title = impossible.title(page.impossible.length)
  return {
    title,
    problem: false,
    content: (
      <>
        <h1 class="kern-heading-large">{title}</h1>
        <Alert look="warning" title={impossible.intro(portal)}>
          <ul class="kern-list kern-list--bullet">
            {page.impossible.map((name) => (
              <li key={name}>{texts.attributes[name]}</li>
            ))}
          </ul>
        </Alert>
        {canBeTold ? (
          <TellBy page={page} scope={scope} />
        ) : (
          <>
            <p class="kern-body">{impossible.meaning}</p>
            <p class="kern-body">{impossible.wayOut(portal)}</p>
          </>
        )}
        <PostForm form={page.form}>
          <p class="app-actions">
            <Button
              look={canBeTold ? 'secondary' : 'primary'}
              label={impossible.back(portal)}
              name={FORM_FIELDS.decision}
              value={DECISIONS.cancel}
            />
          </p>
        </PostForm>
      </>
    ),
  }
}

/** The way to read from a card, now and for this login, what the account lacks. */
function TellBy({ page, scope }: { readonly page: ProfileModel; readonly scope: Scope }) {
  const { impossible } = loginTexts(scope.language).profile
  return (
    <>
      <p class="kern-body">{impossible.canBeRead}</p>
      <PostForm form={page.tellBy.form}>
        <p class="app-actions">
          {page.tellBy.methods.map((id) => (
            <Button key={id} look="primary" label={scope.methodText(id).row} name={FORM_FIELDS.method} value={id} />
          ))}
        </p>
      </PostForm>
    </>
  )
}
