import type { ErrorCode } from '../../../domain/error-catalogue.js'
import type { Duration, Instant } from '../../../domain/instant.js'
import type { Service } from '../../../domain/service.js'
import type { Dialect, ExtensionAsked } from '../../dialects/dialect.js'
import type { XmlElement } from '../../xml/node.js'

/** A child service that the request is made for, and the dialect that its own metadata are read in. */
export interface AskedChild {
  readonly service: Service
  readonly dialect: Dialect
}

/** A request whose sender is known, as the validators see it. */
export interface RequestContext {
  /** The AuthnRequest; for a signed POST the tree of the verified bytes. */
  readonly request: XmlElement
  readonly signed: boolean
  readonly service: Service
  readonly dialect: Dialect
  /** What the dialect's own extension asks; null: it has none, or the request is not signed. */
  readonly extension: ExtensionAsked | null
  /** The child service that it is made for; null: none; `denied`: the sender may not name the one that it names. */
  readonly child: AskedChild | 'denied' | null
  readonly now: Instant
  /** How long a service is served after metadata that are vouched for have ended. */
  readonly metadataGrace: Duration
  /** The broker's entityID and the location of its SingleSignOnService. */
  readonly entityId: string
  readonly ssoLocation: string
}

/** Refuses with a local error: until ACS and sender are proven the service is told nothing. */
export type LocalValidator = (context: RequestContext) => void

/** Returns the status that the proven service gets, or null. */
export type ReturnableValidator = (context: RequestContext) => ErrorCode | null
