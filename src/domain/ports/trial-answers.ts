import type { ErrorCode } from '../error-catalogue.js'
import type { MethodId } from '../ids.js'
import type { Duration } from '../instant.js'
import type { SamlReply } from '../login.js'
import type { Requirements } from '../requirements.js'
import type { Service } from '../service.js'
import type { TrustLevel } from '../trust-level.js'
import type { AskedLogin, DeliveredAnswer, LoginResult } from './service-messages.js'

/** A method that the deployment offers, with the highest level that it can prove. */
export interface OfferedMethod {
  readonly id: MethodId
  readonly level: TrustLevel
}

/** What a service asks for by a request that names nothing but itself. */
export interface PlainRequest {
  readonly requirements: Requirements
  readonly reply: SamlReply
  /** The status that it would get at once; null: a login begins. */
  readonly refusal: ErrorCode | null
}

/** An attribute as it is written in the answer. */
export interface WrittenOut {
  readonly name: string
  readonly friendlyName: string
  readonly value: string
}

/** A positive answer that can be read. It is made as every other one, and leaves by nobody. */
export interface OpenAnswer extends Omit<DeliveredAnswer, 'answer'> {
  readonly classRef: string
  readonly attributes: readonly WrittenOut[]
  /** The assertion as it was signed, before it was encrypted. */
  readonly assertion: string
  /** The whole message, as it would go out. */
  readonly response: string
  readonly signature: { readonly key: string; readonly algorithm: string; readonly digest: string }
  /** Null: the assertion goes out as it is. */
  readonly encryption: { readonly content: string; readonly transport: string } | null
}

/** Makes answers to services that nobody asked for, to be looked at. */
export interface TrialAnswers {
  /** Those that are switched on now, in the order of the method page. */
  methods(): Promise<readonly OfferedMethod[]>
  /** How long a session of this level lasts at most. */
  longest(level: TrustLevel): Duration
  /** Throws the `BrokerError` that a request of the service would end with locally. */
  ask(portal: Service, child: Service | null): PlainRequest
  /** Throws as `ServiceMessages.success`. */
  answer(registered: readonly Service[], login: AskedLogin, result: LoginResult): Promise<OpenAnswer>
}
