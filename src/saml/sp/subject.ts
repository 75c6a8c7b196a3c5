import { BrokerError } from '../../domain/error-catalogue.js'
import type { Instant } from '../../domain/instant.js'
import type { Decrypter } from '../../domain/ports/signing-keys.js'
import type { UpstreamNameId } from '../../domain/ports/upstream-messages.js'
import { NS } from '../namespaces.js'
import { decryptElement } from '../xml/decrypt.js'
import { attribute, childNamed, childrenNamed, elements, isBlank, wholeText, type XmlElement } from '../xml/node.js'
import { checkEnd, inResponseToOf, timeIn, type Expected } from './head.js'
import { RESPONSE_SIZE } from './response-size.js'

const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer'

/** A name longer than this is none that saml-core §8.3.7 allows; in a table of keys, two long ones could be one. */
const LONGEST_NAME = 256

/** Whom an assertion is about, and for which delivery. */
export interface ProvenSubject {
  readonly nameId: UpstreamNameId
  readonly inResponseTo: string
  /** When it can no longer be presented. */
  readonly end: Instant
}

/**
 * The Subject of an assertion (saml-profiles §4.1.4.2): one name, and one confirmation by whoever bears it, for our ACS,
 * in answer to one request, for a short while. Throws `upstream-subject`, `upstream-conditions`, `upstream-not-for-us`,
 * `upstream-unsolicited`, `upstream-time`, `saml-schema`, `saml-encryption`.
 */
export function readSubject(
  assertion: XmlElement,
  decrypters: readonly Decrypter[],
  expected: Expected,
): ProvenSubject {
  const subject = childNamed(assertion, NS.assertion, 'Subject')
  if (!subject) throw new BrokerError('upstream-subject', 'no Subject')
  const data = confirmationData(subject)
  // check: the-assertion-is-for-our-address
  if (attribute(data, 'Recipient') !== expected.acs) throw new BrokerError('upstream-not-for-us', 'Recipient')
  // check: a-bearer-assertion-has-no-beginning
  if (attribute(data, 'NotBefore') !== null) throw new BrokerError('upstream-conditions', 'NotBefore of the bearer')
  const end = timeIn(data, 'NotOnOrAfter')
  // check: a-bearer-assertion-has-an-end
  if (end === null) throw new BrokerError('upstream-time', 'no NotOnOrAfter')
  checkEnd(end, expected, 'the confirmation')
  return { nameId: nameIdOf(subject, decrypters), inResponseTo: inResponseToOf(data), end }
}

/** The data of the one confirmation. A holder of a key would have to prove that key, which the broker does not ask for. */
function confirmationData(subject: XmlElement): XmlElement {
  const [confirmation, ...more] = childrenNamed(subject, NS.assertion, 'SubjectConfirmation')
  // check: one-confirmation
  if (!confirmation || more.length > 0) throw new BrokerError('upstream-conditions', 'not one SubjectConfirmation')
  // check: only-bearers-are-confirmed
  if (attribute(confirmation, 'Method') !== BEARER) throw new BrokerError('upstream-conditions', 'no bearer')
  const [data, ...others] = elements(confirmation)
  // check: nobody-else-confirms
  if (data?.namespace !== NS.assertion || data.name !== 'SubjectConfirmationData' || others.length > 0) {
    throw new BrokerError('upstream-conditions', 'somebody else confirms')
  }
  // check: no-key-is-to-be-held
  if (elements(data).length > 0) throw new BrokerError('upstream-conditions', 'a key to be held')
  return data
}

/** The NameID, open or encrypted, as the upstream writes it: each byte of it counts. */
function nameIdOf(subject: XmlElement, decrypters: readonly Decrypter[]): UpstreamNameId {
  const sealed = childNamed(subject, NS.assertion, 'EncryptedID')
  const nameId = sealed
    ? decryptElement(sealed, decrypters, RESPONSE_SIZE)
    : childNamed(subject, NS.assertion, 'NameID')
  const value = nameId && wholeText(nameId)
  // check: a-name-is-a-name-id
  if (nameId?.namespace !== NS.assertion || nameId.name !== 'NameID' || value === null) {
    throw new BrokerError('upstream-subject', 'no NameID')
  }
  return {
    format: attribute(nameId, 'Format'),
    nameQualifier: attribute(nameId, 'NameQualifier'),
    spNameQualifier: attribute(nameId, 'SPNameQualifier'),
    value: checkedName(value),
  }
}

/** A name by which somebody can be known. Throws `upstream-subject` for a blank one and a longer one. */
export function checkedName(value: string): string {
  // check: a-blank-name-is-nobodys
  if (isBlank(value) || value.trim() === '') throw new BrokerError('upstream-subject', 'a blank name')
  // check: a-name-has-a-limited-length
  if (value.length > LONGEST_NAME) throw new BrokerError('upstream-subject', 'a name of more than 256 characters')
  return value
}
