import { editDistance } from '../domain/nearest.js'
import type { Environment } from './environment.js'
import { VARIABLES } from './variables.js'

/** Names that the broker reads and that are long enough to be told from another program's: HOST and PORT are not. */
const KNOWN: readonly string[] = VARIABLES.map(({ name }) => name).filter((name) => bare(name).length >= 6)

const READ: ReadonlySet<string> = new Set(VARIABLES.map(({ name }) => name))

/**
 * One line for each variable that is set, is none of ours, and differs from one of ours by case, by where its parts
 * meet, or by a letter (two in a long name): `REDIS_ULR`, `SECRET_KEYFILE`, `PUBLICURL`. Without it the default would
 * hold, and nobody would know. Names both, and no value.
 */
export function misspeltVariables(env: Environment): readonly string[] {
  const set = Object.entries(env).filter(([name, value]) => !READ.has(name) && (value ?? '').trim() !== '')
  return set.flatMap(([name]) => {
    const meant = meantBy(name)
    return meant === null
      ? []
      : [`${JSON.stringify(name).slice(1, -1)} is set, and nothing reads it; did you mean ${meant}?`]
  })
}

function meantBy(name: string): string | null {
  const typed = bare(name)
  const [best] = KNOWN.filter((known) => Math.abs(bare(known).length - typed.length) <= 2)
    .map((known) => ({ known, distance: editDistance(typed, bare(known)) }))
    .filter(({ known, distance }) => distance <= (bare(known).length >= 10 ? 2 : 1))
    .toSorted((one, other) => one.distance - other.distance)
  return best?.known ?? null
}

/** Letters and digits alone: an underscore too few is the likeliest slip. */
function bare(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '')
}
