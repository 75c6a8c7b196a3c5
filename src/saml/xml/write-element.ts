import { canonicalForm, EXCLUSIVE } from './canonical-form.js'
import type { XmlElement } from './node.js'

/**
 * A tree as text, in exclusive canonical form (xml-exc-c14n, no InclusiveNamespaces): each namespace is declared where
 * it is first used. Names and namespaces are written as they are, and reading the text again gives the same tree.
 */
export const writeElement = (element: XmlElement): string => canonicalForm(element, EXCLUSIVE)
