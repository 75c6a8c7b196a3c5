import { z } from 'zod'

/**
 * The messages that phones sign (docs/pass-protocol.md). Every part is strict, so that an unknown key is a fault now
 * and no surprise of a later version.
 */

const coordinate = z.string().regex(/^[\w-]{43}$/)
/** 128 random bits as base64url: links, ids, nonces. */
const token = z.string().regex(/^[\w-]{22}$/)
const jwe = z.string().max(1024)

const jwkShape = z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate })

const signedBy = <Kind extends string>(kind: Kind) =>
  // check: a-pass-message-is-of-its-kind
  // check: a-pass-header-holds-nothing-else
  z.strictObject({ alg: z.literal('ES256'), typ: z.literal(kind), kid: token })

export const HEADERS = {
  pair: z.strictObject({ alg: z.literal('ES256'), typ: z.literal('pass-pair'), jwk: jwkShape }),
  open: signedBy('pass-open'),
  answer: signedBy('pass-answer'),
  number: signedBy('pass-number'),
} as const

const base = { aud: z.string().max(512), link: token }

const digits = z.string().regex(/^\d{2}$/)

export const pairPayload = z.strictObject({ ...base, name: z.string().max(200), pin: jwe })

export const openPayload = z.strictObject(base)

export const answerPayload = z.discriminatedUnion('decision', [
  z.strictObject({
    ...base,
    nonce: token,
    decision: z.literal('confirm'),
    service: z.string().max(512),
    pin: jwe,
    number: digits.optional(),
  }),
  z.strictObject({ ...base, nonce: token, decision: z.literal('decline') }),
])

export const numberPayload = z.strictObject({ ...base, nonce: token, number: digits })

/** What a phone sends for its PIN: an HMAC-SHA-256, base64url. */
export const pinShape = z.string().regex(/^[\w-]{43}$/)
