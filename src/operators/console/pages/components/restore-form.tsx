import { Button, PostForm } from '../../../../ui/components/form.js'
import { FORM_FIELDS, type Form } from '../../../../ui/form-fields.js'

interface RestoreFormProps {
  readonly form: Form
  /** The number of the version. */
  readonly version: number
  readonly label: string
}

/** Leads to the preview of what a service would be as in this version. */
export const RestoreForm = ({ form, version, label }: RestoreFormProps) => (
  <PostForm form={form}>
    <input type="hidden" name="version" value={version} />
    <p class="app-actions">
      <Button look="secondary" label={label} name={FORM_FIELDS.decision} value="restore" />
    </p>
  </PostForm>
)
