import { createPublicKey, type KeyObject } from 'node:crypto'
import type { ServiceKey } from '../domain/service.js'

/** A public key as services' keys are stored: SubjectPublicKeyInfo (RFC 5280 §4.1), base64 DER. */
export const storedPublicKey = (key: KeyObject): string =>
  key.export({ type: 'spki', format: 'der' }).toString('base64')

/** The key of a service, to verify with or encrypt to. Throws if what is stored is none. */
export const servicePublicKey = ({ publicKey }: Pick<ServiceKey, 'publicKey'>): KeyObject =>
  createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
