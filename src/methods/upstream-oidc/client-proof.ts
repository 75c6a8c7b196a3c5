import { createPrivateKey, webcrypto, type KeyObject } from 'node:crypto'
import { ClientSecretBasic, PrivateKeyJwt, type ClientAuth, type ServerMetadata } from 'openid-client'
import type { OidcUpstream } from '../../domain/upstream.js'
import { NotProved } from './failures.js'

/**
 * How the broker proves to a token endpoint who it is (OpenID Connect Core 1.0 §9): with the secret of its client, or by
 * a token of its own that its private key signs. Throws `NotProved` for a secret or key that is of no use.
 */
export async function clientProof(
  { peer, name }: OidcUpstream,
  secret: string | null,
  metadata: ServerMetadata,
): Promise<ClientAuth> {
  if (secret === null) throw new NotProved('discovery-refused', `The secret of ${name} does not open`)
  if (peer.proof === 'client_secret_basic') return ClientSecretBasic(secret)
  try {
    const key = createPrivateKey(secret)
    const parameters = parametersOf(key, metadata.token_endpoint_auth_signing_alg_values_supported ?? [])
    const der = key.export({ type: 'pkcs8', format: 'der' })
    return PrivateKeyJwt(await webcrypto.subtle.importKey('pkcs8', der, parameters, false, ['sign']))
  } catch (cause) {
    // An error of node:crypto could tell what the key holds.
    throw new NotProved('discovery-refused', `The key of ${name} is none that signs tokens`, { cause })
  }
}

/** RSA signs by PS256 where the issuer lists it, else by RS256; a key on a curve by what its curve has. */
function parametersOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject, listed: readonly string[]) {
  if (asymmetricKeyType === 'rsa') {
    return { name: listed.includes('PS256') ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  }
  const curves: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' }
  const namedCurve = curves[asymmetricKeyDetails?.namedCurve ?? '']
  if (asymmetricKeyType !== 'ec' || namedCurve === undefined) throw new TypeError('No RSA key and on no such curve')
  return { name: 'ECDSA', namedCurve }
}
