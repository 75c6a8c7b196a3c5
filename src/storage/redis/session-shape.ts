import { z } from 'zod'
import type { BrowserSession } from '../../domain/session.js'
import { accountIdShape, entityIdShape, instant } from '../sql/stores/row-shapes.js'
import { evidenceShape, loginIdShape, sessionIdShape } from './login-shape.js'

/** A browser session as it is stored. */
export const sessionShape: z.ZodType<BrowserSession> = z.object({
  id: sessionIdShape,
  account: accountIdShape,
  evidence: z.array(evidenceShape),
  startedAt: instant,
  lastActionAt: instant,
  participations: z.array(
    z.object({
      service: entityIdShape,
      login: loginIdShape,
      nameId: z.string(),
      nameIdFormat: z.string(),
      sessionIndex: z.string(),
      since: instant,
    }),
  ),
  version: z.int(),
})
