import type { Config } from '../config/config.js'
import { keyInfo } from '../crypto/key-roll-over.js'
import { isKeyType, KEY_TYPES } from '../crypto/key-types.js'
import { createKeyWrap } from '../crypto/key-wrap.js'
import type { Hsm } from '../crypto/pkcs11/hsm.js'
import { SIGNATURE_ALGORITHMS } from '../crypto/signature-algorithms.js'
import { keyFamily } from '../domain/key-state.js'
import { OperatorError } from '../domain/operator-error.js'
import type { KeyTools } from '../operators/keys/manage-keys.js'
import type { Edges } from './edges.js'
import { openHsm } from './open-hsm.js'
import type { OpenedStores } from './stores.js'

/** What operators do to the broker's keys, in these stores. */
export function keyTools(
  config: Config,
  { keys: store, keySet }: Pick<OpenedStores, 'keys' | 'keySet'>,
  { clock, random }: Pick<Edges, 'clock' | 'random'>,
): KeyTools {
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
    async generate({ use, type, inHsm }, actor) {
      if (!isKeyType(type))
        throw new OperatorError('key-type', `A key cannot be ${type}; it may be ${KEY_TYPES.join(', ')}`)
      if (!inHsm) return (await lifecycle()).generate(use, type, actor)
      return withHsm(config, async (hsm) => (await lifecycle()).generate(use, type, actor, hsm))
    },
    activate: async (id, actor) => (await lifecycle()).activate(id, actor),
    retire: async (id, actor) => (await lifecycle()).retire(id, actor),
  }
}

/** What a command does with the HSM, which it opens for itself. Throws `OperatorError('pkcs11-unset')` without one. */
async function withHsm<Made>(config: Config, work: (hsm: Hsm) => Promise<Made>): Promise<Made> {
  const hsm = await openHsm(config)
  if (!hsm) {
    throw new OperatorError(
      'pkcs11-unset',
      'No HSM is set in CONFIG_FILE; set keys.pkcs11 with module, token and pinFile, or make the key without --pkcs11',
    )
  }
  return work(hsm).finally(() => hsm.close())
}
