import type { Account } from '../account.js'
import type { ErrorCode } from '../error-catalogue.js'
import type { AttributeName } from '../identity.js'
import type { Instant } from '../instant.js'
import type { AnswerNotice, SamlLogin, ServiceAnswer } from '../login.js'
import type { Release } from '../release.js'
import type { MethodId } from '../ids.js'
import type { Service } from '../service.js'

/** Everything that a positive answer says. */
export interface LoginResult {
  readonly account: Account
  readonly release: Release
  readonly authnInstant: Instant
  readonly method: MethodId
  /** Whether it proved two factors; absent: nobody knows. */
  readonly twoFactors?: boolean
  /** Who took the proof in place of the broker, the nearest first (AuthenticatingAuthority); absent: nobody is named. */
  readonly authorities?: readonly string[]
  /** When the session ends at the latest; null if none was opened. */
  readonly sessionNotOnOrAfter: Instant | null
  /**
   * Asked before anything of the answer is made or kept, with the sector that the citizen's pseudonym is of; throws what
   * stands in its way. Absent: nothing does.
   */
  readonly mayBeMade?: (sector: string) => Promise<void>
  /** What the service knows the session by; null if none was opened. */
  readonly session: NamedSession | null
}

/** One value each for a session and a service. */
export interface NamedSession {
  readonly sessionIndex: string
  /** The NameID where the service asks for a transient one. */
  readonly transientId: string
}

/** What an answer has to know of the login that it ends. */
export type AskedLogin = Pick<SamlLogin, 'answerId' | 'requirements' | 'reply'>

/** The answer, and what single logout has to know of it. */
export interface DeliveredAnswer {
  readonly answer: ServiceAnswer
  readonly nameId: string
  readonly nameIdFormat: string
  readonly sessionIndex: string
  /** The sector that the citizen's pseudonym is of. */
  readonly sector: string
}

/** Speaks to the service in its protocol. Implemented by `saml/idp`; a flow knows no more of SAML than this. */
export interface ServiceMessages {
  /**
   * The signed (and encrypted) answer to a login. The service is looked up anew; throws
   * `saml-service-disabled`, `saml-acs-gone` if it may not get one any more, `no-authn-context` if its
   * vocabulary has no word for the level, `unknown-principal` if the request named another subject.
   */
  success(login: SamlLogin, result: LoginResult): Promise<DeliveredAnswer>
  /**
   * The signed status answer for a returnable error; with `notice` it waits until the citizen has read that. Throws as
   * `success` does for a service that is gone.
   */
  failure(login: SamlLogin, code: ErrorCode, notice?: AnswerNotice | null): Promise<ServiceAnswer>
  /**
   * The attributes that the metadata of a service name by now, in its dialect, in the set with this index; null: in the
   * default one.
   */
  named(service: Service, attributeSet: number | null): readonly AttributeName[]
}
