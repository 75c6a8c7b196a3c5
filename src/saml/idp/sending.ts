import type { Clock } from '../../domain/ports/clock.js'
import type { Pseudonyms } from '../../domain/ports/pseudonyms.js'
import type { Random } from '../../domain/ports/random.js'
import type { ServiceRegistry } from '../../domain/ports/service-registry.js'
import type { Signer, SigningKeys } from '../../domain/ports/signing-keys.js'
import type { Service } from '../../domain/service.js'
import { NO_WEAK, permittedWeak, type WeakAlgorithmUsed } from '../../domain/weak-algorithms.js'
import type { Dialect, Dialects } from '../dialects/dialect.js'
import type { EncryptionRecipe } from '../xml/encrypt.js'
import { encryptionRecipe } from './encryption-choice.js'
import { perService } from './per-service.js'
import { signatureChoice, type SignatureChoice } from './signature-choice.js'

export interface ServiceMessagesDeps {
  readonly registry: ServiceRegistry
  readonly keys: SigningKeys
  readonly pseudonyms: Pseudonyms
  readonly clock: Clock
  readonly random: Random
  readonly dialects: Dialects
  /** The broker's entityID. */
  readonly entityId: string
  /** Told of an assertion that goes out under weak encryption by an operator's exception. */
  readonly weakUsed?: WeakAlgorithmUsed
}

/** What answers are made with: the ports, and what is prepared once per service and key. */
export interface Sending extends Omit<ServiceMessagesDeps, 'keys' | 'dialects'> {
  dialectOf(service: Service): Dialect
  /** For one assertion. Null: those for this service are not encrypted. Throws `request-unsupported`. */
  recipeFor(service: Service): EncryptionRecipe | null
  /** The active key and the algorithms for this service. */
  signatureFor(service: Service): SignatureChoice
}

export function prepareSending({ keys, dialects, ...ports }: ServiceMessagesDeps): Sending {
  const dialectOf = (service: Service): Dialect => dialects.get(service.settings.dialect)
  /** By the broker's active keys, which change at a roll-over. */
  const choices = perService(() => new WeakMap<readonly Signer[], SignatureChoice>())

  const strict = perService((service) => encryptionRecipe(service, dialectOf(service)))
  /** While its exception holds. */
  const lenient = perService((service) =>
    encryptionRecipe(service, dialectOf(service), new Set(service.settings.weakAlgorithms)),
  )

  return {
    ...ports,
    dialectOf,
    recipeFor(service) {
      const permitted = permittedWeak(service.settings, ports.clock.now())
      // check: prepared-encryption-follows-the-exception
      const recipe = permitted === NO_WEAK ? strict(service) : lenient(service)
      // check: weak-encryption-is-told
      if (recipe?.content.weak) ports.weakUsed?.(service.entityId, recipe.content.weak)
      return recipe
    },
    signatureFor(service) {
      const signers = keys.signers()
      const known = choices(service)
      const choice = known.get(signers) ?? signatureChoice(service, dialectOf(service), keys.signer(), signers)
      known.set(signers, choice)
      return choice
    },
  }
}
