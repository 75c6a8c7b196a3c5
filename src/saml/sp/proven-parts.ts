import type { KeyObject } from 'node:crypto'
import { BrokerError } from '../../domain/error-catalogue.js'
import type { Decrypter } from '../../domain/ports/signing-keys.js'
import type { SignedPlaces } from '../../domain/upstream.js'
import { NS } from '../namespaces.js'
import { decryptElement } from '../xml/decrypt.js'
import { childNamed, type XmlElement } from '../xml/node.js'
import { everyElement, isSignature } from '../xml/signature-shape.js'
import { verifySignedPart } from '../xml/verify-enveloped.js'
import { RESPONSE_SIZE } from './response-size.js'
import { assertionOf, checkShape, isAssertion } from './response-shape.js'

/** What somebody has to have signed, and what has to be encrypted. */
export interface Demands {
  readonly signed: SignedPlaces
  /** By the dialect, beside what the settings say. */
  readonly signedAssertion: boolean
  readonly encrypted: boolean
}

/** What a Response is proven with. */
export interface Proof {
  /** The keys of the upstream's metadata; a key in the message counts for nothing. */
  readonly keys: readonly KeyObject[]
  readonly decrypters: readonly Decrypter[]
}

/** A Response whose signatures hold; every one that is in it was verified. */
export interface ProvenParts {
  /** Of the verified bytes where it is signed; else as it came, and nothing that it says is believed. */
  readonly response: XmlElement
  readonly isResponseSigned: boolean
  /** Of the verified bytes of its own signature, or of those of the Response; null: there is none. */
  readonly assertion: XmlElement | null
}

/**
 * Proves a Response: each Signature in it stands in one of its two places, under the Response or under the assertion, and
 * holds under a key of the upstream; an encrypted assertion is decrypted first (SECURITY 3, 4, 8). Whatever is read
 * afterwards is read from the verified bytes. Throws `saml-signature-missing` if a signature is not there that is
 * demanded, or none is at all; `saml-signature`, `saml-signature-algorithm`, `saml-encryption`, `saml-schema`.
 */
export function provenParts(root: XmlElement, demands: Demands, proof: Proof): ProvenParts {
  const found = assertionOf(root)
  const inner = found?.name === 'Assertion' ? signatureOf(found) : null
  const own = signatureOf(root)
  checkPlaces(root, [own, inner])
  const place = { ancestors: [], inner: inner ? [inner] : [] }
  // check: a-signed-response-is-verified
  const response = own ? verifySignedPart(root, place, proof.keys, RESPONSE_SIZE) : root
  const isResponseSigned = own !== null
  if (!found) {
    // check: an-unsigned-status-ends-nothing
    if (!isResponseSigned) throw new BrokerError('saml-signature-missing', 'a status that nobody signed')
    return { response, isResponseSigned, assertion: null }
  }
  const { assertion, isSigned } =
    found.name === 'Assertion'
      ? openAssertion({ root, response, found, inner }, proof)
      : encryptedAssertion(response, proof)
  checkDemands(demands, { response: isResponseSigned, assertion: isSigned, encrypted: found.name !== 'Assertion' })
  return { response, isResponseSigned, assertion }
}

const signatureOf = (element: XmlElement): XmlElement | null => childNamed(element, NS.signature, 'Signature')

/** A Signature anywhere else might be taken for one of these by another reader; nobody needs it. */
function checkPlaces(root: XmlElement, known: readonly (XmlElement | null)[]): void {
  // check: no-signature-out-of-its-place
  if (everyElement(root).some((each) => isSignature(each) && !known.includes(each))) {
    throw new BrokerError('saml-signature', 'a Signature out of its place')
  }
}

interface ReadAssertion {
  readonly assertion: XmlElement
  /** By a signature of its own. */
  readonly isSigned: boolean
}

interface OpenAssertion {
  readonly root: XmlElement
  readonly response: XmlElement
  readonly found: XmlElement
  readonly inner: XmlElement | null
}

function openAssertion({ root, response, found, inner }: OpenAssertion, { keys }: Proof): ReadAssertion {
  // check: a-signed-assertion-is-verified
  if (inner) {
    const place = { ancestors: [root], inner: [] }
    return { assertion: verifySignedPart(found, place, keys, RESPONSE_SIZE), isSigned: true }
  }
  // check: an-assertion-is-read-from-what-was-verified
  return { assertion: childNamed(response, NS.assertion, 'Assertion') ?? found, isSigned: false }
}

/** Who encrypted it is not known, as our key for that is public: what lies inside is checked as if it had come open. */
function encryptedAssertion(response: XmlElement, { keys, decrypters }: Proof): ReadAssertion {
  const sealed = childNamed(response, NS.assertion, 'EncryptedAssertion')
  if (!sealed) throw new BrokerError('saml-schema', 'no EncryptedAssertion')
  const opened = decryptElement(sealed, decrypters, RESPONSE_SIZE)
  // check: what-was-encrypted-is-an-assertion
  if (opened.namespace !== NS.assertion || opened.name !== 'Assertion') {
    throw new BrokerError('saml-schema', 'no Assertion inside')
  }
  // check: an-encrypted-assertion-follows-the-schema
  checkShape(opened, 'assertion')
  // check: one-assertion-inside
  if (everyElement(opened).filter(isAssertion).length > 1)
    throw new BrokerError('saml-schema', 'another assertion inside')
  const own = signatureOf(opened)
  // check: no-signature-out-of-its-place-inside
  checkPlaces(opened, [own])
  // check: an-encrypted-assertion-is-verified
  if (own) {
    return { assertion: verifySignedPart(opened, { ancestors: [], inner: [] }, keys, RESPONSE_SIZE), isSigned: true }
  }
  return { assertion: opened, isSigned: false }
}

interface Places {
  readonly response: boolean
  readonly assertion: boolean
  readonly encrypted: boolean
}

/** Holds what is signed against what the settings and the dialect demand; something is always signed. */
function checkDemands({ signed, signedAssertion, encrypted }: Demands, places: Places): void {
  const needsResponse = signed === 'response' || signed === 'both'
  const needsAssertion = signed === 'assertion' || signed === 'both' || signedAssertion
  // check: the-response-is-signed-where-that-is-demanded
  if (needsResponse && !places.response) throw new BrokerError('saml-signature-missing', 'the Response is not signed')
  // check: the-assertion-is-signed-where-that-is-demanded
  if (needsAssertion && !places.assertion) {
    throw new BrokerError('saml-signature-missing', 'the assertion is not signed')
  }
  // check: an-identity-is-signed
  if (!places.response && !places.assertion) throw new BrokerError('saml-signature-missing', 'nothing is signed')
  // check: a-dialect-demands-encryption
  if (encrypted && !places.encrypted) throw new BrokerError('saml-encryption', 'the assertion is not encrypted')
}
