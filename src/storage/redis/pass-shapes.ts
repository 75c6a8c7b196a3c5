import { z } from 'zod'
import { passDeviceId } from '../../domain/ids.js'
import type { PassChallenge } from '../../domain/pass-challenge.js'
import type { PassPairing } from '../../domain/pass-pairing.js'
import { accountIdShape, instant, trustLevel } from '../sql/stores/rows.js'
import { loginIdShape, sessionIdShape } from './login-shape.js'

const device = z.string().transform(passDeviceId)

const key = z.object({ public: z.object({ x: z.string(), y: z.string() }), wrapped: z.string() })

const base = z.object({ id: z.string(), version: z.int(), key, keepUntil: instant })

/** A challenge to a phone as it is stored, in each of its states. */
export const challengeShape: z.ZodType<PassChallenge> = base.extend({
  purpose: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('login'),
      login: loginIdShape,
      withoutAccount: z.boolean(),
      // Challenges from before logins could run inside an app have none.
      appReturn: z.string().nullable().default(null),
    }),
    z.object({ kind: z.literal('pairing'), pairing: z.string() }),
  ]),
  names: z.record(z.string(), z.string()),
  number: z.string(),
  nonce: z.string(),
  expiresAt: instant,
  state: z.discriminatedUnion('name', [
    z.object({ name: z.literal('open') }),
    z.object({ name: z.enum(['scanned', 'checking']), device }),
    z.object({ name: z.literal('returning'), device, token: z.string() }),
    z.object({ name: z.literal('confirmed'), device, at: instant }),
    z.object({ name: z.literal('failed'), triesLeft: z.int().optional() }),
    z.object({ name: z.enum(['declined', 'wrong-number', 'blocked', 'used']) }),
  ]),
})

/** A pairing under way as it is stored. */
export const pairingShape: z.ZodType<PassPairing> = base.extend({
  // Pairings from before the link was told apart from the id have none.
  link: z.string().default(''),
  account: accountIdShape,
  session: sessionIdShape,
  cap: trustLevel,
  state: z.discriminatedUnion('name', [
    z.object({ name: z.enum(['open', 'over']) }),
    z.object({ name: z.enum(['registered', 'binding']), device, challenge: z.string() }),
    z.object({ name: z.literal('done'), device }),
  ]),
})
