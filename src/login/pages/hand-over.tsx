import type { ServiceAnswer } from '../../domain/login.js'
import { Button } from '../../ui/components/form.js'
import { definePage, type Scope, type View } from '../../ui/page.js'
import { safeAction } from '../../ui/components/safe-link.js'
import { loginTexts } from '../texts/texts.js'

/** The fixed form that takes the answer to the portal, or a reference to it, and a notice to be read before. */
export type HandOverModel = Omit<ServiceAnswer, 'kind'> & { readonly kind?: ServiceAnswer['kind'] }

/**
 * The way back to the portal: one fixed form. A script presses its button; without scripts, or if a notice is to be
 * read first, the citizen presses it.
 */
export const handOverPage = definePage('hand-over', view, {
  isEasy: true,
  handsOver: ({ notice }) => (notice ? 'by-button' : 'by-itself'),
})

function view(page: HandOverModel, { language, portal }: Scope): View {
  const { handOver } = loginTexts(language)
  const said = page.notice === null ? handOver : handOver.notices[page.notice]
  const title = said.title(portal)
  return {
    title,
    problem: page.notice !== null,
    content: (
      <>
        <h1 class="kern-heading-large">{title}</h1>
        <p class="kern-body">{said.intro}</p>
        {page.notice === null ? (
          <noscript>
            <p class="kern-body">{handOver.withoutScript}</p>
            {page.kind === 'artifact' ? <p class="kern-body">{handOver.soon}</p> : null}
          </noscript>
        ) : null}
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
