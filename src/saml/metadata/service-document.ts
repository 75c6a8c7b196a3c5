import { createHash } from 'node:crypto'
import { BrokerError } from '../../domain/error-catalogue.js'
import { OperatorError } from '../../domain/operator-error.js'
import { NS } from '../namespaces.js'
import { decodeXml } from '../xml/decode-xml.js'
import { elements, type XmlElement } from '../xml/node.js'
import { parseXml } from '../xml/parse.js'
import { checkUniqueIds } from '../xml/unique-ids.js'
import { visible } from '../../domain/quoted.js'
import { signedBy, trustedSigners } from './service-signer.js'

/** A metadata file that is XML. If a signer is given, it is signed by that signer and its IDs are unique. */
export interface ServiceDocument {
  /**
   * EntityDescriptor or EntitiesDescriptor, not yet checked against the schema; with a signer, the tree of what was
   * signed.
   */
  readonly root: XmlElement
  /** SHA-256 of the signer's certificate, in lower-case hex; null without signer. */
  readonly signerFingerprint: string | null
  /** SHA-256 of the file as it came, in lower-case hex, as `sha256sum` prints it. */
  readonly documentFingerprint: string
}

/** The limits fit aggregates of federations, which are long and flat. */
const LIMITS = {
  maxLength: 64 * 1_048_576,
  // check: metadata-may-be-no-endless-tree
  maxDepth: 32,
  // Elements and attributes. Files of federations have one for each thirty bytes, so that those of 64 MiB pass.
  maxNodes: 3_000_000,
  commentsBetweenElements: true,
  keepLines: true,
}

/** Reads and checks the file as a whole. Throws OperatorError; then nothing of the file is used. */
export function readServiceDocument(file: Uint8Array, signer: string | null): ServiceDocument {
  const trusted = signer === null ? null : trustedSigners(signer)
  const xml = told(() => decodeXml(file))
  const read = told(() => parseXml(xml, LIMITS))
  // Without a signer nothing refers to an ID, so an ID that occurs twice is a fault only of the members that have it.
  // check: every-id-of-a-signed-file-is-one-of-a-kind
  if (trusted !== null) told(() => checkUniqueIds(read))
  // check: metadata-has-a-root-of-its-own
  if (read.namespace !== NS.metadata || !/^Entit(y|ies)Descriptor$/.test(read.name)) {
    throw new OperatorError(
      'metadata-root',
      `The root element is ${read.name}, not EntityDescriptor or EntitiesDescriptor`,
    )
  }
  // check: metadata-is-read-from-what-the-signer-signed
  const signed = trusted === null ? null : told(() => signedBy(trusted, xml, read, LIMITS))
  return {
    // The lines are those of the file instead of those of the canonical form, which nobody has.
    root: signed === null ? read : withLinesOf(read, signed.root),
    signerFingerprint: signed?.fingerprint ?? null,
    documentFingerprint: createHash('sha256').update(file).digest('hex'),
  }
}

/** Both trees are the same, except that the signed one has no Signature. */
function withLinesOf(read: XmlElement, signed: XmlElement): XmlElement {
  const others = elements(read).filter(({ namespace, name }) => namespace !== NS.signature || name !== 'Signature')
  let next = 0
  const children = signed.children.map((child) =>
    typeof child === 'string' ? child : withLinesOf(others[next++] ?? child, child),
  )
  return { ...signed, ...(read.line === undefined ? {} : { line: read.line }), children }
}

/** Runs a check of the XML layer, and turns its refusal into an OperatorError in the operator's words. */
export function told<Result>(check: () => Result): Result {
  try {
    return check()
  } catch (cause) {
    if (cause instanceof BrokerError) throw operatorError(cause)
    throw cause
  }
}

function operatorError(cause: BrokerError): OperatorError {
  const detail = visible(cause.detail ?? '')
  switch (cause.code) {
    case 'saml-encoding':
    case 'saml-not-xml':
      return new OperatorError('metadata-not-xml', `The file is not XML in the accepted form: ${detail}`, { cause })
    case 'saml-schema':
      return new OperatorError('metadata-schema', `It is not valid SAML metadata: ${detail}`, { cause })
    case 'saml-signature-missing':
      return new OperatorError('metadata-signature-missing', 'The file is not signed, but a signer is given', { cause })
    case 'saml-signature':
      return new OperatorError(
        'metadata-signature',
        `The signature over the file is not that of the given signer: ${detail}`,
        { cause },
      )
    case 'saml-signature-algorithm':
      return new OperatorError('metadata-signature', `The signature over the file: ${detail}`, { cause })
    default:
      throw cause
  }
}
