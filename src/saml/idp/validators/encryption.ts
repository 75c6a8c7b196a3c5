import type { ReturnableValidator } from './request-context.js'

/**
 * A service whose metadata wants encryption but has no key to encrypt to would get no assertion in the end: it is told
 * before anybody logs in.
 */
export const checkEncryption: ReturnableValidator = ({ service: { metadata, settings } }) => {
  const wanted = metadata.encryptionAnnounced === true && settings.encrypt !== 'never'
  return wanted && metadata.keys.every(({ use }) => use === 'signing') ? 'request-unsupported' : null
}
