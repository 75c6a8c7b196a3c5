import { childOf } from '../../domain/child-service.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import type { Duration } from '../../domain/instant.js'
import type { AnswerNotice, SamlReply, ServiceAnswer } from '../../domain/login.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { Pseudonyms } from '../../domain/ports/pseudonyms.js'
import type { Random } from '../../domain/ports/random.js'
import type { AskedLogin } from '../../domain/ports/service-messages.js'
import type { ServiceRegistry } from '../../domain/ports/service-registry.js'
import type { Signer, SigningKeys } from '../../domain/ports/signing-keys.js'
import type { SubjectIds } from '../../domain/ports/subject-ids.js'
import { notServed, type Service } from '../../domain/service.js'
import type { CanonicalXml } from '../xml/canonical-writer.js'
import { perService } from './per-service.js'
import { NO_WEAK, permittedWeak, type WeakAlgorithmUsed } from '../../domain/weak-algorithms.js'
import type { Dialect, Dialects } from '../dialects/dialect.js'
import type { EncryptionRecipe } from '../xml/encrypt.js'
import { encryptionRecipe, signatureChoice, type SignatureChoice } from './algorithm-choice.js'

/** What any message to a service is made with. */
export interface MessageDeps {
  readonly registry: ServiceRegistry
  readonly keys: SigningKeys
  readonly pseudonyms: Pick<Pseudonyms, 'persistent'>
  readonly clock: Clock
  readonly random: Random
  readonly dialects: Dialects
  /** How long a service is served after metadata that are vouched for have ended. */
  readonly metadataGrace: Duration
  /** The broker's entityID. */
  readonly entityId: string
  /** Is told of an assertion that goes out under weak encryption by an operator's exception. */
  readonly weakUsed?: WeakAlgorithmUsed
}

/** What answers are made with. */
export interface ServiceMessagesDeps extends MessageDeps {
  readonly subjectIds: SubjectIds
}

/** What is prepared once for each service and key. */
interface Prepared {
  dialectOf(service: Service): Dialect
  /** How to encrypt one assertion; null if those for this service are not encrypted. Throws `request-unsupported`. */
  recipeFor(service: Service): EncryptionRecipe | null
  /** The active key and the algorithms for this service. */
  signatureFor(service: Service): SignatureChoice
}

/** These ports, with what is prepared. */
export type SendingOf<Deps extends MessageDeps> = Omit<Deps, 'keys' | 'dialects'> & Prepared
export type Sending = SendingOf<ServiceMessagesDeps>

export function prepareSending<Deps extends MessageDeps>(deps: Deps): SendingOf<Deps> {
  const { keys, dialects, ...ports } = deps
  const dialectOf = (service: Service): Dialect => dialects.get(service.settings.dialect)
  /** Kept for each set of active keys, which changes at a roll-over. */
  const choices = perService(() => new WeakMap<readonly Signer[], SignatureChoice>())

  const strict = perService((service) => encryptionRecipe(service, dialectOf(service)))
  /** The recipe while the service's exception holds. */
  const lenient = perService((service) =>
    encryptionRecipe(service, dialectOf(service), new Set(service.settings.weakAlgorithms)),
  )

  return {
    ...ports,
    dialectOf,
    recipeFor(service) {
      const permitted = permittedWeak(service.settings, deps.clock.now())
      // check: prepared-encryption-follows-the-exception
      const recipe = permitted === NO_WEAK ? strict(service) : lenient(service)
      // check: weak-encryption-is-told
      if (recipe?.content.weak) deps.weakUsed?.(service.entityId, recipe.content.weak)
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

/**
 * The service as it is registered now, because a login can be open for half an hour (RULES: What a service may ask 7).
 * Throws `saml-service-disabled` if it is gone or switched off, `saml-metadata-ended`, `saml-acs-gone` if its metadata no longer holds the
 * address that was proven at the beginning.
 */
export function serviceToAnswer(
  { reply, requirements }: AskedLogin,
  { registry, clock, metadataGrace }: Pick<ServiceMessagesDeps, 'registry' | 'clock' | 'metadataGrace'>,
): Service {
  const service = registry.find(requirements.service)
  const fault = notServed(service, clock.now(), metadataGrace)
  // check: the-service-is-looked-up-again
  if (fault !== null || !service) throw new BrokerError(fault ?? 'saml-service-disabled')
  const stillThere = service.metadata.assertionConsumerServices.some(
    ({ binding, location }) => binding === (reply.binding ?? 'post') && location === reply.acsLocation,
  )
  // check: the-acs-is-looked-up-again
  if (!stillThere) throw new BrokerError('saml-acs-gone')
  return service
}

/**
 * The child service that the portal asks for, as it is registered now; null where it asks for itself. Throws
 * `requester-denied` if it may ask for it no more.
 */
export function childToAnswer(
  portal: Service,
  { requirements: { child: id } }: AskedLogin,
  { registry, clock, metadataGrace }: Pick<ServiceMessagesDeps, 'registry' | 'clock' | 'metadataGrace'>,
): Service | null {
  if (id === undefined) return null
  const child = childOf(portal, id, { find: (each) => registry.find(each), now: clock.now(), metadataGrace })
  // check: the-child-is-looked-up-again
  if (!child) throw new BrokerError('requester-denied')
  return child
}

/**
 * The form of the HTTP-POST binding (saml-bindings §3.5.4), with RelayState as received, or without it if it was
 * absent.
 */
export function answerForm(
  response: CanonicalXml,
  { acsLocation, relayState }: SamlReply,
  notice: AnswerNotice | null,
): ServiceAnswer {
  const message = { SAMLResponse: Buffer.from(response).toString('base64') }
  const fields = relayState === null ? message : { ...message, RelayState: relayState }
  return { kind: 'post', action: acsLocation, fields, notice }
}
