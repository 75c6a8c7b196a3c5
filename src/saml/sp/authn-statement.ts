import { BrokerError } from '../../domain/error-catalogue.js'
import type { UpstreamIdentity } from '../../domain/ports/upstream-messages.js'
import { NS } from '../namespaces.js'
import { attribute, childNamed, childrenNamed, textOf, type XmlElement } from '../xml/node.js'
import { checkBeginning, checkEnd, timeIn, type Expected } from './head.js'

/** How and when somebody proved who they are. */
export interface AuthnFacts extends Pick<UpstreamIdentity, 'authnInstant' | 'sessionIndex' | 'authorities'> {
  /** Null: the statement names no class. */
  readonly classRef: string | null
}

/**
 * The one AuthnStatement of an assertion (saml-core §2.7.2). With two nobody could say which proof it was. Throws
 * `upstream-malformed` if there is none or more, `upstream-time` if the session there has ended or is to come.
 */
export function readAuthnStatement(assertion: XmlElement, expected: Expected): AuthnFacts {
  const [statement, ...more] = childrenNamed(assertion, NS.assertion, 'AuthnStatement')
  // check: one-authn-statement
  if (!statement || more.length > 0) throw new BrokerError('upstream-malformed', 'not one AuthnStatement')
  checkEnd(timeIn(statement, 'SessionNotOnOrAfter'), expected, 'the session')
  const authnInstant = timeIn(statement, 'AuthnInstant')
  // check: the-time-of-the-proof-is-not-ahead
  checkBeginning(authnInstant, expected, 'AuthnInstant')
  const context = childNamed(statement, NS.assertion, 'AuthnContext')
  if (authnInstant === null || !context) throw new BrokerError('saml-schema', 'AuthnStatement')
  const classRef = childNamed(context, NS.assertion, 'AuthnContextClassRef')
  return {
    // The clock of the upstream may run ahead: a proof is of now at the latest.
    authnInstant: Math.min(authnInstant, expected.now),
    sessionIndex: attribute(statement, 'SessionIndex'),
    classRef: classRef && textOf(classRef),
    authorities: childrenNamed(context, NS.assertion, 'AuthenticatingAuthority').map(textOf),
  }
}
