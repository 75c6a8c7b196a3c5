import { OperatorError } from '../../domain/operator-error.js'
import type { KeyInfo, KeyUse } from '../../domain/ports/signing-keys.js'
import { certificateFingerprint } from '../providers/fingerprint.js'

/**
 * The broker's keys and their roll-over; the audit entries are written with each change. `type` is one of
 * `types`. Throws `OperatorError` for an unknown key and for what its state does not allow.
 */
export interface KeyTools {
  readonly types: readonly string[]
  list(): Promise<readonly KeyInfo[]>
  generate(use: KeyUse, type: string, actor: string): Promise<KeyInfo>
  activate(id: string, actor: string): Promise<KeyInfo>
  retire(id: string, actor: string): Promise<KeyInfo>
}

export const KEY_USES: readonly KeyUse[] = ['signing', 'encryption']

/** What the command line tells of a key. Nothing of the private one. */
export const keyView = (key: KeyInfo) => ({
  id: key.id,
  use: key.use,
  state: key.state,
  type: key.type,
  sha256: certificateFingerprint(key.certificate),
  createdAt: new Date(key.createdAt).toISOString(),
  activatedAt: key.activatedAt === null ? null : new Date(key.activatedAt).toISOString(),
  notAfter: new Date(key.notAfter).toISOString(),
  certificate: key.certificate,
})

export type KeyView = ReturnType<typeof keyView>

/** A key of this use and type in state `next`: announced in the metadata, not used yet. */
export async function generateKey(use: string, type: string, actor: string, keys: KeyTools): Promise<KeyView> {
  const wanted = KEY_USES.find((each) => each === use)
  if (!wanted) throw new OperatorError('key-use', `A key's use cannot be "${use}"; it may be ${KEY_USES.join(' or ')}`)
  if (!keys.types.includes(type)) {
    throw new OperatorError('key-type', `A key's type cannot be "${type}"; it may be ${keys.types.join(', ')}`)
  }
  return keyView(await keys.generate(wanted, type, actor))
}
