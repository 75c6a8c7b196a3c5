import type { AuditEvent } from '../../src/domain/audit-event.js'
import { OperatorError } from '../../src/domain/operator-error.js'
import type { ServiceStore } from '../../src/domain/ports/service-store.js'
import type { ServiceKey, ServiceMetadata, Service } from '../../src/domain/service.js'
import type { Refusal } from '../../src/operators/findings.js'
import { Refused } from '../../src/operators/refused.js'
import { importServices, type ImportInput } from '../../src/operators/services/import-services.js'
import type { ServiceDeps, ReadDocument, ReadMetadata } from '../../src/operators/services/service-deps.js'
import type { SettingsChange } from '../../src/operators/services/setting-rules.js'
import { createMetadataWords } from '../../src/saml/dialects/metadata-words.js'
import { createDialects } from '../../src/saml/dialects/registry.js'
import { attributeService } from '../support/saml-service.js'

export const NOW = Date.UTC(2026, 10, 20, 9)

/** Who acts. */
export const ACTOR = 'cli:mira'

export const SIGNING_KEY = Buffer.from('a signing certificate').toString('base64')
export const OTHER_KEY = Buffer.from('another certificate').toString('base64')

export const AACHEN = 'https://portal.aachen.example/metadata'
export const SOLINGEN = 'https://portal.solingen.example/metadata'

const RSA_ALGORITHMS = [
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
]
export const ECDSA = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256'

/** A signing key in this certificate. */
export const portalKey = (certificate: string): ServiceKey => ({
  use: 'signing',
  publicKey: Buffer.from(`key of ${certificate}`).toString('base64'),
  certificate,
  encryptionMethods: [],
})

/** Metadata of a portal with one ACS and one signing key. */
export const portalMetadata = (change: Partial<ServiceMetadata> = {}): ServiceMetadata => ({
  assertionConsumerServices: [
    { index: 0, isDefault: true, binding: 'post', location: 'https://portal.aachen.example/acs' },
  ],
  singleLogoutServices: [],
  keys: [portalKey(SIGNING_KEY)],
  nameIdFormats: [],
  attributeConsumingServices: [attributeService({ isDefault: true, required: ['familyName'], optional: ['email'] })],
  authnRequestsSigned: false,
  signingMethods: [],
  displayNames: { de: 'Serviceportal Aachen' },
  privacyUrls: {},
  informationUrls: {},
  entityAttributes: [],
  validUntil: null,
  ...change,
})

/** What the reader makes of a document that holds these services. */
export const readDocument = (
  services: Readonly<Record<string, ServiceMetadata>>,
  rest: Partial<ReadDocument> = {},
): ReadDocument => ({
  entities: Object.entries(services).map(([entityId, metadata]) => ({ entityId, metadata, findings: [] })),
  refused: [],
  signerFingerprint: null,
  documentFingerprint: 'd0c',
  ...rest,
})

/** A registry in memory with its audit log, and what the use cases need beside it. */
export function registryWorld(document: ReadDocument = readDocument({ [AACHEN]: portalMetadata() })) {
  const services = new Map<string, Service>()
  const audit: AuditEvent[] = []
  const world = {
    document,
    /** How often another command is faster. */
    racesLost: 0,
    accounts: 0 as number | null,
    /** What the active keys can sign with. */
    signable: RSA_ALGORITHMS as readonly string[],
    writes: 0,
  }
  const store: ServiceStore = {
    all: async () => [...services.values()],
    find: async (id) => services.get(id) ?? null,
    revision: async () => world.writes,
    changesSince: async () => ({ revision: world.writes, saved: [...services.values()], removed: [] }),
    async change(decide) {
      for (; world.racesLost > 0; world.racesLost -= 1) {
        await decide()
        if (world.racesLost > 10) throw new OperatorError('service-changed', 'Another command changed the service')
      }
      const { save, remove, audit: events, result } = await decide()
      if (save.length + remove.length === 0) return result
      world.writes += 1
      // Through JSON, as every real store does it.
      for (const each of save) services.set(each.entityId, JSON.parse(JSON.stringify(each)) as Service)
      for (const id of remove) services.delete(id)
      audit.push(...events)
      return result
    },
  }
  const readMetadata: ReadMetadata = async () => world.document
  const deps: ServiceDeps & { readonly readMetadata: ReadMetadata } = {
    services: store,
    clock: { now: () => NOW },
    words: createMetadataWords(createDialects()),
    known: {
      dialects: ['saml2int'],
      methods: ['password'],
      signatureAlgorithms: [...RSA_ALGORITHMS, ECDSA],
      encryptionAlgorithms: [
        'http://www.w3.org/2009/xmlenc11#aes256-gcm',
        'http://www.w3.org/2001/04/xmlenc#aes256-cbc',
      ],
      keyTransportAlgorithms: ['http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p'],
    },
    signableAlgorithms: async () => world.signable,
    accountsInSector: async () => world.accounts,
    readMetadata,
  }
  /** Imports the document of the world as it is now. */
  const imported = (settings: SettingsChange = {}, input: Partial<ImportInput> = {}) =>
    importServices(world.document, { from: 'aachen.xml', settings, dryRun: false, ...input }, ACTOR, deps)
  return { world, deps, services, audit, imported }
}

/** What a use case refuses. */
export async function refusedIn(promise: Promise<unknown>): Promise<Refusal> {
  const error = await refusalOf(promise)
  if (error instanceof Refused) return error.refusal
  throw error
}

/** The `OperatorError` that a promise ends with. */
export async function refusalOf(promise: Promise<unknown>): Promise<OperatorError> {
  try {
    await promise
  } catch (error) {
    if (error instanceof OperatorError) return error
    throw error
  }
  throw new Error('nothing was refused')
}
