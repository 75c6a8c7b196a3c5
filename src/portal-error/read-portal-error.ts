import { ATTRIBUTE_NAMES, type AttributeName } from '../domain/identity.js'
import { entityId, type EntityId } from '../domain/ids.js'
import { days, minutes, type Instant } from '../domain/instant.js'
import { ERROR_URL_CODES, isPlaceholder, type ErrorUrlCode, type ErrorUrlPart } from '../domain/error-url.js'
import type { Service } from '../domain/service.js'
import type { TrustLevel } from '../domain/trust-level.js'

/** What a portal tells of an error. Whoever makes a link can write anything into it, so only what we know is taken. */
export interface PortalError {
  /** Null: the page is only looked at. */
  readonly code: ErrorUrlCode | null
  readonly at: Instant | null
  /** A registered one. */
  readonly service: EntityId | null
  /** The portal's own number for it. */
  readonly transaction: string | null
  /** What the portal misses. */
  readonly attributes: readonly AttributeName[]
  /** The level that the portal needs. */
  readonly level: TrustLevel | null
}

/** What the words of a portal are read with: its registration, and its dialect. */
export interface PortalWords {
  readonly find: (service: EntityId) => Service | undefined
  /** The attribute that a portal calls so; `null` for no portal that is known. */
  readonly attribute: (service: Service | null, name: string) => AttributeName | null
  readonly level: (service: Service | null, name: string) => TrustLevel | null
}

/** An older error nobody looks up any more. */
const OLDEST = days(30)
/** The clocks of portals are not ours. */
const AHEAD = minutes(5)

/** More than any portal asks for. */
const MOST_WORDS = 40

type Query = Readonly<Partial<Record<ErrorUrlPart, string>>>

/** Reads the parameters of our errorURL (`errorUrlTemplate`), as a browser sent them. Never throws. */
export function readPortalError(query: Query, now: Instant, words: PortalWords): PortalError {
  const told = (part: ErrorUrlPart): string | null => {
    const value = query[part]
    return value === undefined || isPlaceholder(value) ? null : value
  }
  const named = told('rp')
  // check: a-stranger-is-not-named
  const service = named === null ? null : (words.find(entityId(named)) ?? null)
  const context = (told('ctx') ?? '').split(/[\s,]+/).slice(0, MOST_WORDS)
  const attributes = new Set(context.map((name) => words.attribute(service, name)))
  return {
    code: codeOf(told('code')),
    at: timeOf(told('ts'), now),
    service: service?.entityId ?? null,
    transaction: transactionOf(told('tid')),
    // check: a-page-shows-no-words-of-a-link
    attributes: ATTRIBUTE_NAMES.filter((name) => attributes.has(name)),
    level: context.map((name) => words.level(service, name)).find((level) => level !== null) ?? null,
  }
}

/** Every error has a kind, also one that we do not know. */
const codeOf = (told: string | null): ErrorUrlCode | null =>
  told === null ? null : (ERROR_URL_CODES.find((code) => code === told) ?? 'OTHER_ERROR')

/** Seconds since 1970, of a time that may be. */
function timeOf(told: string | null, now: Instant): Instant | null {
  if (told === null || !/^\d{1,12}$/.test(told)) return null
  const at = Number(told) * 1000
  return at > now - OLDEST && at < now + AHEAD ? at : null
}

/** A number is no sentence: nobody can put words into our page by it. What only might be one is not shown. */
function transactionOf(told: string | null): string | null {
  // check: a-number-is-no-sentence
  if (told === null || !/^[A-Za-z0-9._:-]{1,64}$/.test(told)) return null
  const words = told.split(/[._:-]+/).filter((part) => /^[A-Za-z]+$/.test(part))
  // Digits at its end make no number of a word.
  const runs = (told.match(/[A-Za-z]{3,}/g) ?? []).filter((run) => !/^[a-f]+$/i.test(run))
  // check: words-are-no-number
  return /\d/.test(told) && words.length <= 1 && runs.length <= 1 && !/[A-Za-z]{7}/.test(told) ? told : null
}
