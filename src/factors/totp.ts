import { createHmac, randomBytes } from 'node:crypto'
import type { Instant } from '../domain/instant.js'
import { sameText } from '../crypto/same-text.js'

const DIGITS = 6
const STEP_MS = 30_000

/** A code counts one step early or late: clocks differ, and typing takes its time (RFC 6238 §5.2). */
// check: codes-count-one-step-around
const DRIFT = [-1, 0, 1]

/** A fresh shared secret of 160 bits (RFC 4226 §4 R6), base32. */
export const newTotpSecret = (): string => toBase32(randomBytes(20))

/** The key as apps read it (github.com/google/google-authenticator, Key Uri Format): what every app takes. */
export function totpUri(secret: string, named: { readonly issuer: string; readonly account: string }): string {
  // A colon parts issuer and account there.
  const issuer = encodeURIComponent(named.issuer.replaceAll(':', ' '))
  const label = `${issuer}:${encodeURIComponent(named.account)}`
  return `otpauth://totp/${label}?secret=${secret}&issuer=${issuer}&algorithm=SHA1&digits=6&period=30`
}

/**
 * The time step whose code this is, of the one at `now` and its two neighbours; null if it is none of theirs. SHA-1,
 * 30 s, 6 digits: what every app takes. All three are compared, each in constant time.
 */
export function totpStep(secret: string, code: string, now: Instant): number | null {
  const key = fromBase32(secret)
  const current = Math.floor(now / STEP_MS)
  // check: codes-are-compared-whole
  const matching = DRIFT.map((drift) => current + drift).filter((step) => sameText(code, hotp(key, step)))
  return matching[0] ?? null
}

/** The code of a time, as an app shows it. */
export const totpCode = (secret: string, at: Instant): string => hotp(fromBase32(secret), Math.floor(at / STEP_MS))

/** RFC 4226 §5.3. */
function hotp(key: Buffer, counter: number): string {
  const moving = Buffer.alloc(8)
  moving.writeBigUInt64BE(BigInt(counter))
  const mac = createHmac('sha1', key).update(moving).digest()
  const binary = mac.readUInt32BE((mac[mac.length - 1] ?? 0) & 0xf) & 0x7fffffff
  return String(binary % 10 ** DIGITS).padStart(DIGITS, '0')
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648 §6, without padding: for lengths of whole groups, and to the nearest for others. */
function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[parseInt(five.padEnd(5, '0'), 2)]).join('')
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => parseInt(eight, 2)))
}
