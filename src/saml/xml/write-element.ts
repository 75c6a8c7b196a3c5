import { canonicalForm, EXCLUSIVE } from './canonical-form.js'
import type { XmlElement } from './node.js'

/**
 * A tree as text, in exclusive canonical form (xml-exc-c14n, no InclusiveNamespaces): each namespace declared where it is
 * first used. Reading the text again gives the same tree; the names and namespaces are taken as they are.
 */
export const writeElement = (element: XmlElement): string => canonicalForm(element, EXCLUSIVE)
