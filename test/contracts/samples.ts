import { newAccount, soleMethod, type Account } from '../../src/domain/account.js'
import type { AuditEvent } from '../../src/domain/audit-event.js'
import type { Draft } from '../../src/domain/draft.js'
import { accountId, draftId, entityId, loginId, methodId, sessionId, tenantId } from '../../src/domain/ids.js'
import type { ReceivedLogin } from '../../src/domain/login.js'
import type { StoredKey } from '../../src/domain/ports/key-store.js'
import type { Service } from '../../src/domain/service.js'
import type { ServiceState } from '../../src/domain/service-version.js'
import { aggregateSourceId, NEVER_FETCHED, type Source } from '../../src/domain/source.js'
import type { BrowserSession } from '../../src/domain/session.js'
import { serviceSettings } from '../support/service-settings.js'

const NOW = Date.parse('2026-05-04T08:00:00.123Z')

export const sampleLogin = (id: string, expiresAt: number): ReceivedLogin => ({
  state: 'received',
  id: loginId(id),
  version: 1,
  answerId: `answer-${id}`,
  browserKey: 'digest-of-the-cookie',
  reply: {
    kind: 'saml',
    requestId: '_r1',
    acsLocation: 'https://portal.aachen.example/acs',
    relayState: 'ü=1&2',
    classes: ['urn:oasis:names:tc:SAML:2.0:ac:classes:Password'],
    extension: { statusDetail: true, names: ['urn:oid:1.3.6.1.4.1.25484.494450.3'] },
    unsolicited: true,
    fingerprint: 'f',
  },
  requirements: {
    service: entityId('https://portal.aachen.example/saml'),
    registeredLevel: 'normal',
    requestedLevels: { comparison: 'minimum', levels: ['normal'] },
    forceAuthn: false,
    isPassive: false,
    proxyCount: 1,
    attributes: { required: ['givenName'], optional: ['email'] },
    attributesByMetadata: ['givenName'],
    attributeSet: 3,
    serviceNames: {},
    nameId: 'persistent',
    subjectId: 'subject-id',
    loginHint: 'jana.nowak',
    subjectNameId: null,
    singleSignOn: true,
    allowedMethods: [methodId('password')],
    requestedMethods: [methodId('password'), methodId('eid')],
    backUrl: 'https://portal.aachen.example/back',
    language: 'en',
    tellsMissing: true,
    pseudonymous: false,
  },
  startedAt: expiresAt - 1000,
  expiresAt,
  pause: { method: methodId('password'), until: expiresAt - 500 },
  gaveUp: { method: methodId('nutzerkonto'), problem: 'declined' },
})

export const sampleSession = (id: string, account = 'erika'): BrowserSession => ({
  id: sessionId(id),
  account: accountId(account),
  evidence: [
    {
      method: methodId('password'),
      instance: '',
      level: 'normal',
      at: NOW,
      subject: { kind: 'account', account: accountId(account) },
    },
  ],
  startedAt: NOW,
  lastActionAt: NOW,
  handle: 'handle',
  participations: [],
  version: 1,
})

export const sampleAccount = (username: string, changes: Partial<Account> = {}): Account =>
  newAccount({
    id: accountId(`id-of-${username}`),
    username,
    pseudonymSeed: `seed-of-${username}`,
    proofing: { level: 'normal', origin: 'self-declared', at: NOW },
    identity: {
      givenName: { value: 'Åsa Łucja', origin: 'self-declared', level: 'basis', at: NOW },
      familyName: { value: 'Müller-ẞ', origin: 'eid', level: 'hoch', at: NOW },
      academicTitle: { value: null, origin: 'upstream:elster', level: 'substantiell', at: NOW },
    },
    methods: [soleMethod(methodId('password'), 'normal', NOW)],
    createdAt: NOW,
    ...changes,
  })

/** What a version keeps of a service. */
export const stateOf = ({ active, tenant, settings, metadata, source }: Service): ServiceState => ({
  active,
  tenant,
  settings,
  metadata,
  source,
})

