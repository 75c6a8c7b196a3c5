import { randomBytes, type KeyObject } from 'node:crypto'
import { NS } from '../namespaces.js'
import { element, join, text, type CanonicalXml } from './canonical-writer.js'
import { sealContent } from './encrypt-content.js'
import { oaepEncrypt } from './encrypt-oaep.js'
import { DIGEST_URI, MGF_URI, RSA_OAEP, type ContentEncryption, type KeyTransport } from './encryption-algorithms.js'
import { keyInfo } from './signature-template.js'

/** For whom and how: decided once per service. */
export interface EncryptionRecipe {
  /** An RSA public key. */
  readonly key: KeyObject
  /** The certificate that it came in, so that the peer finds its key; base64 DER. Null: it came without one. */
  readonly certificate: string | null
  readonly content: ContentEncryption
  readonly transport: KeyTransport
}

/**
 * Encrypts one element (its UTF-8 octets as they stand, so it must declare its own namespaces) into
 * `xenc:EncryptedData` with the key inside it (xmlenc-core §3.1, saml-core §6).
 */
export function encryptElement(xml: CanonicalXml, recipe: EncryptionRecipe): CanonicalXml {
  const { content, transport, key, certificate } = recipe
  const contentKey = randomBytes(content.keyBytes)
  const encryptedKey = element(
    'xenc:EncryptedKey',
    {},
    transportMethod(transport),
    // Without a certificate nothing names the key: xmlsec1 takes a KeyValue for the key itself and cannot decrypt by it.
    certificate === null ? join() : keyInfo(certificate),
    cipherData(oaepEncrypt(contentKey, key, transport)),
  )
  return element(
    'xenc:EncryptedData',
    { 'xmlns:xenc': NS.encryption, Type: `${NS.encryption}Element` },
    element('xenc:EncryptionMethod', { Algorithm: content.uri }),
    element('ds:KeyInfo', { 'xmlns:ds': NS.signature }, encryptedKey),
    cipherData(sealContent(xml, contentKey, content.cipher)),
  )
}

function transportMethod({ uri, digest, mgf }: KeyTransport): CanonicalXml {
  const mgfMethod =
    uri === RSA_OAEP ? element('xenc11:MGF', { 'xmlns:xenc11': NS.encryption11, Algorithm: MGF_URI[mgf] }) : join()
  return element(
    'xenc:EncryptionMethod',
    { Algorithm: uri },
    element('ds:DigestMethod', { Algorithm: DIGEST_URI[digest] }),
    mgfMethod,
  )
}

const cipherData = (bytes: Uint8Array): CanonicalXml =>
  element('xenc:CipherData', {}, element('xenc:CipherValue', {}, text(Buffer.from(bytes).toString('base64'))))
