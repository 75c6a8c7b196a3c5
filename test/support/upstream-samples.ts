import { entityId, methodId } from '../../src/domain/ids.js'
import {
  UPSTREAM_DEFAULTS,
  type OidcUpstream,
  type SamlUpstream,
  type UpstreamIdp,
  type UpstreamSource,
} from '../../src/domain/upstream.js'

const AT = Date.parse('2026-05-04T08:00:00.123Z')

export const sampleSource: UpstreamSource = {
  from: 'nutzerkonto.xml',
  signer: null,
  importedAt: AT,
  lastRefresh: null,
  trouble: null,
}

export const sampleIdp: UpstreamIdp = {
  kind: 'saml',
  entityId: entityId('https://konto.example/idp'),
  signingKeys: ['-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n'],
  encryptionKeys: [],
  sso: [{ binding: 'redirect', location: 'https://konto.example/sso' }],
  slo: [{ binding: 'post', location: 'https://konto.example/slo', responseLocation: null }],
  names: { de: 'Nutzerkonto Elbe', en: 'Elbe user account' },
  wantsSignedRequests: true,
  nameIdFormats: ['urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'],
  validUntil: null,
}

/** An upstream that speaks SAML. */
export const sampleUpstream = (changes: Partial<SamlUpstream> = {}): SamlUpstream => ({
  id: 'u1',
  name: methodId('nutzerkonto'),
  dialect: 'saml2int',
  peer: sampleIdp,
  settings: UPSTREAM_DEFAULTS,
  metadata: '<EntityDescriptor/>',
  source: sampleSource,
  version: 1,
  ...changes,
})

/** An OpenID provider. */
export const sampleProvider = (changes: Partial<OidcUpstream> = {}): OidcUpstream => ({
  id: 'u2',
  name: methodId('verimi'),
  dialect: 'oidc',
  peer: {
    kind: 'oidc',
    entityId: entityId('https://op.example'),
    clientId: 'servicekonto',
    proof: 'client_secret_basic',
    sealedSecret: 's1.sealed',
    names: {},
  },
  settings: UPSTREAM_DEFAULTS,
  metadata: null,
  source: { ...sampleSource, from: 'https://op.example' },
  version: 1,
  ...changes,
})
