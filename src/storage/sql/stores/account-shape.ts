import { z } from 'zod'
import type { Proofing } from '../../../domain/account.js'
import { ATTRIBUTE_NAMES, type AttributeOrigin, type AttributeValue, type Identity } from '../../../domain/identity.js'
import { instant, trustLevel } from './rows.js'

const origin: z.ZodType<AttributeOrigin> = z.union([
  z.enum(['self-declared', 'eid', 'clerk']),
  z.templateLiteral(['upstream:', z.string()]),
])

const attribute: z.ZodType<AttributeValue> = z.object({
  value: z.string().nullable(),
  origin,
  level: trustLevel,
  at: instant,
})

export const proofingShape: z.ZodType<Proofing> = z.object({ level: trustLevel, origin, at: instant })

export const identityShape: z.ZodType<Identity> = z.partialRecord(z.enum(ATTRIBUTE_NAMES), attribute)
