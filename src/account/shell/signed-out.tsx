import { SafeLink } from '../../ui/components/safe-link.js'
import type { Scope, View } from '../../ui/scope.js'

/** The browser session has ended. */
export function signedOutView({ texts }: Scope): View {
  const { signedOut } = texts
  return {
    title: signedOut.title,
    problem: false,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{signedOut.title}</h1>
          <p class="kern-body">{signedOut.what}</p>
        </div>
        <p class="kern-body">
          <SafeLink href="/">{texts.error.toStart}</SafeLink>
        </p>
      </>
    ),
  }
}
