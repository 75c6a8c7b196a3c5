import { Button, PostForm } from '../../../ui/components/form.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/page.js'
import { consoleTexts } from '../texts/texts.js'
import { defineConsolePage } from './components/console-page.js'
import { serviceFrame } from './components/service-frame.js'
import type { ServiceModel } from './service-model.js'

/** From here the login of a test citizen is tried. */
export const serviceTestPage = defineConsolePage('operator-service-test', view)

function view(page: ServiceModel, scope: Scope): View {
  const { trial } = consoleTexts(scope.language)
  const content =
    page.form === null ? <p class="kern-body">{trial.notYours}</p> : <TrialForm form={page.form} scope={scope} />
  return serviceFrame(page, scope, content)
}

/** The button of the test login, and what it does. */
export function TrialForm({ form, scope }: { readonly form: Form; readonly scope: Scope }) {
  const { trial } = consoleTexts(scope.language)
  return (
    <PostForm form={form}>
      <h2 class="kern-heading-small">{trial.button}</h2>
      <p class="kern-body">{trial.hint}</p>
      <p class="app-actions">
        <Button look="secondary" label={trial.button} name={FORM_FIELDS.decision} value="test" />
      </p>
    </PostForm>
  )
}
