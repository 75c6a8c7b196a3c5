import { passwordModule } from '../methods/password/module.js'
import { METHOD_IDS } from '../methods/registry.js'
import type { OperatorTools } from './operator-tools.js'
import type { Config } from '../config/config.js'
import { keyInfo } from '../crypto/key-roll-over.js'
import { isKeyType, KEY_TYPES } from '../crypto/key-types.js'
import { createKeyWrap } from '../crypto/key-wrap.js'
import { SIGNATURE_ALGORITHMS } from '../crypto/signature-algorithms.js'
import type { Clock } from '../domain/ports/clock.js'
import { keyFamily } from '../domain/key-state.js'
import { OperatorError } from '../domain/operator-error.js'
import { normalizePassword } from '../domain/password-policy.js'
import type { KeyTools } from '../operators/keys/manage-keys.js'
import type { ReadMetadata } from '../operators/services/service-deps.js'
import type { Dialects } from '../saml/dialects/dialect.js'
import { createMetadataWords } from '../saml/dialects/metadata-words.js'
import { CONTENT_ENCRYPTIONS, KEY_TRANSPORTS } from '../saml/xml/encryption-algorithms.js'
import type { SqlStores } from '../storage/sql/sql-stores.js'
import { requireSchema } from './database.js'
import { edgesOf, type Edges } from './edges.js'
import { orClose } from './or-close.js'
import { entityIdOf } from './own-addresses.js'
import { openStores, type OpenedStores } from './stores.js'

/**
 * Opens the tools of the command line on the store that the environment names; a broker may be running on it. What one
 * command alone needs, such as the parser of XML, is loaded when it is used, so that the other commands start in half
 * the time.
 */
export async function openTools(config: Config, given: Partial<Edges> = {}): Promise<OperatorTools> {
  const edges = edgesOf(given)
  const stores = await openStores(config, edges, { schema: requireSchema, keys: 'before-a-write' })
  return orClose(stores, async () => toolsOn(stores, config, edges))
}

function toolsOn(stores: OpenedStores, config: Config, edges: Edges): OperatorTools {
  const { clock, random, dialects } = edges
  const { argon2, level: passwordLevel } = passwordModule.settingsOf(config.settings.methods)
  return {
    config,
    clock,
    random,
    services: stores.services,
    accounts: stores.accounts,
    keys: keyTools(config, stores, edges),
    known: knownValues(dialects),
    words: createMetadataWords(dialects),
    commonPasswords: async () => (await import('../crypto/common-passwords.js')).loadCommonPasswords(),
    readMetadata: metadataReader(config, clock),
    fetchMetadata: async (url) =>
      (await import('../saml/metadata/fetch-metadata.js')).fetchMetadata(url, edges.openOutgoing(config)),
    passwordLevel,
    hashPassword: async (password) => {
      const { createPasswordHasher } = await import('../crypto/password-hash.js')
      return createPasswordHasher({ ...argon2, concurrency: 1 }).hash(normalizePassword(password))
    },
    accountsInSector: (sector) => accountsInSector(sector, stores),
    close: () => stores.close(),
  }
}

function keyTools(config: Config, { keys: store, keySet }: OpenedStores, { clock, random }: Edges): KeyTools {
  const host = new URL(config.publicUrl).hostname
  // The secret is read when a key is made or changed, not by commands that need none.
  const lifecycle = async () =>
    (await import('../crypto/key-lifecycle.js')).createKeyLifecycle({
      store,
      wrap: createKeyWrap((await keySet.open()).key('key-wrap')),
      clock,
      random,
      host,
    })
  return {
    types: KEY_TYPES,
    list: async () => (await store.all()).map(keyInfo),
    signatureAlgorithms: (type) =>
      SIGNATURE_ALGORITHMS.filter(({ keyType }) => keyType === keyFamily(type)).map(({ uri }) => uri),
    async generate(use, type, actor) {
      if (!isKeyType(type))
        throw new OperatorError('key-type', `A key cannot be ${type}; it may be ${KEY_TYPES.join(', ')}`)
      return (await lifecycle()).generate(use, type, actor)
    },
    activate: async (id, actor) => (await lifecycle()).activate(id, actor),
    retire: async (id, actor) => (await lifecycle()).retire(id, actor),
  }
}

const knownValues = (dialects: Dialects): OperatorTools['known'] => ({
  dialects: dialects.ids(),
  methods: METHOD_IDS,
  signatureAlgorithms: SIGNATURE_ALGORITHMS.map(({ uri }) => uri),
  encryptionAlgorithms: CONTENT_ENCRYPTIONS,
  keyTransportAlgorithms: KEY_TRANSPORTS,
})

const metadataReader =
  (config: Config, clock: Clock): ReadMetadata =>
  async (file, signer) =>
    (await import('../saml/metadata/service-metadata.js')).readServiceMetadata(file, {
      signer,
      now: clock.now(),
      ownEntityId: entityIdOf(config),
      allowHttpLoopback: !config.secure,
    })

/**
 * The number of accounts whose pseudonyms a change of this sector would replace: every account that logged in to one of
 * its services. Null if the audit log does not tell them, or no longer.
 */
async function accountsInSector(sector: string, { services, history, sectors }: SqlStores): Promise<number | null> {
  if (!(await sectors.isUsed(sector))) return 0
  const sharing = (await services.all()).filter(({ settings }) => settings.sector === sector)
  return (await history.accountsAnswered(sharing.map(({ entityId }) => entityId))) || null
}
