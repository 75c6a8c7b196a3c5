import { createPublicKey, type KeyObject } from 'node:crypto'
import type { ServiceKey } from '../domain/service.js'
import { der } from './der.js'

/** rsaEncryption with its parameters, which are NULL (RFC 3279 §2.3.1), in DER. */
const RSA_ENCRYPTION = Buffer.from('300d06092a864886f70d0101010500', 'hex')

/** A public key as services' keys are stored: SubjectPublicKeyInfo (RFC 5280 §4.1), base64 DER. */
export const storedPublicKey = (key: KeyObject): string =>
  (key.asymmetricKeyType === 'rsa' ? rsaSpki(key) : key.export({ type: 'spki', format: 'der' })).toString('base64')

/**
 * The same octets as OpenSSL 3.0 writes, in a hundredth of the time: it is slow with what lies around a key, and an
 * aggregate has thousands.
 */
const rsaSpki = (key: KeyObject): Buffer =>
  der(0x30, RSA_ENCRYPTION, der(0x03, Buffer.of(0), key.export({ type: 'pkcs1', format: 'der' })))

/** The key of a service, to verify with or encrypt to. Throws if what is stored is none. */
export const servicePublicKey = ({ publicKey }: Pick<ServiceKey, 'publicKey'>): KeyObject =>
  createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
