import { SUBJECT_IDS_ASKED, type SubjectIdAsked } from '../../domain/service.js'
import { NS } from '../namespaces.js'
import { attribute, childNamed, childrenNamed, isText, textOf, type XmlElement } from '../xml/node.js'

/** The entity attribute that says which subject identifier a service needs (SAML V2.0 Subject Identifier Attributes §3.5). */
const SUBJECT_ID_ASKED = 'urn:oasis:names:tc:SAML:profiles:subject-id:req'

/**
 * The values of entity attributes that are mere texts. A value may be of any type (saml-core §2.7.3.1.1), and one with
 * elements in it names nothing.
 */
export const entityAttributesOf = (entity: XmlElement): readonly string[] => attributesOf(entity).flatMap(valuesOf)

/** The subject identifier that the service asks for; null if it does not ask, or in more words than one. */
export function subjectIdAskedOf(entity: XmlElement): SubjectIdAsked | null {
  const asking = attributesOf(entity).filter((each) => attribute(each, 'Name') === SUBJECT_ID_ASKED)
  const [value, ...others] = new Set(asking.flatMap(valuesOf))
  // check: who-asks-for-two-identifiers-has-not-asked
  return others.length > 0 ? null : (SUBJECT_IDS_ASKED.find((each) => each === value) ?? null)
}

const attributesOf = (entity: XmlElement): readonly XmlElement[] =>
  extensionsOf(entity, NS.entityAttributes, 'EntityAttributes').flatMap((each) =>
    childrenNamed(each, NS.assertion, 'Attribute'),
  )

const valuesOf = (each: XmlElement): readonly string[] =>
  childrenNamed(each, NS.assertion, 'AttributeValue').filter(isText).map(textOf)

/** The extensions of this name. */
export function extensionsOf(parent: XmlElement, namespace: string, name: string): readonly XmlElement[] {
  const extensions = childNamed(parent, NS.metadata, 'Extensions')
  return extensions ? childrenNamed(extensions, namespace, name) : []
}
