import { z } from 'zod'
import { CERTIFICATE_KINDS } from '../domain/certificate-end.js'
import { entityId } from '../domain/ids.js'

/** Metrics as prom-client tells them; `looseObject`: their values are of no concern here. */
const snapshot = z.array(z.looseObject({ name: z.string(), type: z.string() }))

const certificateEnd = z.object({
  kind: z.enum(CERTIFICATE_KINDS),
  ends: z.number(),
  service: z.string().transform(entityId).nullable(),
})

/** What a worker says to the primary. */
const fromWorker = z.discriminatedUnion('kind', [
  /** It listens. */
  z.object({ kind: z.literal('ready'), port: z.int() }),
  /** What it has counted: the answer to a `count`, or, without a question, its last word. */
  z.object({ kind: z.literal('counted'), question: z.int().nullable(), snapshot }),
  /** It is asked for the metrics of all. */
  z.object({ kind: z.literal('gather'), question: z.int() }),
  /** A certificate ends; every worker sees the same, and the primary says it once. */
  z.object({ kind: z.literal('certificate'), end: certificateEnd }),
])

/** What the primary says to a worker. */
const fromPrimary = z.discriminatedUnion('kind', [
  /** Finish what is under way and end. */
  z.object({ kind: z.literal('stop') }),
  z.object({ kind: z.literal('count'), question: z.int() }),
  /** The answer to a `gather`. */
  z.object({ kind: z.literal('gathered'), question: z.int(), snapshots: z.array(snapshot) }),
])

export type FromWorker = z.infer<typeof fromWorker>
export type FromPrimary = z.infer<typeof fromPrimary>

/** Null for what is none of ours: a worker of another version may speak to a primary that was not restarted. */
export const readFromWorker = (message: unknown): FromWorker | null => fromWorker.safeParse(message).data ?? null

export const readFromPrimary = (message: unknown): FromPrimary | null => fromPrimary.safeParse(message).data ?? null
