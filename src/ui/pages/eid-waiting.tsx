import { SafeLink } from '../components/safe-link.js'
import type { Scope, View } from '../scope.js'
import type { EidWaitingPage } from '../view-models.js'

/** The card was read, and the eID server is not done yet. It asks again by itself, for a minute at most. */
export function eidWaitingView(page: EidWaitingPage, { texts }: Scope): View {
  const { waiting, otherMethods } = texts.eid
  return {
    title: waiting.title,
    problem: false,
    goesOnTo: page.goOn,
    content: (
      <>
        <h1 class="kern-heading-large">{waiting.title}</h1>
        <p class="kern-body" role="status">
          {waiting.intro}
        </p>
        <p class="kern-body">
          <SafeLink href={page.goOn}>{waiting.goOn}</SafeLink>
        </p>
        <p class="kern-body">
          <SafeLink href={page.otherMethods}>{otherMethods}</SafeLink>
        </p>
      </>
    ),
  }
}
