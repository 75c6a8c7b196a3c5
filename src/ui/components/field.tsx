import type { ComponentChildren } from 'preact'

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
