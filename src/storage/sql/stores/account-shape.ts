import { z } from 'zod'
import type { Account, BoundMethod, Proofing } from '../../../domain/account.js'
import { ATTRIBUTE_NAMES, type AttributeOrigin, type AttributeValue, type Identity } from '../../../domain/identity.js'
import { accountIdShape, instant, methodIdShape, trustLevel } from './row-shapes.js'

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

const boundMethod: z.ZodType<BoundMethod> = z.object({
  method: methodIdShape,
  instance: z.string(),
  key: z.string().nullable(),
  name: z.string().nullable(),
  cap: trustLevel,
  boundAt: instant,
  blocked: z.boolean(),
})

/** A row of `account` with its rows of `account_method` as the domain's value. */
export const accountShape: z.ZodType<Account> = z.object({
  id: accountIdShape,
  username: z.string().nullable(),
  pseudonymSeed: z.string(),
  proofing,
  identity: identityShape,
  identityKey: z.string().nullable(),
  methods: z.array(boundMethod),
  createdAt: instant,
  version: z.number(),
})
