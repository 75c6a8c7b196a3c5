import type { ComponentChildren } from 'preact'
import { FORM_FIELDS } from '../form-fields.js'
import type { Form } from '../form.js'

interface PostFormProps {
  readonly form: Form
  readonly children: ComponentChildren
}

/** A form of ours with its hidden token. Our own rules check the input: the browser's messages speak its own language. */
export function PostForm({ form, children }: PostFormProps) {
  return (
    <form class="app-stack" method="post" action={form.action} novalidate>
      <input type="hidden" name={FORM_FIELDS.token} value={form.token} />
      {children}
    </form>
  )
}
