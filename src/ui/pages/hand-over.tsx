import { Button } from '../components/button.js'
import { safeAction } from '../safe-href.js'
import type { Scope, View } from '../scope.js'
import type { HandOverPage } from '../view-models.js'

/** The way back to the portal: one fixed form. A script presses its button; without scripts the citizen does. */
export function handOverView(page: HandOverPage, { texts, portal }: Scope): View {
  const { handOver } = texts
  const title = handOver.title(portal)
  return {
    title,
    problem: false,
    content: (
      <>
        <h1 class="kern-heading-large">{title}</h1>
        <p class="kern-body">{handOver.intro}</p>
        <form id="hand-over" method="post" action={safeAction(page.action)}>
          {Object.entries(page.fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Button look="primary" label={handOver.submit} />
        </form>
      </>
    ),
  }
}
