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
  readonly scope: Scope
  readonly children: ComponentChildren
}

/** A form that the browser's passkey fills in when it is sent. Its script shows the button: without one it does nothing. */
export function PasskeyForm({ form, action, options, label, scope, children }: PasskeyFormProps) {
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
        <p class="app-actions">
          <Button look="primary" label={label} />
        </p>
        <p class="kern-body" role="status" data-passkey-failed={passkey.failed} />
      </div>
      <noscript>
        <p class="kern-body">{passkey.needsScript}</p>
      </noscript>
      <script type="module" src={scope.assets.url('passkey.js')} />
    </PostForm>
  )
}
