import { upstreamTools } from './upstream-tools.js'
import { passwordModule } from '../methods/password/module.js'
import { METHOD_IDS } from '../methods/registry.js'
import type { OperatorTools } from './operator-tools.js'
import type { Config } from '../config/config.js'
import type { PasswordHashSettings } from '../crypto/password-hash.js'
import { SIGNATURE_ALGORITHMS } from '../crypto/signature-algorithms.js'
import { serviceCertificateEnd } from '../crypto/service-certificate-end.js'
import { days } from '../domain/instant.js'
import type { Clock } from '../domain/ports/clock.js'
import { normalizePassword } from '../domain/password-policy.js'
import { createDeleteAccount } from '../account/delete-account.js'
import type { EndSessions } from '../domain/use-cases.js'
import type { HotlineDeps } from '../operators/accounts/hotline.js'
import type { AuditTools } from '../operators/audit/audit-tools.js'
import type { ReadMetadata, ServiceDeps } from '../operators/services/service-deps.js'
import type { Dialects } from '../saml/dialects/dialect.js'
import { LEVEL_VOCABULARIES } from '../saml/dialects/level-vocabularies.js'
import { createMetadataWords } from '../saml/dialects/metadata-words.js'
import type { ReadingOptions } from '../saml/metadata/service-metadata.js'
import { keptMetadataFault } from '../saml/metadata/kept-metadata.js'
import { CONTENT_ENCRYPTIONS, KEY_TRANSPORTS } from '../saml/xml/encryption-algorithms.js'
import type { SqlStores } from '../storage/sql/sql-stores.js'
import { requireSchema } from './database.js'
import { changedBy, draftingOf, draftTools } from './draft-tools.js'
import { edgesOf, type Edges } from './edges.js'
import { keyTools } from './key-tools.js'
import { sourceToolsOn } from './source-tools.js'
import { orClose } from './or-close.js'
import { entityIdOf } from './own-addresses.js'
import { rewrapKeySet } from './key-set.js'
import { openStores, type OpenedStores } from './stores.js'

/**
 * Opens the tools of the command line on the store that the environment names; a broker may be running on it. What one
 * command alone needs, such as the parser of XML, is loaded when it is used, so that the other commands start in half
 * the time.
 */
export async function openTools(config: Config, given: Partial<Edges> = {}): Promise<OperatorTools> {
  const edges = edgesOf(given)
  const stores = await openStores(config, edges, { schema: requireSchema, keys: 'before-a-write' })
  return orClose(stores, async () => toolsOn(stores, config, edges, await stores.upstreams.names()))
}

function toolsOn(stores: OpenedStores, config: Config, edges: Edges, upstreams: readonly string[]): OperatorTools {
  const { clock, random, dialects } = edges
  const { accounts, refusedRequests, logos, methodSwitches } = stores
  const changed = changedBy(config, stores, edges)
  const { argon2, level: passwordLevel } = passwordModule.settingsOf(config.settings.methods)
  return {
    config,
    clock,
    random,
    services: changed.services,
    operators: changed.operators,
    registry: stores.services,
    ...{ accounts, refusedRequests, logos, methodSwitches, metadataFetches: stores.metadataFetches },
    rewrapKeySet: (actor) => rewrapKeySet(config, stores, { clock, random }, actor),
    keys: keyTools(config, { ...stores, keys: changed.keys }, edges),
    drafting: draftingOf(config.settings.operators, stores.drafts, random),
    drafts: draftTools(config, stores, edges),
    audit: auditTools(stores, edges),
    sources: sourceToolsOn(stores.sources, metadataReader(config, clock), edges, config),
    metadataGrace: days(config.settings.metadata.grace),
    certificateEnd: serviceCertificateEnd,
    hotline: hotlineTools(stores, NO_SESSIONS, clock),
    known: knownValues(dialects, config, () => upstreams),
    upstreams: upstreamTools(config, stores, changed.upstreams, edges),
    words: createMetadataWords(dialects),
    commonPasswords: async () => (await import('../crypto/common-passwords.js')).loadCommonPasswords(),
    readMetadata: metadataReader(config, clock),
    judgeMetadata: metadataJudge(config, clock),
    fetchMetadata: async (url) =>
      (await import('../saml/metadata/fetch-metadata.js')).fetchMetadata(url, edges.openOutgoing(config)),
    passwordLevel,
    hashPassword: (password) => hashed(password, argon2),
    accountsInSector: (sector) => accountsInSector(sector, stores),
    withTrialAnswers: async (use) => (await import('./trial-answers.js')).withTrialAnswers(stores, edges, config, use),
    loginsSince: (service, since) => stores.history.answeredSince(service, since),
    close: () => stores.close(),
  }
}

