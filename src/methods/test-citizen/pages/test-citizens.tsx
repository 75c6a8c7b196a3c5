import type { TestEnd, TestMethod } from '../../../domain/test-citizen.js'
import { PostForm } from '../../../ui/components/form.js'
import { SafeLink } from '../../../ui/components/safe-link.js'
import type { Form } from '../../../ui/form-fields.js'
import { definePage, type Scope, type View } from '../../../ui/page.js'
import { testTexts } from '../texts/texts.js'

/** A test citizen as the pages list them. */
export interface ListedCitizen {
  readonly id: string
  readonly name: string
  readonly temporary: boolean
}

export interface TestCitizensModel {
  readonly form: Form
  readonly otherMethods: string
  readonly method: TestMethod
  readonly citizens: readonly ListedCitizen[]
}

/** The page of a method: who is to log in. */
export const testCitizensPage = definePage('test-citizens', choice)

function choice(page: TestCitizensModel, scope: Scope): View {
  const texts = testTexts(scope.language)
  const title = texts.title(texts.names[page.method].label)
  return {
    title,
    problem: false,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          <p class="kern-body">{texts.invented}</p>
        </div>
        <PostForm form={page.form}>
          {page.citizens.map((citizen) => (
            <p key={citizen.id} class="app-actions">
              <button
                type="submit"
                class="kern-btn kern-btn--secondary"
                name="citizen"
                value={citizen.id}
                data-citizen={citizen.id}
              >
                <span class="kern-label">{texts.citizen(citizen.name, citizen.temporary)}</span>
              </button>
            </p>
          ))}
        </PostForm>
        <p class="app-cancel">
          <SafeLink href={page.otherMethods}>{scope.texts.wayBack.otherMethods}</SafeLink>
        </p>
      </>
    ),
  }
}

export interface ChosenCitizenModel {
  /** Null: this browser has chosen nobody. */
  readonly chosen: (ListedCitizen & { readonly end: TestEnd | null }) | null
  readonly citizens: readonly ListedCitizen[]
  /** Below which each citizen has an address. */
  readonly path: string
  /** The address by which the browser forgets its choice. */
  readonly forget: string
}

/** The page that says whose the next logins of this browser are. */
export const chosenCitizenPage = definePage('test-citizen', chosen)

function chosen(page: ChosenCitizenModel, scope: Scope): View {
  const texts = testTexts(scope.language)
  const title = page.chosen === null ? texts.nobody : texts.chosen(page.chosen.name)
  return {
    title,
    problem: false,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          <p class="kern-body">{page.chosen === null ? texts.choose : texts.goesOn[page.chosen.end ?? 'page']}</p>
        </div>
        <ul class="kern-list">
          {page.citizens.map(({ id, name, temporary }) => (
            <li key={id}>
              <a class="kern-link" href={`${page.path}/${id}`} data-citizen={id}>
                {texts.citizen(name, temporary)}
              </a>
            </li>
          ))}
        </ul>
        {page.chosen === null ? null : (
          <p class="app-cancel">
            <SafeLink href={page.forget}>{texts.forget}</SafeLink>
          </p>
        )}
      </>
    ),
  }
}
