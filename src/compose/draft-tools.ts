import type { Config, OperatorSettings } from '../config/config.js'
import { createPseudonyms } from '../crypto/pseudonym.js'
import { days } from '../domain/instant.js'
import type { KeyStore } from '../domain/ports/key-store.js'
import type { OperatorStore } from '../domain/ports/operator-store.js'
import type { UpstreamStore } from '../domain/ports/upstream-store.js'
import type { ServiceStore } from '../domain/ports/service-store.js'
import { draftingKeys, draftingOperators, draftingServices, type DraftingDeps } from '../operators/drafts/drafting.js'
import { draftingUpstreams } from '../operators/drafts/drafting-upstreams.js'
import type { DraftDeps } from '../operators/drafts/draft-view.js'
import type { KeyDeps } from '../operators/keys/manage-keys.js'
import type { Edges } from './edges.js'
import type { OpenedStores } from './stores.js'
import { keyTools } from './key-tools.js'

/** What a change is kept with until a second person decides. */
export const draftingOf = (
  { draftDays }: OperatorSettings,
  drafts: DraftingDeps['drafts'],
  random: DraftingDeps['random'],
): DraftingDeps => ({ drafts, random, waits: days(draftDays) })

/** The registry, the keys and each other, as operators change them: at once, or by drafts. */
export function changedBy(
  { settings }: Config,
  { services, keys, operators, upstreams, drafts }: OpenedStores,
  { random }: Pick<Edges, 'random'>,
): {
  readonly services: ServiceStore
  readonly keys: KeyStore
  readonly operators: OperatorStore
  readonly upstreams: UpstreamStore
} {
  if (!settings.operators.secondPerson) return { services, keys, operators, upstreams }
  const drafting = draftingOf(settings.operators, drafts, random)
  return {
    services: draftingServices(services, drafting),
    keys: draftingKeys(keys, drafting),
    operators: draftingOperators(operators, drafting),
    upstreams: draftingUpstreams(upstreams, drafting),
  }
}

/** What drafts are decided with, beside the registry itself. */
export const draftTools = (config: Config, stores: OpenedStores, edges: Edges): Omit<DraftDeps, 'services'> => ({
  drafts: stores.drafts,
  pseudonyms: {
    imports: stores.pseudonyms,
    pseudonyms: async () => {
      await stores.keySet.open()
      return createPseudonyms(stores.keySet.key('pseudonym'))
    },
    services: stores.services,
    random: edges.random,
    clock: edges.clock,
    waits: days(config.settings.operators.draftDays),
  },
  operators: stores.operators,
  upstreams: stores.upstreams,
  clock: edges.clock,
  keyRevision: () => stores.keys.revision(),
  keys: (change): KeyDeps => ({
    keys: keyTools(config, { ...stores, keys: change(stores.keys) }, edges),
    services: stores.services,
    now: edges.clock.now(),
    validFor: days(config.settings.metadata.validForDays),
    announceFor: days(config.settings.keys.announceDays),
  }),
})
