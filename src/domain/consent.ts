import type { AttributeName } from './identity.js'
import type { Release } from './release.js'

/**
 * What is kept of a remembered consent: a keyed digest of the names and values that were confirmed, and the
 * names of the optional attributes that the citizen unticked. No values (RULES: Confirm identity).
 */
export interface RememberedConsent {
  readonly digest: string
  readonly declined: readonly AttributeName[]
}

/** The text whose keyed digest stands for a confirmed release: names and values in a fixed order, nothing else. */
export const consentText = (release: Release): string =>
  JSON.stringify(
    release.attributes
      .map(({ name, value }) => [name, value])
      .sort(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0)),
  )
