import type { LogoutPart } from '../domain/logout.js'

/** What a page says of one service (CONTRACT: Pages): `unknown` for one that has not answered. */
export type ShownState = 'done' | 'failed' | 'unknown' | 'unsupported'

export function shownState({ state }: Pick<LogoutPart, 'state'>): ShownState {
  switch (state) {
    case 'waiting':
    case 'asked':
      return 'unknown'
    case 'done':
    case 'failed':
    case 'unsupported':
      return state
  }
}
