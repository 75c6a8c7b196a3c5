import type { ComponentChildren } from 'preact'
import { FORM_FIELDS, type Form } from '../form-fields.js'
import type { Scope } from '../page.js'
import { Button, PostForm } from './form.js'

interface PasskeyFormProps {
  readonly form: Form
  readonly action: 'create' | 'use'
  /** What the browser is to do, JSON. */
  readonly options: string
  readonly label: string
  /** What the device will do; said only where a script can ask it. */
  readonly hint?: string
  /** `failed`: the browser's passkey was not confirmed; `needsScript`: what is left without one. */
  readonly words: { readonly failed: string; readonly needsScript: string }
  readonly scope: Scope
  readonly children: ComponentChildren
}

/** A form that the browser's passkey fills in when it is sent. Its script shows the button: without one it does nothing. */
export function PasskeyForm({ form, action, options, label, hint, words, scope, children }: PasskeyFormProps) {
  return (
    <PostForm form={form}>
      <input
        type="hidden"
        name={FORM_FIELDS.passkey}
        value=""
        data-passkey-action={action}
        data-passkey-options={options}
      />
      {children}
      <div class="app-stack--s" data-passkey-part hidden>
        {hint === undefined ? null : <p class="kern-body">{hint}</p>}
        <div role="alert">
          <p class="kern-error" data-passkey-failed hidden>
            <span class="kern-icon kern-icon--danger" aria-hidden="true" />
            <span class="kern-body">{words.failed}</span>
          </p>
        </div>
        <p class="app-actions">
          <Button look="primary" label={label} />
        </p>
      </div>
      <noscript>
        <p class="kern-body">{words.needsScript}</p>
      </noscript>
      <script type="module" src={scope.assets.url('passkey.js')} />
    </PostForm>
  )
}
