import { AskFirst } from '../../ui/components/ask-first.js'
import type { Form } from '../../ui/form-fields.js'
import { definePage, type Scope, type View } from '../../ui/page.js'
import { factorTexts } from '../texts/texts.js'

export interface CodesQuestionModel {
  readonly form: Form
  /** How many of the codes so far are void with it. */
  readonly codesLeft: number
  readonly back: string
}

/** Asks once before new recovery codes void the ones so far. */
export const codesQuestionPage = definePage('codes-question', view)

function view({ form, codesLeft, back }: CodesQuestionModel, { language }: Scope): View {
  const { question } = factorTexts(language).codes
  return {
    title: question.title,
    problem: false,
    content: (
      <AskFirst title={question.title} form={form} submit={question.submit} back={{ href: back, label: question.back }}>
        <p class="kern-body">
          {codesLeft === 0 ? null : `${question.voids} `}
          {question.once}
        </p>
      </AskFirst>
    ),
  }
}