export const sampleService = (id: string, changes: Partial<Service> = {}): Service => ({
  entityId: entityId(id),
  tenant: tenantId('aachen'),
  active: true,
  metadata: {
    assertionConsumerServices: [{ index: 0, isDefault: true, binding: 'post', location: `${id}/acs` }],
    singleLogoutServices: [{ binding: 'redirect', location: `${id}/slo`, responseLocation: null }],
    keys: [
      {
        use: 'both',
        publicKey: 'MIIA',
        certificate: 'MIIB',
        encryptionMethods: [
          { algorithm: 'http://www.w3.org/2009/xmlenc11#aes256-gcm', digest: null, mgf: null },
          {
            algorithm: 'http://www.w3.org/2009/xmlenc11#rsa-oaep',
            digest: 'http://www.w3.org/2001/04/xmlenc#sha256',
            mgf: 'http://www.w3.org/2009/xmlenc11#mgf1sha256',
          },
        ],
      },
    ],
    nameIdFormats: ['urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'],
    attributeConsumingServices: [
      {
        index: 1,
        isDefault: false,
        names: { de: 'Bewohnerparkausweis', en: 'Parking permit' },
        requested: [
          { name: 'urn:oid:2.5.4.42', isRequired: true },
          { name: 'urn:oid:1.2.3', isRequired: false },
          // As in a record from before names were kept as written.
          { attribute: 'email', isRequired: false },
        ],
      },
    ],
    authnRequestsSigned: true,
    signingMethods: [],
    displayNames: { de: 'Serviceportal Aachen' },
    privacyUrls: {},
    informationUrls: {},
    errorUrl: 'https://aachen.example/fehler?tid=ERRORURL_TID',
    subjectIdAsked: 'any',
    entityAttributes: ['http://eidas.europa.eu/LoA/low'],
    validUntil: NOW,
  },
  settings: serviceSettings(id, {
    optionalAttributes: ['phone'],
    attributeLevels: ['birthDate:substantiell'],
    methods: [methodId('password')],
    weakAlgorithms: ['aes256-cbc', 'rsa-sha1'],
    weakAlgorithmsUntil: '2027-03-31',
    appReturn: 'de.example.app:/back',
    stage: 'test',
    levelVocabulary: 'stork',
    subjectId: 'pairwise-id',
    idpInitiated: true,
    requesters: [entityId('https://parken.example/dienst')],
    privacyUrl: 'https://aachen.example/datenschutz',
    contacts: ['wohngeld@aachen.example'],
    purpose: 'Bewohnerparkausweis',
  }),
  source: { from: 'aachen.xml', signer: null, importedAt: NOW },
  revision: 0,
  ...changes,
})

export const sampleKey = (id: string, changes: Partial<StoredKey> = {}): StoredKey => ({
  id,
  use: 'signing',
  state: 'next',
  stateSince: NOW,
  type: 'RSA-3072',
  certificate: 'MIIC',
  notAfter: NOW + 86_400_000,
  createdAt: NOW,
  activatedAt: null,
  wrappedPrivateKey: 'gcm1.AAAA',
  ...changes,
})

/** An entry as stores take it, whatever it tells. */
export const sampleAudit = (
  action: string,
  changes: { readonly [Name in keyof AuditEvent]?: unknown } = {},
): AuditEvent =>
  ({
    at: NOW,
    actor: 'cli:tester',
    action,
    subject: 'something',
    before: null,
    after: { list: [1, 'zwei', null] },
    ...changes,
  }) as unknown as AuditEvent

export const sampleSource = (url: string, changes: Partial<Source> = {}): Source => ({
  id: aggregateSourceId(url),
  feeds: 'services',
  url,
  entityId: null,
  tenant: tenantId('Aachen'),
  signer: '-----BEGIN CERTIFICATE-----',
  settings: { trustLevel: 'hoch' },
  state: {
    ...NEVER_FETCHED,
    etag: '"e1"',
    cacheFor: 3_600_000,
    document: 'd0c',
    succeededAt: NOW,
    failures: 2,
    trouble: { rule: 'metadata-signature', message: 'it does not hold', since: NOW, leaving: { gone: 4, of: 9 } },
    refused: [{ entityId: 'https://a.example', rule: 'metadata-key', message: 'too short' }],
  },
  fetchedAt: NOW,
  dueAt: NOW + 60_000,
  version: 1,
  ...changes,
})

/** A draft that would import so many pseudonyms into a sector. */
export const samplePseudonymDraft = (id: string, sector: string, rows: number): Draft => ({
  ...{ id: draftId(id), at: 0, author: 'cli:mira', expiresAt: 1, tenant: null, act: 'import-pseudonyms', more: 0 },
  ...{ subject: sector, state: 'open', decidedBy: null, decidedAt: null },
  content: { kind: 'pseudonyms', act: 'import-pseudonyms', sector, rows, file: 'f11e' },
})
