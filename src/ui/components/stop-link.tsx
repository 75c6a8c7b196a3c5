import type { Scope } from '../page.js'
import { SafeLink } from './safe-link.js'

interface StopLinkProps {
  /** False: the citizen has stopped the reloading. */
  readonly automatic: boolean
  /** The page that stays as it is, and the one that goes on by itself. */
  readonly stopped: string
  readonly goingOn: string
  readonly scope: Scope
}

/** On a page that reloads by itself where there are no scripts: stops that, or begins again (WCAG 2.2.1). */
export function StopLink({ automatic, stopped, goingOn, scope }: StopLinkProps) {
  const { waiting } = scope.texts
  return automatic ? (
    <noscript>
      <p class="kern-body app-alone">
        <SafeLink href={stopped}>{waiting.stop}</SafeLink>
      </p>
    </noscript>
  ) : (
    <p class="kern-body app-alone">
      <SafeLink href={goingOn}>{waiting.goOn}</SafeLink>
    </p>
  )
}
