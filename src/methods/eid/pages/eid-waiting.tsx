import { SafeLink } from '../../../ui/components/safe-link.js'
import { StopLink } from '../../../ui/components/stop-link.js'
import { wayToMethods, type Scope, type View } from '../../../ui/scope.js'
import type { EidWaitingPage } from '../../../ui/view-models.js'

/** The card was read, and the eID server is not done yet. It asks again by itself, for a minute at most. */
export function eidWaitingView(page: EidWaitingPage, scope: Scope): View {
  const { eid, waiting } = scope.texts
  return {
    title: eid.waiting.title,
    problem: false,
    ...(page.automatic ? { goesOnTo: page.goOn } : {}),
    content: (
      <>
        <h1 class="kern-heading-large">{eid.waiting.title}</h1>
        <p class="kern-body" role="status">
          {eid.waiting.intro} {page.automatic ? waiting.goesOn : ''}
        </p>
        <StopLink automatic={page.automatic} stopped={page.stopped} goingOn={page.goOn} scope={scope} />
        <p class="kern-body">
          <SafeLink href={page.automatic ? page.goOn : page.stopped}>{eid.waiting.look}</SafeLink>
        </p>
        <p class="kern-body">
          <SafeLink href={page.otherMethods}>{wayToMethods(scope, page.again)}</SafeLink>
        </p>
      </>
    ),
  }
}
