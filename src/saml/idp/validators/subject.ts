import { NS } from '../../namespaces.js'
import { childNamed, elements, textOf, type XmlElement } from '../../xml/node.js'
import type { ReturnableValidator } from './request-context.js'

/** The NameID of the subject that the request names; null if it names none. */
export function subjectAsked(request: XmlElement): string | null {
  const subject = childNamed(request, NS.assertion, 'Subject')
  const nameId = subject && childNamed(subject, NS.assertion, 'NameID')
  return nameId && textOf(nameId)
}

/**
 * A Subject is honoured or refused, never overlooked (saml-core §3.4.1): one NameID and nothing else is understood.
 * An encrypted or other identifier, or a SubjectConfirmation to be strengthened, is not.
 */
export const checkSubject: ReturnableValidator = ({ request }) => {
  const subject = childNamed(request, NS.assertion, 'Subject')
  if (!subject) return null
  const understood = elements(subject).every(({ namespace, name }) => namespace === NS.assertion && name === 'NameID')
  // check: a-subject-that-is-not-understood-is-refused
  return understood && subjectAsked(request) ? null : 'request-unsupported'
}
