import type { Clock } from '../../domain/ports/clock.js'
import type { Pseudonyms } from '../../domain/ports/pseudonyms.js'
import type { Random } from '../../domain/ports/random.js'
import type { ServiceRegistry } from '../../domain/ports/service-registry.js'
import type { Signer, SigningKeys } from '../../domain/ports/signing-keys.js'
import type { ServiceProvider } from '../../domain/service-provider.js'
import type { Dialect, Dialects } from '../dialects/dialect.js'
import type { EncryptionRecipe } from '../xml/encrypt.js'
import { encryptionRecipe } from './encryption-choice.js'
import { perService } from './per-service.js'
import { signatureAlgorithmFor } from './signature-choice.js'

export interface ServiceMessagesDeps {
  readonly registry: ServiceRegistry
  readonly keys: SigningKeys
  readonly pseudonyms: Pseudonyms
  readonly clock: Clock
  readonly random: Random
  readonly dialects: Dialects
  /** The broker's entityID. */
  readonly entityId: string
}

/** What answers are made with: the ports, and what is prepared once per service and key. */
export interface Sending extends Omit<ServiceMessagesDeps, 'keys' | 'dialects'> {
  dialectOf(service: ServiceProvider): Dialect
  /** Null: assertions for this service are not encrypted. Throws `request-unsupported`. */
  recipeFor(service: ServiceProvider): EncryptionRecipe | null
  /** The active key and the algorithm for this service. */
  signatureFor(service: ServiceProvider): { readonly signer: Signer; readonly algorithm: string }
}

export function prepareSending({ keys, dialects, ...ports }: ServiceMessagesDeps): Sending {
  const dialectOf = (service: ServiceProvider): Dialect => dialects.get(service.settings.dialect)
  /** By id of the broker's key, which changes at a roll-over. */
  const algorithms = perService(() => new Map<string, string>())

  return {
    ...ports,
    dialectOf,
    recipeFor: perService((service) => encryptionRecipe(service, dialectOf(service))),
    signatureFor(service) {
      const signer = keys.signer()
      const known = algorithms(service)
      const algorithm = known.get(signer.info.id) ?? signatureAlgorithmFor(service, dialectOf(service), signer.info)
      known.set(signer.info.id, algorithm)
      return { signer, algorithm }
    },
  }
}
