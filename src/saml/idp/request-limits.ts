import type { ParseOptions } from '../xml/parse.js'

/**
 * Limits of a request, beside the 128 KiB of every message. Anyone may send one, and whatever it costs the broker pays:
 * checking it against the schema and canonicalizing it grow with elements, attributes and the length of namespace
 * names. The largest requests in use, with forty RequestedAttribute and a signature, have about 250 nodes.
 */
export const REQUEST_LIMITS = { maxNodes: 500, maxNamespace: 256 } as const satisfies ParseOptions
