import { readAttribute } from '../../domain/attribute-input.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import type { AttributeName } from '../../domain/identity.js'
import type { Instant } from '../../domain/instant.js'
import type { UpstreamIdentity } from '../../domain/ports/upstream-messages.js'
import type { Decrypter } from '../../domain/ports/signing-keys.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import { onlyText, type UpstreamFace, type ValueOf } from '../dialects/upstream-face.js'
import { NS } from '../namespaces.js'
import { decryptElement } from '../xml/decrypt.js'
import { attribute, childrenNamed, elements, isBlank, withoutSpace, type XmlElement } from '../xml/node.js'
import { RESPONSE_SIZE } from './response-size.js'

/** The attributes of an assertion that its dialect reads, by name without blanks. */
export type Asserted = ReadonlyMap<string, XmlElement>

/**
 * The attributes that the dialect knows, encrypted ones too. Whether somebody is one or the other must not hang on which
 * of two counts, so one that stands twice refuses the assertion (SECURITY 2). Throws `upstream-subject`,
 * `saml-encryption`.
 */
export function assertedAttributes(
  assertion: XmlElement,
  face: UpstreamFace,
  decrypters: readonly Decrypter[],
): Asserted {
  const asserted = new Map<string, XmlElement>()
  const isRead = (name: string): boolean => face.attributes.has(name) || face.stated.includes(name)
  for (const each of childrenNamed(assertion, NS.assertion, 'AttributeStatement').flatMap(elements)) {
    const found = each.name === 'EncryptedAttribute' ? decryptElement(each, decrypters, RESPONSE_SIZE) : each
    if (found.namespace !== NS.assertion || found.name !== 'Attribute') {
      throw new BrokerError('saml-schema', 'no Attribute')
    }
    // Some write an OID with a blank in it; no name that is read has any.
    const name = withoutSpace(attribute(found, 'Name') ?? '')
    if (!isRead(name)) continue
    // check: no-attribute-twice
    if (asserted.has(name)) throw new BrokerError('upstream-subject', 'an attribute stands twice')
    asserted.set(name, found)
  }
  return asserted
}

/** The values of an attribute that say something: an empty one, or one that is nil, says nothing. */
const valuesOf = (found: XmlElement): readonly XmlElement[] =>
  childrenNamed(found, NS.assertion, 'AttributeValue').filter(
    ({ children }) => !children.every((child) => typeof child === 'string' && isBlank(child)),
  )

/** Throws `upstream-subject` if an attribute is not there, or empty, without which the dialect names nobody. */
export function checkMandatory(asserted: Asserted, { mandatory }: UpstreamFace): void {
  const missing = mandatory.find((name) => {
    const found = asserted.get(name)
    return !found || valuesOf(found).length === 0
  })
  if (missing !== undefined) throw new BrokerError('upstream-subject', `${missing} is missing`)
}

/** The one text value of an attribute, as it is written; null: it has none, or several. */
export const valueIn =
  (asserted: Asserted): ValueOf =>
  (name) => {
    const found = asserted.get(name)
    return found ? onlyText(valuesOf(found)) : null
  }

type Normalized = Pick<UpstreamIdentity, 'attributes' | 'leftOut'>

/**
 * The attributes as the house has them: NFC, within DIN 91379, dates and codes in their form (RULES: Identity 2). Nothing
 * is mended beyond that: what does not fit is left out, and said to be.
 */
export function normalizedAttributes(asserted: Asserted, face: UpstreamFace, now: Instant): Normalized {
  const attributes: Partial<Record<AttributeName, { readonly value: string; readonly level: TrustLevel | null }>> = {}
  const leftOut: AttributeName[] = []
  for (const [wireName, found] of asserted) {
    const reader = face.attributes.get(wireName)
    const values = valuesOf(found)
    if (!reader || values.length === 0) continue
    const level = face.markOf(found)
    const texts = reader.read(values)
    // check: a-level-that-nobody-knows-leaves-its-attribute-out
    if (!texts || level === 'unknown') {
      leftOut.push(...reader.of)
      continue
    }
    for (const [name, text] of Object.entries(texts) as [AttributeName, string][]) {
      const read = readAttribute(name, text, now)
      // check: values-are-within-the-standard
      if ('value' in read) attributes[name] = { value: read.value, level }
      else leftOut.push(name)
    }
  }
  return { attributes, leftOut }
}
