import { randomBytes, type KeyObject, createCipheriv, constants, createHash, publicEncrypt } from 'node:crypto'
import { NS } from '../namespaces.js'
import { element, join, text, type CanonicalXml } from './canonical-writer.js'
import {
  DIGEST_URI,
  MGF_URI,
  RSA_OAEP,
  type ContentEncryption,
  type KeyTransport,
  type OaepHash,
} from './encryption-algorithms.js'
import { keyInfo } from './signature-template.js'
import { BrokerError } from '../../domain/error-catalogue.js'

/** The key and the algorithms to encrypt with, decided once per service. */
export interface EncryptionRecipe {
  /** An RSA public key. */
  readonly key: KeyObject
  /**
   * The certificate that the key came in, in base64 DER, so that the peer finds its key; null if it came without one.
   */
  readonly certificate: string | null
  readonly content: ContentEncryption
  readonly transport: KeyTransport
}

/**
 * Encrypts one element into `xenc:EncryptedData` with the key inside it (xmlenc-core §3.1, saml-core §6). Its UTF-8
 * octets are encrypted as they stand, so it must declare its own namespaces.
 */
export function encryptElement(xml: CanonicalXml, recipe: EncryptionRecipe): CanonicalXml {
  const { content, transport, key, certificate } = recipe
  const contentKey = randomBytes(content.keyBytes)
  const encryptedKey = element(
    'xenc:EncryptedKey',
    {},
    transportMethod(transport),
    // Without a certificate nothing names the key: xmlsec1 takes a KeyValue for the key itself, and cannot decrypt with
    // it.
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

/**
 * Encrypts the UTF-8 octets of a text under a fresh IV, which stands in front. GCM follows xmlenc-core §5.2.4: an IV of
 * 96 bits, and a tag of 128 bits behind. CBC follows §5.2.2: an IV of one block, and a padding that ends in its own
 * length, for which PKCS#7's will do.
 */
function sealContent(plain: string, key: Uint8Array, cipher: ContentEncryption['cipher']): Buffer {
  if (cipher === 'aes-128-cbc' || cipher === 'aes-256-cbc') {
    const iv = randomBytes(16)
    const sealing = createCipheriv(cipher, key, iv)
    return Buffer.concat([iv, sealing.update(plain, 'utf8'), sealing.final()])
  }
  const iv = randomBytes(12)
  const sealing = createCipheriv(cipher, key, iv)
  return Buffer.concat([iv, sealing.update(plain, 'utf8'), sealing.final(), sealing.getAuthTag()])
}

/** Encrypts a content key for an RSA key with OAEP (RFC 8017 §7.1.1), empty label. */
function oaepEncrypt(secret: Uint8Array, key: KeyObject, { digest, mgf }: KeyTransport): Buffer {
  if (digest === mgf) {
    return publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: digest }, secret)
  }
  // node:crypto takes one hash for both places, but XML Encryption may name two, so the encoding is done here.
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  const encoded = oaepEncode(secret, Math.ceil(bits / 8), digest, mgf)
  return publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, encoded)
}

function oaepEncode(secret: Uint8Array, length: number, digest: OaepHash, mgf: OaepHash): Buffer {
  const label = createHash(digest).digest()
  const zeros = length - secret.length - 2 * label.length - 2
  if (zeros < 0) throw new BrokerError('internal', 'key too short for OAEP')
  const block = Buffer.concat([label, Buffer.alloc(zeros), Buffer.of(1), secret])
  const seed = randomBytes(label.length)
  const maskedBlock = xor(block, mgf1(seed, block.length, mgf))
  const maskedSeed = xor(seed, mgf1(maskedBlock, seed.length, mgf))
  return Buffer.concat([Buffer.of(0), maskedSeed, maskedBlock])
}

/** The mask generation function MGF1 (RFC 8017 appendix B.2.1). */
function mgf1(seed: Uint8Array, length: number, hash: OaepHash): Buffer {
  const rounds: Buffer[] = []
  for (let made = 0, round = 0; made < length; round++) {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(round)
    const next = createHash(hash).update(seed).update(counter).digest()
    rounds.push(next)
    made += next.length
  }
  return Buffer.concat(rounds).subarray(0, length)
}

const xor = (a: Uint8Array, b: Uint8Array): Buffer => Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)))
