import type { EntityId } from '../ids.js'
import type { Carried, LogoutAsker, LogoutPart, LogoutWay } from '../logout.js'
import type { Service } from '../service.js'

/** A logout that a service asks for; the request is proven. */
export interface AskedLogout {
  readonly service: EntityId
  readonly requestId: string
  /** The same for the same bytes alone. */
  readonly fingerprint: string
  readonly relayState: string | null
  /** How the request came. */
  readonly binding: LogoutWay
  /** The citizen as this service names them; a format where it says one. Null: as we do not name anybody to it. */
  readonly subject: { readonly nameId: string; readonly format: string | null } | null
  /** The sessions that it means; none named: all that it knows of this citizen. */
  readonly sessionIndexes: readonly string[]
}

/** What a service says to a request of ours; the answer is proven. */
export interface AnsweredLogout {
  readonly service: EntityId
  /** The ID of our request. */
  readonly inResponseTo: string
  /** True: the citizen is logged out there. */
  readonly isDone: boolean
}

/** How a logout went for the service that asked for it (saml-core §3.7.3). */
export type LogoutResult = 'everywhere' | 'not-everywhere' | 'not-understood'

/** Speaks to services about logouts. Implemented by `saml/logout`. */
export interface LogoutMessages {
  /**
   * How this service is told; null: it has no address for it, is not registered, or nobody vouches for its metadata any
   * more. One that is switched off is told, too.
   */
  wayTo(service: Service | undefined): LogoutWay | null
  /** The same of the browser alone. */
  wayThroughBrowser(service: Service | undefined): Exclude<LogoutWay, 'soap'> | null
  /** Our LogoutRequest through the browser. Throws `saml-service-disabled` for a service that is gone meanwhile. */
  request(part: LogoutPart): Promise<Carried>
  /**
   * Tells a service by the back channel. `done`: it has logged the citizen out; `failed`: it says that it did not; `asked`: nobody
   * knows, as it gave no proven answer. Never throws.
   */
  tell(part: LogoutPart): Promise<'done' | 'failed' | 'asked'>
  /** True if the metadata of a service name an address for answers. */
  takesAnswers(service: Service | undefined): boolean
  /** The answer to a service through the browser; null: its metadata name no address for it. */
  answer(asker: LogoutAsker, result: LogoutResult): Promise<Carried | null>
  /** The answer in the back channel: a SOAP document. */
  answerBySoap(asked: Pick<AskedLogout, 'service' | 'requestId'>, result: LogoutResult): Promise<string>
}
