import { z } from 'zod'
import type { Proofing } from '../../../domain/account.js'
import { ATTRIBUTE_NAMES, type AttributeOrigin, type AttributeValue, type Identity } from '../../../domain/identity.js'
import { accountIdShape, instant, methodIdShape, trustLevel, storedFlag, storedJson, storedTime } from './rows.js'

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

const proofing: z.ZodType<Proofing> = z.object({ level: trustLevel, origin, at: instant })

export const identityShape: z.ZodType<Identity> = z.partialRecord(z.enum(ATTRIBUTE_NAMES), attribute)

/** A row of `account` beside one of its rows of `account_method`, whose columns are null for an account without any. */
export const accountRowShape = z.object({
  id: accountIdShape,
  username: z.string().nullable(),
  pseudonym_seed: z.string(),
  proofing: storedJson(proofing),
  identity: storedJson(identityShape),
  identity_key: z.string().nullable(),
  created_at: storedTime,
  version: z.number(),
})

export const boundMethodRowShape = z.object({
  method: methodIdShape,
  instance: z.string(),
  method_key: z.string().nullable(),
  name: z.string().nullable(),
  cap: trustLevel,
  bound_at: storedTime,
  blocked: storedFlag,
})
