import { elements, type XmlElement } from '../saml/xml/node.js'
import { SOAP_NS } from './namespaces.js'
import { SoapError } from './soap-error.js'

/** The ids of a message, and how many signatures there are anywhere in it. */
export interface MessageIds {
  readonly ids: ReadonlyMap<string, XmlElement>
  readonly signatures: number
}

/**
 * Every element with an id, by it: `wsu:Id`, `Id`, `ID` or `id` in any namespace, so that none can be mistaken for
 * another. Throws SoapError `soap-signature` where one id occurs twice.
 */
export function idsOf(root: XmlElement): MessageIds {
  const ids = new Map<string, XmlElement>()
  const all = [root]
  let signatures = 0
  // An array grows while it is walked: every child is visited in turn, without recursion.
  for (const element of all) {
    all.push(...elements(element))
    if (element.name === 'Signature' && element.namespace === SOAP_NS.signature) signatures += 1
    for (const { name, value } of element.attributes) {
      if (name.toLowerCase() !== 'id') continue
      // check: soap-no-id-twice-in-any-spelling
      if (ids.has(value)) throw new SoapError('soap-signature', 'an id occurs twice')
      ids.set(value, element)
    }
  }
  return { ids, signatures }
}
