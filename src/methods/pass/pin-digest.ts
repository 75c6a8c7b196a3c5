import type { PassSeal, SealKey } from '../../crypto/pass-seal.js'
import type { PassDeviceId } from '../../domain/ids.js'
import type { KeyedDigest } from '../../domain/ports/keyed-digest.js'
import { pinShape } from './messages.js'

/**
 * What the broker keeps and compares for a PIN: the phone's digest, digested again with SECRET_KEY and bound to its
 * device. Null if the phone's digest cannot be opened, or has not the form of one.
 */
export async function pinDigestOf(
  device: PassDeviceId,
  sealed: { readonly id: string; readonly key: SealKey; readonly jwe: string },
  { seal, digest }: { readonly seal: PassSeal; readonly digest: KeyedDigest },
): Promise<string | null> {
  const opened = pinShape.safeParse(await seal.open(sealed.id, sealed.key, sealed.jwe))
  // check: a-kept-pin-is-bound-to-its-device
  return opened.success ? digest.digest('pass-pin', `${device} ${opened.data}`) : null
}
