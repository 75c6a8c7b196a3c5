import type { z } from 'zod'

/** A shape of every member: one that is left out would be lost on the way through the store, and nothing would say so. */
export type Every<Value> = Record<keyof Value, z.ZodType>
