import { meets, TRUST_LEVELS, type TrustLevel } from '../../domain/trust-level.js'
import type { UpstreamSettings } from '../../domain/upstream.js'

/** The classes of eIDAS (Commission Implementing Regulation (EU) 2015/1502), which an issuer is asked by as shipped. */
const EIDAS: Readonly<Record<string, TrustLevel>> = {
  'http://eidas.europa.eu/LoA/low': 'normal',
  'http://eidas.europa.eu/LoA/substantial': 'substantiell',
  'http://eidas.europa.eu/LoA/high': 'hoch',
}

/** The operator's own classes in place of those of eIDAS. */
const classesOf = ({ levels }: UpstreamSettings): Readonly<Record<string, TrustLevel>> =>
  Object.keys(levels).length > 0 ? levels : EIDAS

/**
 * `acr_values` for a level (OpenID Connect Core 1.0 §3.1.2.1): every class that reaches it,
 * the lowest first. Null: none is asked for, as at `basis`, which every proof reaches.
 */
export function acrValues(level: TrustLevel, settings: UpstreamSettings): string | null {
  if (level === 'basis') return null
  const known = Object.entries(classesOf(settings))
  const asked = TRUST_LEVELS.filter((each) => meets(each, level)).flatMap((each) =>
    known.filter(([, of]) => of === each).map(([name]) => name),
  )
  return asked.length > 0 ? asked.join(' ') : null
}

/** What a class asserts; null: none was said, or one that nobody knows. */
export function levelOfAcr(acr: string | undefined, settings: UpstreamSettings): TrustLevel | null {
  const classes = classesOf(settings)
  return acr !== undefined && Object.hasOwn(classes, acr) ? (classes[acr] ?? null) : null
}
