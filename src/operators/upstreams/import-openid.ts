import { createPrivateKey } from 'node:crypto'
import { entityId, methodId } from '../../domain/ids.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import { UPSTREAM_DEFAULTS, type Upstream, type UpstreamProvider } from '../../domain/upstream.js'
import { finding, refusal } from '../findings.js'
import { Refused } from '../refused.js'
import { demandSame, put, sourceOf, type ImportedUpstream } from './import-upstream.js'
import type { UpstreamDeps } from './upstream-deps.js'
import { demandName, isCallable } from './upstream-rules.js'

/** How an OpenID provider is registered. Its endpoints and keys come by discovery, when it is used. */
export interface OpenIdImport {
  readonly name: string
  /** An exact string (OpenID Connect Discovery 1.0 §3). */
  readonly issuer: string
  readonly clientId: string
  /** `key`: the private key in PEM that `private_key_jwt` signs with; `secret`: what the two share. */
  readonly proof: 'secret' | 'key'
  readonly secret: string
  readonly maxLevel: TrustLevel | null
  readonly dryRun: boolean
}

/**
 * Registers an OpenID provider as a method of its own, or its client anew. Throws, with nothing changed, `Refused`:
 * `upstream-name`, `upstream-issuer`, `upstream-client`, `upstream-secret`, `upstream-taken`, `upstream-dialect`.
 */
export async function importOpenId(input: OpenIdImport, actor: string, deps: UpstreamDeps): Promise<ImportedUpstream> {
  const { name, issuer, maxLevel, dryRun } = input
  demandName(name, deps.houseMethods)
  demandIssuer(issuer, deps)
  demandClient(input)
  const stored = await deps.upstreams.find(methodId(name))
  if (stored) demandSame(stored.upstream, issuer, 'oidc')
  const id = stored?.upstream.id ?? deps.random.id()
  const peer = await peerOf(input, id, deps)
  const next = stored
    ? { ...stored.upstream, peer, settings: { ...stored.upstream.settings, ...(maxLevel && { maxLevel }) } }
    : newOne(input, id, peer, deps)
  const done = await put(stored, next, { actor, dryRun, anew: stored === null }, deps)
  const isShipped = stored === null && maxLevel === null
  const findings = isShipped ? [finding('upstream-level-shipped', { level: next.settings.maxLevel })] : []
  return { ...done, findings, document: null, signer: null }
}

const newOne = (
  { name, issuer, maxLevel }: OpenIdImport,
  id: string,
  peer: UpstreamProvider,
  deps: UpstreamDeps,
): Upstream => ({
  id,
  name: methodId(name),
  dialect: 'oidc',
  peer,
  settings: { ...UPSTREAM_DEFAULTS, ...(maxLevel && { maxLevel }) },
  metadata: null,
  source: sourceOf(issuer, null, deps),
  version: 0,
})

async function peerOf(
  { issuer, clientId, proof, secret }: OpenIdImport,
  id: string,
  { sealSecret }: UpstreamDeps,
): Promise<UpstreamProvider> {
  return {
    kind: 'oidc',
    entityId: entityId(issuer),
    clientId,
    proof: proof === 'key' ? 'private_key_jwt' : 'client_secret_basic',
    sealedSecret: await sealSecret(id, secret),
    names: {},
  }
}

const LONGEST_ISSUER = 1024

function demandIssuer(issuer: string, { httpLoopback }: UpstreamDeps): void {
  const isIssuer = issuer.length <= LONGEST_ISSUER && isCallable(issuer, httpLoopback) && !issuer.includes('?')
  // check: an-issuer-is-an-https-address
  if (!isIssuer) throw new Refused(refusal('upstream-issuer', { issuer }))
}

const MOST_CHARACTERS = 255
const SMALLEST_RSA = 2048
const CURVES: readonly (string | undefined)[] = ['prime256v1', 'secp384r1', 'secp521r1']

function demandClient({ clientId, proof, secret }: OpenIdImport): void {
  // VSCHAR of RFC 6749, Appendix A.1.
  if (!/^[\x20-\x7e]+$/.test(clientId) || clientId.length > MOST_CHARACTERS) {
    throw new Refused(refusal('upstream-client', { clientId }))
  }
  const holds = proof === 'secret' ? /^[\x20-\x7e]{1,1024}$/.test(secret) : isSigningKey(secret)
  // check: a-client-proves-itself-by-a-strong-key
  if (!holds) throw new Refused(refusal('upstream-secret', { proof }))
}

function isSigningKey(pem: string): boolean {
  try {
    const { asymmetricKeyType: type, asymmetricKeyDetails: details } = createPrivateKey(pem)
    if (type === 'rsa') return (details?.modulusLength ?? 0) >= SMALLEST_RSA
    return type === 'ec' && CURVES.includes(details?.namedCurve)
  } catch {
    return false
  }
}
