import type { ComponentChildren } from 'preact'
import { FORM_FIELDS, type Form } from '../form-fields.js'
import { Button, PostForm } from './form.js'
import { LinkButton } from './safe-link.js'

interface AskFirstProps {
  readonly title: string
  /** What it means to go on. */
  readonly children: ComponentChildren
  /** Does it. */
  readonly form: Form
  readonly submit: string
  /** Sent as `decision` with it, where the address alone does not say what is done. */
  readonly decision?: string
  /** Sent along, unseen, by name. */
  readonly carried?: Readonly<Record<string, string>>
  /** Leaves everything as it is. */
  readonly back: { readonly href: string; readonly label: string }
}

/** Asks once before something that cannot be undone (WCAG 3.3.4): the whole of a page. */
export const AskFirst = ({ title, children, form, submit, decision, carried = {}, back }: AskFirstProps) => (
  <>
    <div class="app-stack--s">
      <h1 class="kern-heading-large">{title}</h1>
      {children}
    </div>
    <PostForm form={form}>
      {Object.entries(carried).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p class="app-actions">
        <Button
          look="danger"
          label={submit}
          {...(decision !== undefined && { name: FORM_FIELDS.decision, value: decision })}
        />
        <LinkButton look="secondary" href={back.href} label={back.label} />
      </p>
    </PostForm>
  </>
)
