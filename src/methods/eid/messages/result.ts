import { BrokerError } from '../../../domain/error-catalogue.js'
import { childNamed, elements, onlyOne, textOf, type XmlElement } from '../../../saml/xml/node.js'
import { DSS_NS, EID_NS, MINOR_BASE, RESULT_OK } from './eid-namespaces.js'

/** The eID server signed this answer, but it makes no sense. The message names the rule. */
export class EidAnswerError extends Error {
  override readonly name = 'EidAnswerError'
}

/**
 * The code of a refusal, such as `getResult#noResultYet`, or the whole URI of a foreign one; null: the request was
 * processed.
 */
export function refusalIn(answer: XmlElement): string | null {
  // check: an-answer-has-one-result
  const result = shaped(() => childNamed(answer, DSS_NS, 'Result'))
  // check: an-answer-has-a-result
  if (!result) throw new EidAnswerError('the answer has no Result')
  // check: only-ok-is-a-result
  if (codeIn(result, 'ResultMajor') === RESULT_OK) return null
  const minor = codeIn(result, 'ResultMinor')
  return minor.startsWith(MINOR_BASE) ? minor.slice(MINOR_BASE.length) : minor || 'none'
}

/**
 * The code in this child. The guideline's examples write it without a namespace, its schema in that of Result; both are
 * taken.
 */
function codeIn(result: XmlElement, name: string): string {
  const codes = elements(result).filter((each) => each.name === name && ['', DSS_NS].includes(each.namespace))
  // check: a-result-has-one-code
  const code = shaped(() => onlyOne(codes))
  return code ? plainText(code).slice(0, 200) : ''
}

/** Returns the element that the answer must be; throws for any other. */
export function answerNamed(content: XmlElement, name: string): XmlElement {
  // check: an-answer-is-of-its-function
  if (content.name === name && content.namespace === EID_NS) return content
  throw new EidAnswerError(`the answer is no ${name}`)
}

/** The one child of this name, or null. Throws EidAnswerError if it stands twice: neither of them counts. */
export const eidChild = (parent: XmlElement, name: string): XmlElement | null =>
  // check: an-answer-says-a-thing-once
  shaped(() => childNamed(parent, EID_NS, name))

/** The text of a child, or null if there is none. Throws EidAnswerError if it stands twice or holds elements. */
export function eidText(parent: XmlElement, name: string): string | null {
  const child = eidChild(parent, name)
  return child && plainText(child)
}

/** The text of an element. Throws EidAnswerError if it holds elements. */
export const plainText = (element: XmlElement): string => shaped(() => textOf(element))

/** Runs a check of the XML layer, and turns its refusal into an EidAnswerError. */
function shaped<Result>(check: () => Result): Result {
  try {
    return check()
  } catch (cause) {
    if (!(cause instanceof BrokerError)) throw cause
    throw new EidAnswerError(cause.detail ?? 'not as expected', { cause })
  }
}
