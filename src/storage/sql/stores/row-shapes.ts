import { z } from 'zod'
import { accountId, entityId, methodId, tenantId } from '../../../domain/ids.js'
import { TRUST_LEVELS } from '../../../domain/trust-level.js'

/** The parts that several tables share. */
export const trustLevel = z.enum(TRUST_LEVELS)
export const instant = z.number()
export const accountIdShape = z.string().transform(accountId)
export const entityIdShape = z.string().transform(entityId)
export const methodIdShape = z.string().transform(methodId)
export const tenantIdShape = z.string().transform(tenantId)
