import { Button, PostForm } from '../../ui/components/form.js'
import { LinkButton } from '../../ui/components/safe-link.js'
import type { Form } from '../../ui/form-fields.js'
import { definePage, type Scope, type View } from '../../ui/page.js'
import { factorTexts } from '../texts/texts.js'

export interface FactorRemovalModel {
  readonly form: Form
  readonly name: string
  /** With it the password stands alone, and the recovery codes go. */
  readonly isLast: boolean
  readonly back: string
}

/** Asks once before a second factor goes. */
export const factorRemovalPage = definePage('factor-removal', view)

function view(page: FactorRemovalModel, scope: Scope): View {
  const { removal } = factorTexts(scope.language)
  const title = removal.title(page.name)
  return {
    title,
    problem: false,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          <p class="kern-body">{page.isLast ? removal.afterLast : removal.after}</p>
        </div>
        <PostForm form={page.form}>
          <p class="app-actions">
            <Button look="danger" label={removal.submit} />
            <LinkButton look="secondary" href={page.back} label={removal.back} />
          </p>
        </PostForm>
      </>
    ),
  }
}