async function hashed(password: string, argon2: Omit<PasswordHashSettings, 'concurrency'>): Promise<string> {
  const { createPasswordHasher } = await import('../crypto/password-hash.js')
  return createPasswordHasher({ ...argon2, concurrency: 1 }).hash(normalizePassword(password))
}

/** A command reaches no store of sessions: what the account says of them ends them (`Account.sessionsEndedAt`). */
const NO_SESSIONS: EndSessions = () => Promise.resolve(0)

/** What operators do to citizens' accounts. */
export const hotlineTools = (
  { accounts, passDevices, secondFactors }: SqlStores,
  endSessions: EndSessions,
  clock: Clock,
): HotlineDeps => ({
  accounts,
  devices: passDevices,
  factors: secondFactors,
  endSessions,
  deleteAccount: createDeleteAccount({ accounts, endSessions, clock }),
  clock,
})

export const auditTools = (
  { auditChain, auditMac, audit, keySet }: OpenedStores,
  { random }: Pick<Edges, 'random'>,
): AuditTools => ({
  chain: auditChain,
  // Whoever checks a MAC needs the key, also where nothing is written.
  mac: async () => keySet.open().then(() => auditMac),
  append: async (event) => {
    await keySet.open()
    const id = `${random.id()}.000000`
    await audit.append(event, id)
    return id
  },
})

/** `upstreams`: the names of those that are registered at the moment; each is a method. */
export const knownValues = (
  dialects: Dialects,
  { secure }: Config,
  upstreams: () => readonly string[],
): OperatorTools['known'] => ({
  dialects: dialects.ids(),
  get methods() {
    return [...METHOD_IDS, ...upstreams()]
  },
  levelVocabularies: LEVEL_VOCABULARIES.map(({ name }) => name),
  signatureAlgorithms: SIGNATURE_ALGORITHMS.map(({ uri }) => uri),
  encryptionAlgorithms: CONTENT_ENCRYPTIONS,
  keyTransportAlgorithms: KEY_TRANSPORTS,
  httpLoopback: !secure,
})

export const metadataReader =
  (config: Config, clock: Clock): ReadMetadata =>
  async (file, signer) =>
    (await import('../saml/metadata/service-metadata.js')).readServiceMetadata(
      file,
      readingOptions(config, clock, signer),
    )

/** What a file is read by, now. */
export const readingOptions = (config: Config, clock: Clock, signer: string | null): ReadingOptions => ({
  signer,
  now: clock.now(),
  ownEntityId: entityIdOf(config),
  allowHttpLoopback: !config.secure,
})

export const metadataJudge =
  (config: Config, clock: Clock): ServiceDeps['judgeMetadata'] =>
  (metadata) =>
    keptMetadataFault(metadata, { now: clock.now(), allowHttpLoopback: !config.secure })

/**
 * The number of accounts whose pseudonyms a change of this sector would replace: every account that logged in to one of
 * its services, or keeps an earlier IdP's there. Null if the audit log does not tell them, or no longer.
 */
export async function accountsInSector(
  sector: string,
  { services, history, sectors, pseudonyms }: SqlStores,
): Promise<number | null> {
  // check: what-was-imported-into-a-sector-freezes-it
  if (!(await sectors.isUsed(sector))) return pseudonyms.countIn(sector)
  const sharing = (await services.all()).filter(({ settings }) => settings.sector === sector)
  return (
    (await history.accountsAnswered(
      sharing.map(({ entityId }) => entityId),
      sector,
    )) || null
  )
}
