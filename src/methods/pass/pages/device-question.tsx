import { AskFirst } from '../../../ui/components/ask-first.js'
import type { Form } from '../../../ui/form-fields.js'
import { definePage, type Scope, type View } from '../../../ui/page.js'
import { passTexts } from '../texts/texts.js'

export interface DeviceQuestionModel {
  readonly act: 'block' | 'unpair'
  /** As the citizen calls the phone. */
  readonly name: string
  readonly form: Form
  readonly back: string
}

/** Asks once before a phone is blocked or unpaired: neither can be undone. */
export const deviceQuestionPage = definePage('device-question', view)

function view({ act, name, form, back }: DeviceQuestionModel, { language }: Scope): View {
  const { devices } = passTexts(language)
  const { title, after, submit } = devices.questions[act]
  return {
    title: title(name),
    problem: false,
    content: (
      <AskFirst title={title(name)} form={form} submit={submit} back={{ href: back, label: devices.keep }}>
        <p class="kern-body">{after}</p>
      </AskFirst>
    ),
  }
}
