import { BrokerError } from '../../domain/error-catalogue.js'
import { NS } from '../namespaces.js'
import { elements, typedValue, type XmlAttribute, type XmlElement } from './node.js'

/**
 * Checks that no ID occurs twice in a document, even where its schema is not checked: a Reference must mean only one
 * thing, wherever that lies (SECURITY 2). IDs are `ID`, `xml:id`, and `Id` of XML Signature and Encryption. Throws
 * BrokerError('saml-schema').
 */
export function checkUniqueIds(root: XmlElement): void {
  const [, second] = sharingAnId(root)
  if (second) throw new BrokerError('saml-schema', `${lineOf(second)}an ID occurs twice`)
}

/** Every element whose ID occurs twice in the document, both of each pair; usually none. */
export function sharingAnId(root: XmlElement): readonly XmlElement[] {
  const first = new Map<string, XmlElement>()
  const sharing: XmlElement[] = []
  const found: XmlElement[] = [root]
  // The array grows while it is walked, so every child is visited in turn, without recursion.
  for (const element of found) {
    for (const each of element.attributes) {
      if (!isId(element, each)) continue
      const id = typedValue('ID', each.value)
      const earlier = first.get(id)
      if (earlier) sharing.push(earlier, element)
      else first.set(id, element)
    }
    for (const child of elements(element)) found.push(child)
  }
  return sharing
}

function isId(element: XmlElement, { namespace, name }: XmlAttribute): boolean {
  if (namespace === NS.xml) return name === 'id'
  if (namespace !== '') return false
  return name === 'ID' || (name === 'Id' && [NS.signature, NS.encryption].some((each) => each === element.namespace))
}

const lineOf = ({ line }: XmlElement): string => (line === undefined ? '' : `line ${line}: `)
