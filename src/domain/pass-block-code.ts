import type { PassDeviceId } from './ids.js'
import type { KeyedDigest } from './ports/keyed-digest.js'

/** Crockford's letters: none that looks like another. 60 bits. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 12

/** Digests come in it: each of its letters is one of ours, and each of ours is two of its. */
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/**
 * The code that blocks one device when the phone is lost (RULES: The pass 1): twelve letters in groups of four. It can
 * be shown again in the account, as it is derived and not stored; who reads the database alone cannot know it.
 */
export function blockCodeOf(device: PassDeviceId, digest: KeyedDigest): string {
  const letters = [...digest.digest('pass-block-code', device)]
    .slice(0, LENGTH)
    .map((character) => LETTERS[BASE64URL.indexOf(character) % LETTERS.length])
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
}

/** What a typed code is found by: case, blanks, hyphens and look-alikes do not matter. Null if it cannot be one. */
export function blockCodeDigest(typed: string, digest: KeyedDigest): string | null {
  const letters = typed
    .toUpperCase()
    .replace(/[\s–—-]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  const isCode = letters.length === LENGTH && [...letters].every((letter) => LETTERS.includes(letter))
  return isCode ? digest.digest('pass-block', letters) : null
}
