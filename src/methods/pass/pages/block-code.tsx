import { Button, ErrorSummary, PostForm, TextField } from '../../../ui/components/form.js'
import { SafeLink } from '../../../ui/components/safe-link.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import { definePage, type Scope, type View } from '../../../ui/page.js'
import { DEVICES } from '../own-paths.js'
import type { BlockCodeProblem } from '../texts/messages.js'
import { passTexts } from '../texts/texts.js'

/** Blocks a lost phone by its code, without a login. */
export interface BlockCodeModel {
  readonly form: Form
  readonly problem: BlockCodeProblem | null
  readonly isDone: boolean
}

/** The page for a citizen who has lost the phone and cannot log in: its code blocks it. */
export const blockCodePage = definePage('block-code', view)

function view(page: BlockCodeModel, { language, texts }: Scope): View {
  const { devices } = passTexts(language)
  const { code } = devices
  if (page.isDone) {
    return {
      title: code.done.title,
      problem: false,
      content: (
        <>
          <h1 class="kern-heading-large">{code.done.title}</h1>
          <p class="kern-body">{code.done.text}</p>
          <p class="kern-body">
            {code.done.next} <SafeLink href={DEVICES}>{devices.title}</SafeLink>
          </p>
        </>
      ),
    }
  }
  const fault = page.problem === null ? null : code.problems[page.problem]
  return {
    title: code.title,
    problem: fault !== null,
    content: (
      <>
        <ErrorSummary title={texts.form.problem} items={fault ? [{ field: FORM_FIELDS.blockCode, text: fault }] : []} />
        <h1 class="kern-heading-large">{code.title}</h1>
        <p class="kern-body">{code.intro}</p>
        <PostForm form={page.form}>
          <TextField
            id={FORM_FIELDS.blockCode}
            name={FORM_FIELDS.blockCode}
            label={code.field}
            hint={code.hint}
            value=""
            autocomplete="off"
            literal
            error={fault}
          />
          <p class="app-actions">
            <Button look="primary" label={code.submit} />
          </p>
        </PostForm>
      </>
    ),
  }
}
