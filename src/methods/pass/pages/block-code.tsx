import { Button } from '../../../ui/components/button.js'
import { ErrorSummary } from '../../../ui/components/error-summary.js'
import { PostForm } from '../../../ui/components/post-form.js'
import { SafeLink } from '../../../ui/components/safe-link.js'
import { TextField } from '../../../ui/components/text-field.js'
import { FORM_FIELDS } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/scope.js'
import type { BlockCodePage } from './phone-view-models.js'

/** For whoever has lost the phone and cannot log in: the code blocks it. */
export function blockCodeView(page: BlockCodePage, { texts }: Scope): View {
  const { code } = texts.devices
  if (page.isDone) {
    return {
      title: code.done.title,
      problem: false,
      content: (
        <>
          <h1 class="kern-heading-large">{code.done.title}</h1>
          <p class="kern-body">{code.done.text}</p>
          <p class="kern-body">
            {code.done.next} <SafeLink href="/konto/geraete">{texts.devices.title}</SafeLink>
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
        <ErrorSummary title={code.summary} items={fault ? [{ field: FORM_FIELDS.blockCode, text: fault }] : []} />
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
