import type { ParseOptions } from '../xml/parse.js'

/** The base64 of a form, in characters; a Response with forty attributes, signed twice and encrypted, has some 20,000. */
export const LONGEST_RESPONSE = 256 * 1024

/**
 * How large a Response may be as XML, beside its 256 KiB of base64. Anyone may post one, and the broker bears its cost
 * before any signature is looked at. What stands around each element is kept, as canonical forms may need it.
 */
export const RESPONSE_SIZE = {
  maxLength: 196_608,
  maxNodes: 2_000,
  maxNamespace: 256,
  lossless: true,
} as const satisfies ParseOptions
