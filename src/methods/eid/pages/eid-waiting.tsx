import { SafeLink } from '../../../ui/components/safe-link.js'
import { StopLink } from '../../../ui/components/stop-link.js'
import { between, definePage, wayToMethods, type Scope, type View } from '../../../ui/page.js'
import { eidTexts } from '../texts/texts.js'

/** The eID server has no result yet; the page goes on by itself. */
export interface EidWaitingModel {
  /** True if the card was read once more, as on the page of the card. */
  readonly again: boolean
  /** The address of this page while it goes on by itself, and after the citizen has stopped that (WCAG 2.2.1). */
  readonly goOn: string
  readonly stopped: string
  readonly automatic: boolean
  readonly otherMethods: string
}

/** The card was read, and the eID server has no result yet. The page asks again by itself, for a minute at most. */
export const eidWaitingPage = definePage('eid-waiting', view, { isEasy: true })

function view(page: EidWaitingModel, scope: Scope): View {
  const { waiting } = scope.texts
  const eid = eidTexts(scope.language)
  return {
    title: eid.waiting.title,
    problem: false,
    ...(page.automatic ? { goesOnTo: page.goOn } : {}),
    content: (
      <>
        <h1 class="kern-heading-large">{eid.waiting.title}</h1>
        <p class="kern-body" role="status">
          {eid.waiting.intro}
          {between(scope)}
          {page.automatic ? waiting.goesOn : ''}
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
