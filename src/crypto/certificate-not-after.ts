import type { Instant } from '../domain/instant.js'

// RFC 5280 §4.1, in the tags of X.690.
const SEQUENCE = 0x30
const VERSION = 0xa0
const UTC_TIME = 0x17
const GENERALIZED_TIME = 0x18

/** `YYMMDDHHMMSSZ` and `YYYYMMDDHHMMSSZ`, the only forms that certificates have (RFC 5280 §4.1.2.5). */
const TIME = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/

interface Value {
  readonly tag: number
  readonly from: number
  /** Where the next value begins. */
  readonly end: number
}

/**
 * The notAfter of an X.509 certificate in DER, read from its place without the rest, because a registry has thousands of
 * certificates. Null if it is not written as RFC 5280 has it; OpenSSL can then say whether it is one.
 */
export function notAfterOf(der: Buffer): Instant | null {
  const tbs = valueAt(der, valueAt(der, 0, SEQUENCE)?.from, SEQUENCE)
  const first = valueAt(der, tbs?.from)
  const serial = first?.tag === VERSION ? valueAt(der, first.end) : first
  const algorithm = valueAt(der, serial?.end, SEQUENCE)
  const issuer = valueAt(der, algorithm?.end, SEQUENCE)
  const validity = valueAt(der, issuer?.end, SEQUENCE)
  const notBefore = valueAt(der, validity?.from)
  const notAfter = valueAt(der, notBefore?.end)
  return notAfter ? instantOf(der.toString('latin1', notAfter.from, notAfter.end), notAfter.tag) : null
}

/** The value that begins there, within the bytes; null if there is none, or one with another tag. */
function valueAt(der: Buffer, at: number | undefined, expected?: number): Value | null {
  if (at === undefined) return null
  const [tag, first] = [der[at], der[at + 1]]
  if (tag === undefined || first === undefined || (expected !== undefined && tag !== expected)) return null
  const bytes = first < 0x80 ? 0 : first - 0x80
  // No certificate has 16 MiB; an indefinite length is none in DER.
  if (first === 0x80 || bytes > 3 || at + 2 + bytes > der.length) return null
  const from = at + 2 + bytes
  const end = from + (bytes === 0 ? first : der.readUIntBE(at + 2, bytes))
  return end > der.length ? null : { tag, from, end }
}

function instantOf(text: string, tag: number): Instant | null {
  const [matched, year = '', month, day, hour, minute, second] = TIME.exec(text) ?? []
  const digits = tag === UTC_TIME ? 2 : tag === GENERALIZED_TIME ? 4 : 0
  if (matched === undefined || year.length !== digits) return null
  // Two digits from 50 on mean the twentieth century.
  const full = digits === 4 ? year : `${Number(year) >= 50 ? '19' : '20'}${year}`
  const instant = Date.parse(`${full}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(instant) ? null : instant
}
