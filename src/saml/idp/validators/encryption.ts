import type { ReturnableValidator } from './request-context.js'

/**
 * A service whose metadata or operator wants encryption, but that has no key to encrypt to, would get no assertion in
 * the end: it is told before anybody logs in.
 */
export const checkEncryption: ReturnableValidator = ({ service: { metadata, settings } }) => {
  const wanted =
    settings.encrypt === 'always' || (metadata.encryptionAnnounced === true && settings.encrypt !== 'never')
  return wanted && metadata.keys.every(({ use }) => use === 'signing') ? 'request-unsupported' : null
}
