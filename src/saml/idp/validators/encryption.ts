import type { ReturnableValidator } from './request-context.js'

/**
 * Refuses a service that gets only encrypted assertions, by its metadata or by its operator, and has no key for that.
 * It is told before anybody logs in, because no assertion could be sent in the end.
 */
export const checkEncryption: ReturnableValidator = ({ service: { metadata, settings } }) => {
  const wanted =
    settings.encrypt === 'always' || (metadata.encryptionAnnounced === true && settings.encrypt !== 'never')
  return wanted && metadata.keys.every(({ use }) => use === 'signing') ? 'request-unsupported' : null
}
