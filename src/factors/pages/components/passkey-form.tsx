import type { ComponentChildren } from 'preact'
import { Button, PostForm } from '../../../ui/components/form.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import type { Scope } from '../../../ui/page.js'
import { factorTexts } from '../../texts/texts.js'

interface PasskeyFormProps {
  readonly form: Form
  readonly action: 'create' | 'use'
  /** What the browser is to do, JSON. */
  readonly options: string
  readonly label: string
  /** What the device will do; said only where a script can ask it. */
  readonly hint?: string
  readonly scope: Scope
  readonly children: ComponentChildren
}

/** A form that the browser's passkey fills in when it is sent. Its script shows the button: without one it does nothing. */
export function PasskeyForm({ form, action, options, label, hint, scope, children }: PasskeyFormProps) {
  const { passkey } = factorTexts(scope.language)
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
            <span class="kern-body">{passkey.failed}</span>
          </p>
        </div>
        <p class="app-actions">
          <Button look="primary" label={label} />
        </p>
      </div>
      <noscript>
        <p class="kern-body">{passkey.needsScript}</p>
      </noscript>
      <script type="module" src={scope.assets.url('passkey.js')} />
    </PostForm>
  )
}
