import { createPublicKey, type KeyObject } from 'node:crypto'
import type { PartnerKey } from '../domain/service-provider.js'

/** A public key as partners' keys are stored: SubjectPublicKeyInfo (RFC 5280 §4.1), base64 DER. */
export const storedPublicKey = (key: KeyObject): string =>
  key.export({ type: 'spki', format: 'der' }).toString('base64')

/** The key of a partner, to verify with or encrypt to. Throws if what is stored is none. */
export const partnerPublicKey = ({ publicKey }: Pick<PartnerKey, 'publicKey'>): KeyObject =>
  createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
