import type { ComponentChildren } from 'preact'
import { FORM_FIELDS, type Form } from '../form-fields.js'
import { Alert } from './alert.js'

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

interface ButtonProps {
  /** `danger`: what it does cannot be undone. */
  readonly look: 'primary' | 'secondary' | 'tertiary' | 'danger'
  readonly label: string
  /** Sent as `name=value` when this button is pressed. */
  readonly name?: string
  readonly value?: string
}

const CLASSES: Readonly<Record<ButtonProps['look'], string>> = {
  primary: 'kern-btn kern-btn--primary',
  secondary: 'kern-btn kern-btn--secondary',
  tertiary: 'kern-btn kern-btn--tertiary',
  danger: 'kern-btn kern-btn--secondary app-danger',
}

/** A submit button; it lies inside its form. */
export function Button({ look, label, name, value }: ButtonProps) {
  const sent = name === undefined || value === undefined ? {} : { name, value }
  return (
    <button type="submit" class={CLASSES[look]} {...sent}>
      <span class="kern-label">{label}</span>
    </button>
  )
}

export interface FieldText {
  readonly id: string
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | null
}

/** Ids of hint and error of a field, for `aria-describedby`; undefined where it has neither. */
export function describedBy({ id, hint, error }: FieldText): string | undefined {
  const ids = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter((name) => name !== null)
  return ids.length > 0 ? ids.join(' ') : undefined
}

/** Label, hint, the input itself, and what is wrong with it. */
export function Field({ text, children }: { readonly text: FieldText; readonly children: ComponentChildren }) {
  return (
    <div class="kern-form-input app-field">
      <label class="kern-label" for={text.id}>
        {text.label}
      </label>
      {text.hint ? (
        <p class="kern-hint" id={`${text.id}-hint`}>
          {text.hint}
        </p>
      ) : null}
      {children}
      {text.error ? <FieldError id={text.id} error={text.error} /> : null}
    </div>
  )
}

export function FieldError({ id, error }: { readonly id: string; readonly error: string }) {
  return (
    <p class="kern-error" id={`${id}-error`}>
      <span class="kern-icon kern-icon--danger" aria-hidden="true" />
      <span class="kern-body">{error}</span>
    </p>
  )
}

interface TextFieldProps extends FieldText {
  readonly name: string
  readonly value: string
  readonly type?: 'text' | 'password' | 'email' | 'tel'
  /** Token of HTML's autofill; undefined where there is none for it. */
  readonly autocomplete?: string | undefined
  /** For names of accounts: neither capitals nor corrections by the keyboard. */
  readonly literal?: boolean
  /** For codes: the keys of a phone are digits. */
  readonly digits?: boolean
  /** True if it is wrong too, but the message stands at another field. */
  readonly alsoWrong?: boolean
  /** Id of that message. */
  readonly errorAt?: string | undefined
}

/** One line of text. */
export function TextField(props: TextFieldProps) {
  return (
    <Field text={props}>
      <Input {...props} />
    </Field>
  )
}

/** HTML's types of input differ in their attributes, so each is written out. */
function Input(props: TextFieldProps) {
  const attributes = attributesOf(props)
  switch (props.type) {
    case 'password':
      return <input type="password" {...attributes} />
    case 'email':
      return <input type="email" {...attributes} />
    case 'tel':
      return <input type="tel" {...attributes} />
    default:
      return <input type="text" {...attributes} />
  }
}

function attributesOf(props: TextFieldProps) {
  const wrong = Boolean(props.error) || props.alsoWrong === true
  const literal = props.literal ? ({ autocapitalize: 'none', spellcheck: false } as const) : {}
  const digits = props.digits ? ({ inputmode: 'numeric' } as const) : {}
  return {
    class: `kern-form-input__input${wrong ? ' kern-form-input__input--error' : ''}`,
    id: props.id,
    name: props.name,
    value: props.value,
    autocomplete: props.autocomplete,
    required: true,
    'aria-invalid': wrong ? ('true' as const) : undefined,
    'aria-describedby': describedBy(props) ?? props.errorAt,
    ...literal,
    ...digits,
  }
}

interface SummaryItem {
  /** Id of the field that it is about. */
  readonly field: string
  readonly text: string
}

interface ErrorSummaryProps {
  readonly title: string
  readonly items: readonly SummaryItem[]
}

/**
 * What has to be mended, before anything else on the page; each entry leads to its field. It takes the focus, so that
 * whoever sees nothing begins there. Nothing without entries.
 */
export function ErrorSummary({ title, items }: ErrorSummaryProps) {
  if (items.length === 0) return null
  return (
    <div role="alert" tabindex={-1} autofocus>
      <Alert look="danger" title={title}>
        <ul class="kern-list kern-list--bullet">
          {items.map(({ field, text }) => (
            <li key={field}>
              <a class="kern-link" href={`#${field}`}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      </Alert>
    </div>
  )
}
