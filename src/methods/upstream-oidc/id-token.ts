import { z } from 'zod'
import { tokenHash } from '../../crypto/jws.js'
import { seconds, type Instant } from '../../domain/instant.js'
import { NotProved } from './failures.js'
import type { AskedOfIssuer } from './oidc-state.js'

/** What an ID token says of the proof (OpenID Connect Core 1.0 §2). */
const shape = z.looseObject({
  sub: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  azp: z.string().optional(),
  iat: z.number(),
  auth_time: z.number().optional(),
  acr: z.string().optional(),
  at_hash: z.string().optional(),
})

export type IdToken = z.infer<typeof shape>

/** The clocks of two houses are a little apart. */
export const SKEW = seconds(60)

/** At most 255 ASCII characters (§2); blank ones alone name nobody. */
const SUBJECT = /^(?=.*[\x21-\x7e])[\x20-\x7e]{1,255}$/

/** What an ID token is judged by, beside what it says itself. */
export interface Judged {
  readonly clientId: string
  readonly accessToken: string
  readonly question: AskedOfIssuer
  readonly now: Instant
}

/**
 * Judges what is left when openid-client has compared issuer, nonce and end, and a key of the issuer has signed it
 * (§3.1.3.7). Throws `NotProved`.
 */
export function judgedToken(payload: string, { clientId, accessToken, question, now }: Judged): IdToken {
  const read = shape.safeParse(JSON.parse(payload))
  if (!read.success) throw refused('is not built as its standard says')
  const { sub, aud, azp, iat, at_hash: hash } = read.data
  // check: an-id-token-is-for-us-alone
  if ([aud].flat().some((each) => each !== clientId)) throw refused('is for others, too')
  // check: an-id-token-was-given-to-us
  if (azp !== undefined && azp !== clientId) throw refused('was given to another client')
  // check: an-id-token-names-somebody
  if (!SUBJECT.test(sub)) throw refused('names nobody, or by more than 255 characters')
  // check: an-id-token-is-not-of-a-time-ahead
  if (seconds(iat) > now + SKEW) throw refused('is of a time ahead; check the clocks')
  // check: an-id-token-is-younger-than-its-question
  if (seconds(iat) < question.at - SKEW) throw refused('is older than what was asked; check the clocks')
  // check: an-access-token-belongs-to-its-id-token
  if (hash !== undefined && hash !== tokenHash(accessToken)) throw refused('belongs to another access token')
  return read.data
}

const refused = (why: string): NotProved => new NotProved('token-refused', `The ID token ${why}`)
