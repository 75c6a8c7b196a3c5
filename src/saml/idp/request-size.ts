import type { ParseOptions } from '../xml/parse.js'

/**
 * How large a request may be, beside the 128 KiB of every message; `src/domain/request-age.ts` says how old. Anyone may
 * send one, and the broker bears its cost: the schema check and canonicalization grow with elements, attributes and the
 * length of namespace names. The largest requests in use, with forty RequestedAttribute and a signature, have about 250
 * nodes.
 */
export const REQUEST_SIZE = { maxNodes: 500, maxNamespace: 256 } as const satisfies ParseOptions
