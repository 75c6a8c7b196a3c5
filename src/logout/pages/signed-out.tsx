import { SafeLink } from '../../ui/components/safe-link.js'
import { definePage, type NoModel, type Scope, type View } from '../../ui/page.js'
import { logoutTexts } from '../texts/texts.js'

/** The browser session has ended. */
export const signedOutPage = definePage('signed-out', view, { isEasy: true })

function view(_model: NoModel, { language, texts }: Scope): View {
  const { signedOut } = logoutTexts(language)
  return {
    title: signedOut.title,
    problem: false,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{signedOut.title}</h1>
          <p class="kern-body app-lead" data-testid="logged-out">
            {signedOut.done}
          </p>
          <p class="kern-body">{signedOut.what}</p>
        </div>
        <p class="kern-body app-alone">
          <SafeLink href="/">{texts.error.toStart}</SafeLink>
        </p>
      </>
    ),
  }
}
