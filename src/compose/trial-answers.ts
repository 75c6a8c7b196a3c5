import type { Config } from '../config/config.js'
import { createKeyRing } from '../crypto/key-ring.js'
import type { KeySet } from '../crypto/key-set.js'
import { createKeyWrap } from '../crypto/key-wrap.js'
import { createKeyedDigest } from '../crypto/keyed-digest.js'
import { createPseudonyms } from '../crypto/pseudonym.js'
import { createSubjectIds } from '../crypto/subject-ids.js'
import { days } from '../domain/instant.js'
import { OperatorError } from '../domain/operator-error.js'
import type { MethodSwitchStore } from '../domain/ports/method-switches.js'
import type { SigningKeys } from '../domain/ports/signing-keys.js'
import type { TrialAnswers } from '../domain/ports/trial-answers.js'
import { METHOD_MODULES } from '../methods/registry.js'
import { createOpenAnswers } from '../saml/idp/build-response.js'
import { plainRequest } from '../saml/idp/plain-request.js'
import type { Edges } from './edges.js'
import { openHsm } from './open-hsm.js'
import { entityIdOf, scopeOf, ssoLocationOf } from './own-addresses.js'
import type { OpenedStores } from './stores.js'

interface TrialParts extends Pick<Edges, 'clock' | 'random' | 'dialects'> {
  readonly keys: SigningKeys
  readonly keySet: KeySet
  readonly methodSwitches: Pick<MethodSwitchStore, 'all'>
}

/** Answers that are made by what makes all of them, to be looked at; no use of a weak algorithm is told of them. */
export function trialAnswers({ keys, keySet, methodSwitches, ...edges }: TrialParts, config: Config): TrialAnswers {
  const { settings } = config
  const pseudonyms = createPseudonyms(keySet.key('pseudonym'))
  const metadataGrace = days(settings.metadata.grace)
  const digest = createKeyedDigest(keySet.key('digests'))
  const subjectIds = createSubjectIds({ pseudonyms, digest, scope: scopeOf(config) })
  const saml = { ...edges, keys, pseudonyms, subjectIds, metadataGrace, entityId: entityIdOf(config) }
  return {
    methods: async () => {
      const switched = await methodSwitches.all()
      const off = new Set(switched.filter(({ enabled }) => !enabled).map(({ method }) => method))
      return METHOD_MODULES.flatMap((module) => {
        const level = off.has(module.id) ? null : module.offeredAt(settings.methods)
        return level === null ? [] : [{ id: module.id, level }]
      })
    },
    longest: (level) => settings.sessions[level].age,
    ask: (portal, child) => plainRequest(portal, child, { ...saml, ssoLocation: ssoLocationOf(config) }),
    answer: (registered, login, result) => {
      const registry = {
        find: (id: string) => registered.find((each) => each.entityId === id),
        size: () => registered.length,
      }
      return createOpenAnswers({ ...saml, registry })(login, result)
    },
  }
}

/**
 * The same for a command, which takes the broker's keys from where they lie, as long as `use` takes. Throws
 * `OperatorError` for keys that cannot be had.
 */
export async function withTrialAnswers<Made>(
  { keySet, keys, methodSwitches }: Pick<OpenedStores, 'keySet' | 'keys' | 'methodSwitches'>,
  edges: Pick<Edges, 'clock' | 'random' | 'dialects' | 'pollEvery'>,
  config: Config,
  use: (answers: TrialAnswers) => Promise<Made>,
): Promise<Made> {
  const opened = await keySet.open()
  const hsm = await openHsm(config)
  const wrap = createKeyWrap(opened.key('key-wrap'))
  const ring = createKeyRing({ store: keys, wrap, hsm, pollEvery: edges.pollEvery, onError: () => undefined })
  try {
    await ring.start()
    if (ring.signers().length === 0) {
      throw new OperatorError(
        'key-lacking',
        'There is no key to sign with yet; the first start of the broker makes one',
      )
    }
    return await use(trialAnswers({ ...edges, keys: ring, keySet: opened, methodSwitches }, config))
  } finally {
    await ring.stop()
    await hsm?.close()
  }
}
