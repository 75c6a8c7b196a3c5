import { Button, PostForm } from '../../ui/components/form.js'
import { FORM_FIELDS, type Form } from '../../ui/form-fields.js'
import { definePage, type Scope, type View } from '../../ui/page.js'
import { loginTexts } from '../texts/texts.js'

export interface UnsolicitedModel {
  readonly form: Form
  /** Where it leads to; the citizen does not come from there. */
  readonly portal: string
}

/** The value of `decision` that begins the login. */
export const BEGIN = 'begin'

/** A login that begins here: nothing happens before the citizen wants it, whoever made the link. */
export const unsolicitedPage = definePage('unsolicited', view, { isEasy: true })

function view({ form, portal }: UnsolicitedModel, scope: Scope): View {
  const { unsolicited } = loginTexts(scope.language)
  const title = unsolicited.title(portal)
  return {
    title,
    problem: false,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          <p class="kern-body">{unsolicited.what(portal)}</p>
        </div>
        <PostForm form={form}>
          <p class="app-actions">
            <Button look="primary" label={unsolicited.begin} name={FORM_FIELDS.decision} value={BEGIN} />
          </p>
        </PostForm>
      </>
    ),
  }
}
