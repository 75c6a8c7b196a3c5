import { z } from 'zod'
import type { CardInquiry } from '../../domain/card-inquiry.js'
import { instant } from '../sql/stores/rows.js'
import { evidenceShape } from './login-shape.js'

/** What one session of an eID server was asked, as it is stored. */
export const inquiryShape: z.ZodType<CardInquiry> = z.object({
  id: z.string(),
  version: z.int(),
  counter: z.int(),
  visits: z.int(),
  askedUntil: instant.nullable(),
  result: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('proved'), evidence: evidenceShape }),
      z.object({ kind: z.literal('failed'), problem: z.string() }),
    ])
    .nullable(),
  keepUntil: instant,
})
