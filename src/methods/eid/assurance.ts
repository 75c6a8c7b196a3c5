import { meets, type TrustLevel } from '../../domain/trust-level.js'

/** Levels of assurance as the eID interface names them, in national context (TR-03130-1 §3.3.12). */
const LOA = 'http://bsi.bund.de/eID/LoA/'

const LEVELS: ReadonlyMap<string, TrustLevel> = new Map([
  [`${LOA}normal`, 'normal'],
  [`${LOA}substantiell`, 'substantiell'],
  [`${LOA}hoch`, 'hoch'],
])

/** The URI of a level. `basis` has none, so it is asked for as `normal`. */
export const assuranceUri = (level: TrustLevel): string => `${LOA}${level === 'basis' ? 'normal' : level}`

/** True if the level that the server says the card reached is at least `needed`; false for an unknown one. */
export function assures(uri: string | null, needed: TrustLevel): boolean {
  const reached = LEVELS.get(uri ?? '')
  return reached !== undefined && meets(reached, needed)
}
