import { z } from 'zod'
import { entityId } from '../../domain/ids.js'
import { LOGOUT_STATES, type Logout } from '../../domain/logout.js'
import { instant } from '../sql/stores/rows.js'
import { sessionIdShape } from './login-shape.js'

const service = z.string().transform(entityId)

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
  asker: z
    .object({
      service,
      requestId: z.string(),
      relayState: z.string().nullable(),
      binding: z.enum(['redirect', 'post']),
      namedNobody: z.boolean().default(false),
    })
    .nullable(),
  keepUntil: instant,
})
