import type { KeyInfo, KeyState, KeyUse } from './ports/signing-keys.js'

/** RSA keys and keys on elliptic curves sign with different algorithms: one of each may be active at once. */
export const KEY_FAMILIES = ['rsa', 'ec'] as const
export type KeyFamily = (typeof KEY_FAMILIES)[number]

export const keyFamily = (type: string): KeyFamily => (type.startsWith('EC') ? 'ec' : 'rsa')

type InState = Pick<KeyInfo, 'use' | 'state'>

/**
 * Who may meet a key in the metadata. A signing key is announced before it signs and until nothing signed with it is
 * under way any more. Of the encryption keys only the active one is: whoever reads the metadata anew uses no other.
 */
const ANNOUNCED: Readonly<Record<KeyUse, readonly KeyState[]>> = {
  // check: a-previous-key-stays-announced
  signing: ['active', 'previous', 'next'],
  encryption: ['active'],
}

export const isAnnounced = ({ use, state }: InState): boolean => ANNOUNCED[use].includes(state)

/** Only active keys sign. */
// check: only-active-keys-sign
export const signs = ({ use, state }: InState): boolean => use === 'signing' && state === 'active'

/**
 * The next one decrypts already: other instances announce it up to 5 s before this one hears of it. The previous one
 * still does: services encrypt to it until they have read the metadata anew.
 */
// check: a-retired-key-decrypts-nothing
export const decrypts = ({ use, state }: InState): boolean => use === 'encryption' && state !== 'retired'

/** Whether two keys stand for each other: the one that becomes active takes the place of the other. */
export const sameRole = (a: Pick<KeyInfo, 'use' | 'type'>, b: Pick<KeyInfo, 'use' | 'type'>): boolean =>
  a.use === b.use && keyFamily(a.type) === keyFamily(b.type)
