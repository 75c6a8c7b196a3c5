import { serviceDepsOf } from '../../src/cli/sp/service-deps-of.js'
import type { OperatorTools } from '../../src/compose/operator-tools.js'
import { openTools } from '../../src/compose/tools.js'
import type { KeptFault } from '../../src/domain/kept-fault.js'
import { OperatorError } from '../../src/domain/operator-error.js'
import type { ServiceStore } from '../../src/domain/ports/service-store.js'
import type { ServiceKey, ServiceMetadata } from '../../src/domain/service.js'
import { createOperator } from '../../src/operators/access/manage-operators.js'
import type { DraftDeps } from '../../src/operators/drafts/draft-view.js'
import type { Refusal } from '../../src/operators/findings.js'
import { Refused } from '../../src/operators/refused.js'
import { importServices, type ImportInput } from '../../src/operators/services/import-services.js'
import type { ServiceDeps, ReadDocument } from '../../src/operators/services/service-deps.js'
import type { SettingsChange } from '../../src/operators/services/setting-rules.js'
import { attributeService } from '../support/saml-service.js'
import { openGround } from '../support/world.js'

export const NOW = Date.UTC(2026, 10, 20, 9)

/** Who acts. */
export const ACTOR = 'cli:mira'

export const SIGNING_KEY = Buffer.from('a signing certificate').toString('base64')
export const OTHER_KEY = Buffer.from('another certificate').toString('base64')

export const AACHEN = 'https://portal.aachen.example/metadata'
export const SOLINGEN = 'https://portal.solingen.example/metadata'

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
  validUntil: null,
  cacheFor: null,
  ...rest,
})

/** Accounts that have logged in to this sector, and to no other. */
export const only =
  (sector: string, accounts: number | null) =>
  (of: string): number | null =>
    of === sector ? accounts : 0

/** A registry as commands have it, in a store in memory, and documents that are read already. */
export async function registryWorld(
  document: ReadDocument = readDocument({ [AACHEN]: portalMetadata() }),
  operators: { readonly secondPerson?: boolean } = {},
) {
  const { view, config, edges, clock } = await openGround({ at: NOW, settings: { operators } })
  const opened = await openTools(config, edges)
  const world = {
    document,
    /** How often another command is faster. */
    racesLost: 0,
    /** How many accounts have logged in to a sector, or to each; undefined: as many as the store knows. */
    accounts: undefined as number | null | undefined | ((sector: string) => number | null),
    /** What the active keys can sign with; null: what the keys of the store can. */
    signable: null as readonly string[] | null,
    /** What is refused by now of metadata that were accepted once; the keys of this world are none. */
    fault: null as KeptFault | null,
  }
  const tools: OperatorTools = {
    ...opened,
    services: overtaken(opened.services, world),
    accountsInSector: async (sector) => {
      const { accounts } = world
      if (accounts === undefined) return opened.accountsInSector(sector)
      return typeof accounts === 'function' ? accounts(sector) : accounts
    },
    readMetadata: async () => world.document,
    judgeMetadata: () => world.fault,
  }
  const asStored = serviceDepsOf(tools)
  const deps: ServiceDeps = {
    ...asStored,
    signableAlgorithms: async () => world.signable ?? (await asStored.signableAlgorithms()),
  }
  /** Imports the document of the world as it is now. */
  const imported = (settings: SettingsChange = {}, input: Partial<ImportInput> = {}) =>
    importServices(world.document, { from: 'aachen.xml', settings, dryRun: false, ...input }, ACTOR, deps)
  /** How often the registry was written. */
  const writes = () => opened.services.revision()
  /** What drafts are decided with. */
  const drafts: DraftDeps = { ...tools.drafts, services: { ...deps, services: tools.registry } }
  /** Makes an operator who sees everything, at once. */
  const operator = (username: string) =>
    createOperator(
      { username, password: 'ein langes Passwort', role: 'admin', tenant: null, hotline: false, isOwnPassword: true },
      ACTOR,
      // As if two people had agreed already.
      { ...tools, operators: { ...tools.operators, create: tools.drafts.operators.create } },
    )
  return { world, tools, deps, drafts, view, clock, writes, imported, operator }
}

/** As often as `world` says, another command writes the same services between a decision and its writing. */
function overtaken(store: ServiceStore, world: { racesLost: number }): ServiceStore {
  return {
    ...store,
    change: (decide) =>
      store.change(async () => {
        const decided = await decide()
        if (world.racesLost > 0) {
          world.racesLost -= 1
          const save = await Promise.all(decided.save.map(async (each) => (await store.find(each.entityId)) ?? each))
          await store.change(async () => ({ save, remove: [], audit: [], result: null }))
        }
        return decided
      }),
  }
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
