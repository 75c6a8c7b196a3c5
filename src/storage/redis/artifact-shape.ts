import { z } from 'zod'
import type { KeptAnswer } from '../../domain/artifact.js'
import { entityIdShape, instant } from '../sql/stores/rows.js'

/** An answer that waits for its service, as it is stored. */
export const artifactShape: z.ZodType<KeptAnswer> = z.object({
  id: z.string(),
  version: z.int(),
  service: entityIdShape,
  message: z.string().nullable(),
  keepUntil: instant,
})
