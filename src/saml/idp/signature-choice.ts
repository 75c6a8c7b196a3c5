import { signatureAlgorithm } from '../../crypto/signature-algorithms.js'
import type { KeyInfo } from '../../domain/ports/signing-keys.js'
import type { ServiceProvider } from '../../domain/service-provider.js'
import type { Dialect } from '../dialects/dialect.js'

/**
 * The algorithm that answers to this service are signed with: the operator's, else the first of the metadata's
 * (alg:SigningMethod), else the dialect's, each only if it is allowed and the broker's key can do it.
 */
export function signatureAlgorithmFor(service: ServiceProvider, dialect: Dialect, key: KeyInfo): string {
  const keyType = key.type.startsWith('EC') ? 'ec' : 'rsa'
  const wanted = [service.settings.signatureAlgorithm, ...service.metadata.signingMethods]
  const possible = wanted.find((uri) => uri !== null && signatureAlgorithm(uri)?.keyType === keyType)
  return possible ?? dialect.defaults.signatureAlgorithm[keyType]
}
