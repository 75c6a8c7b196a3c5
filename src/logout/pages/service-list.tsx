import { SafeLink } from '../../ui/components/safe-link.js'
import type { Language } from '../../domain/language.js'
import type { ShownState } from '../shown-state.js'
import { logoutTexts } from '../texts/texts.js'

/** One service that took part in the session, as citizens see it. */
export interface LoggedOutService {
  readonly entityId: string
  readonly name: string
  readonly state: ShownState
  /** It was not told yet: it waits for that, or is being told just now. */
  readonly pending: 'waiting' | 'telling' | null
  /** Where the citizen can log out of it; null where nothing is known. */
  readonly home: string | null
}

/** What became of each service, in words. */
export function ServiceList({
  services,
  language,
}: {
  readonly services: readonly LoggedOutService[]
  readonly language: Language
}) {
  const { states, toPortal } = logoutTexts(language)
  return (
    <ul class="app-plain">
      {services.map(({ entityId, name, state, pending, home }) => (
        <li key={entityId} data-logout-service={entityId} data-logout-state={state}>
          <p class="kern-body kern-body--bold">{name}</p>
          <p class="kern-body">{states[pending ?? state]}</p>
          {state !== 'done' && pending === null && home !== null ? (
            <p class="kern-body">
              <SafeLink href={home}>{toPortal(name)}</SafeLink>
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
