import type { ParseOptions } from '../xml/parse.js'

/**
 * How large a request may be, beside the 128 KiB of every message; how old is in `src/domain/request-age.ts`. Anyone
 * may send one, and whatever it costs the broker pays: checking it against the schema and canonicalizing it grow with
 * elements, attributes and the length of namespace names. The largest requests in use, with forty RequestedAttribute
 * and a signature, have about 250 nodes.
 */
export const REQUEST_SIZE = { maxNodes: 500, maxNamespace: 256 } as const satisfies ParseOptions
