import { z } from 'zod'
import { entityId } from '../../domain/ids.js'
import { LOGOUT_STATES, type Logout } from '../../domain/logout.js'
import { instant } from '../sql/stores/rows.js'
import { sessionIdShape } from './login-shape.js'

const service = z.string().transform(entityId)

const carried = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('redirect'), url: z.string() }),
  z.object({ kind: z.literal('post'), action: z.string(), fields: z.record(z.string(), z.string()) }),
])

/** A logout under way, as it is stored. */
export const logoutShape: z.ZodType<Logout> = z.object({
  id: z.string(),
  version: z.int(),
  browserKey: z.string(),
  parts: z.array(
    z.object({
      service,
      nameId: z.string(),
      nameIdFormat: z.string(),
      sessionIndex: z.string(),
      requestId: z.string(),
      way: z.enum(['soap', 'redirect', 'post']).nullable(),
      state: z.enum(LOGOUT_STATES),
      session: sessionIdShape.exactOptional(),
    }),
  ),
  ending: z.array(sessionIdShape).exactOptional(),
  ended: z.array(sessionIdShape).exactOptional(),
  asker: z
    .object({
      service,
      requestId: z.string(),
      relayState: z.string().nullable(),
      binding: z.enum(['redirect', 'post']),
      namedNobody: z.boolean().default(false),
      leftUntold: z.literal(true).exactOptional(),
    })
    .nullable(),
  // What an earlier version stored has none of these: its services were told before it was stored.
  answered: z.object({ carried, at: instant }).nullable().default(null),
  tellUntil: instant.default(0),
  tellings: z.int().default(0),
  keepUntil: instant,
})
