import type { ErrorCode } from '../../../domain/error-catalogue.js'
import type { Service } from '../../../domain/service.js'
import type { Dialect } from '../../dialects/dialect.js'
import type { XmlElement } from '../../xml/node.js'

/** A request whose sender is known: what the validators look at. */
export interface RequestContext {
  /** The AuthnRequest; of a signed POST the tree of the verified bytes. */
  readonly request: XmlElement
  readonly signed: boolean
  readonly service: Service
  readonly dialect: Dialect
  /** The broker's entityID and the location of its SingleSignOnService. */
  readonly entityId: string
  readonly ssoLocation: string
}

/** Refuses with a local error: until ACS and sender are proven nothing is told to the service. */
export type LocalValidator = (context: RequestContext) => void

/** Names the status that the proven service gets, or null. */
export type ReturnableValidator = (context: RequestContext) => ErrorCode | null
