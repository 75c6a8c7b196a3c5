import { Button } from '../../ui/components/button.js'
import { safeAction } from '../../ui/safe-href.js'
import type { Scope, View } from '../../ui/scope.js'
import type { HandOverPage } from '../../ui/view-models.js'

/**
 * The way back to the portal: one fixed form. A script presses its button; without scripts, or where something is to be
 * read before, the citizen does.
 */
export function handOverView(page: HandOverPage, { texts, portal }: Scope): View {
  const said = page.notice === null ? texts.handOver : texts.handOver.notices[page.notice]
  const title = said.title(portal)
  return {
    title,
    problem: page.notice !== null,
    content: (
      <>
        <h1 class="kern-heading-large">{title}</h1>
        <p class="kern-body">{said.intro}</p>
        <form id="hand-over" method="post" action={safeAction(page.action)}>
          {Object.entries(page.fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Button look="primary" label={said.submit(portal)} />
        </form>
      </>
    ),
  }
}
