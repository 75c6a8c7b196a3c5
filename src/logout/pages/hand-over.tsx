import { Button } from '../../ui/components/form.js'
import { safeAction } from '../../ui/components/safe-link.js'
import { definePage, type Scope, type View } from '../../ui/page.js'
import { logoutTexts } from '../texts/texts.js'

/** The fixed form that takes a message of ours to a portal. */
export interface LogoutHandOverModel {
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
  readonly portal: string
}

/** Takes a message about a logout to a portal: a script presses the button, or the citizen does. */
export const logoutHandOverPage = definePage('logout-hand-over', view, { isEasy: true, handsOver: () => 'by-itself' })

function view({ action, fields, portal }: LogoutHandOverModel, { language }: Scope): View {
  const { handOver } = logoutTexts(language)
  return {
    title: handOver.title(portal),
    problem: false,
    content: (
      <>
        <h1 class="kern-heading-large">{handOver.title(portal)}</h1>
        <p class="kern-body">{handOver.what}</p>
        <noscript>
          <p class="kern-body">{handOver.withoutScript}</p>
        </noscript>
        <form id="hand-over" method="post" action={safeAction(action)}>
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Button look="primary" label={handOver.submit} />
        </form>
      </>
    ),
  }
}
