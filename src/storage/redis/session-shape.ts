import { z } from 'zod'
import type { BrowserSession } from '../../domain/session.js'
import { accountIdShape, entityIdShape, instant } from '../sql/stores/rows.js'
import { evidenceShape, loginIdShape, sessionIdShape } from './login-shape.js'

/** A browser session as it is stored. */
export const sessionShape: z.ZodType<BrowserSession> = z.preprocess(
  withHandle,
  z.object({
    id: sessionIdShape,
    account: accountIdShape,
    handle: z.string(),
    evidence: z.array(evidenceShape),
    startedAt: instant,
    lastActionAt: instant,
    participations: z.array(
      z.object({
        service: entityIdShape,
        child: entityIdShape.exactOptional(),
        login: loginIdShape,
        nameId: z.string(),
        nameIdFormat: z.string(),
        sessionIndex: z.string(),
        nameKey: z.string().default(''),
        since: instant,
        until: instant.exactOptional(),
      }),
    ),
    version: z.int(),
  }),
)

/** An earlier version kept none: the id that the session has now serves as well, and goes on as its handle. */
function withHandle(held: unknown): unknown {
  return typeof held === 'object' && held !== null && 'id' in held ? { handle: held.id, ...held } : held
}
