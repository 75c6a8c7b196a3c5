import { z } from 'zod'

/** What can be made to go wrong. All of it off: an eID server as it should be. */
export const faultsSchema = z.strictObject({
  /** Lets every connection to the eID interface break. */
  down: z.boolean().default(false),
  /** Waits so long before every answer. */
  slowMs: z.number().int().min(0).max(60_000).default(0),
  /** Waits so long before every byte of an answer, from the first to the last. */
  dripMs: z.number().int().min(0).max(60_000).default(0),
  /** Signs by a key that nobody knows. */
  wrongSignature: z.boolean().default(false),
  /** Leaves the signature out. */
  unsigned: z.boolean().default(false),
  /** Writes a Timestamp of so many minutes ago; below 0: ahead, as a clock that runs ahead does. */
  staleMinutes: z.number().int().min(-1440).max(1440).default(0),
  /** Calls every RequestCounter wrong. */
  wrongCounter: z.boolean().default(false),
  /** Answers getResult with the answer to the getResult before, whoever's that was. */
  replay: z.boolean().default(false),
  /** How many times each session says that there is no result yet. */
  notYet: z.number().int().min(0).max(1000).default(0),
  /** Has no room for a new session. */
  busy: z.boolean().default(false),
  /** Has a certificate without rights. */
  noRights: z.boolean().default(false),
})

export type StubFaults = z.infer<typeof faultsSchema>
