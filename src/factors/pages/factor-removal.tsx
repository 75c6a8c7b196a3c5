import { AskFirst } from '../../ui/components/ask-first.js'
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
      <AskFirst title={title} form={page.form} submit={removal.submit} back={{ href: page.back, label: removal.back }}>
        <p class="kern-body">{page.isLast ? removal.afterLast : removal.after}</p>
      </AskFirst>
    ),
  }
}
