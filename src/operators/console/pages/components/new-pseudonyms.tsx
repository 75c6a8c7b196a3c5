import { Button, PostForm, TextField } from '../../../../ui/components/form.js'
import { FORM_FIELDS, type Form } from '../../../../ui/form-fields.js'
import type { Scope } from '../../../../ui/page.js'
import type { Refusal } from '../../../findings.js'
import { consoleTexts } from '../../texts/texts.js'

interface Props {
  readonly refusal: Refusal | null
  readonly form: Form | null
  readonly scope: Scope
}

/** Where another sector was refused because it is in use: what it would mean, and how to propose it all the same. */
export function NewPseudonyms({ refusal, form, scope }: Props) {
  if (form === null || (refusal?.code !== 'sector-frozen' && refusal?.code !== 'sector-typed')) return null
  const { pseudonyms } = consoleTexts(scope.language).drafts
  const { wanted, accounts } = refusal.data
  return (
    <PostForm form={form}>
      <h2 class="kern-heading-small">{pseudonyms.replaceTitle}</h2>
      <p class="kern-body">{pseudonyms.replaced(accounts)}</p>
      <p class="kern-body">{pseudonyms.replaceWhat(wanted)}</p>
      <input type="hidden" name="sector" value={wanted} />
      <TextField
        id="present-sector"
        name="presentSector"
        label={pseudonyms.replaceLabel}
        hint={pseudonyms.replaceHint}
        value=""
        autocomplete="off"
        literal
        error={null}
      />
      <p class="app-actions">
        <Button look="danger" label={pseudonyms.replace} name={FORM_FIELDS.decision} value="new-pseudonyms" />
      </p>
    </PostForm>
  )
}
