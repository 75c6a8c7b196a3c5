import { createDecipheriv } from 'node:crypto'
import { BrokerError } from '../../domain/error-catalogue.js'
import type { Decrypter } from '../../domain/ports/signing-keys.js'
import { NS } from '../namespaces.js'
import { contentEncryption, keyTransport, type ContentEncryption } from './encryption-algorithms.js'
import { attribute, childNamed, childrenNamed, textOf, withoutSpace, type XmlElement } from './node.js'
import { parseXml, type ParseOptions } from './parse.js'

const TAG_BYTES = 16
const IV_BYTES = 12

/**
 * The element that lies encrypted in `outer` (saml-core §2.2.4, xmlenc-core §3): one EncryptedData, with its key inside
 * or beside it. Authenticated encryption and OAEP alone. Whatever fails, it is the same error, so that nobody learns by
 * it what lies inside: throws `saml-encryption`. `options`: how what lies inside is parsed.
 */
export function decryptElement(
  outer: XmlElement,
  decrypters: readonly Decrypter[],
  options: ParseOptions = {},
): XmlElement {
  try {
    const data = childNamed(outer, NS.encryption, 'EncryptedData')
    const method = data && algorithmIn(data)
    const content = method ? contentEncryption(method) : null
    if (!data || !content) throw new TypeError('no EncryptedData of a kind that is read')
    const keys = [...encryptedKeysIn(data), ...childrenNamed(outer, NS.encryption, 'EncryptedKey')]
    const key = openedKey(keys, decrypters, content)
    return parseXml(opened(cipherValue(data), key, content), options)
  } catch (cause) {
    // check: decryption-faults-look-alike
    throw new BrokerError('saml-encryption', null, { cause })
  }
}

const algorithmIn = (encrypted: XmlElement): string | null => {
  const method = childNamed(encrypted, NS.encryption, 'EncryptionMethod')
  return method && attribute(method, 'Algorithm')
}

const encryptedKeysIn = (data: XmlElement): readonly XmlElement[] =>
  childrenNamed(data, NS.signature, 'KeyInfo').flatMap((info) => childrenNamed(info, NS.encryption, 'EncryptedKey'))

function cipherValue(encrypted: XmlElement): Buffer {
  const data = childNamed(encrypted, NS.encryption, 'CipherData')
  const value = data && childNamed(data, NS.encryption, 'CipherValue')
  if (!value) throw new TypeError('no CipherValue')
  return Buffer.from(withoutSpace(textOf(value)), 'base64')
}

/** More keys than any sender wraps for one reader; each costs a private operation for each of ours. */
const MOST_KEYS = 3

/** The content key, wrapped for one of our keys. */
function openedKey(
  keys: readonly XmlElement[],
  decrypters: readonly Decrypter[],
  { keyBytes }: ContentEncryption,
): Uint8Array {
  for (const wrapped of keys.slice(0, MOST_KEYS)) {
    const hash = oaepHash(wrapped)
    if (hash === null) continue
    for (const decrypter of decrypters) {
      const key = attempt(() => decrypter.open(cipherValue(wrapped), hash))
      if (key?.length === keyBytes) return key
    }
  }
  throw new TypeError('none of our keys opens it')
}

function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

/** The hash of an OAEP that our keys open, which take one for both places. */
function oaepHash(wrapped: XmlElement): 'sha1' | 'sha256' | null {
  const method = childNamed(wrapped, NS.encryption, 'EncryptionMethod')
  const digest = method && childNamed(method, NS.signature, 'DigestMethod')
  const mgf = method && childNamed(method, NS.encryption11, 'MGF')
  const transport = keyTransport(
    (method && attribute(method, 'Algorithm')) ?? '',
    digest && attribute(digest, 'Algorithm'),
    mgf && attribute(mgf, 'Algorithm'),
  )
  return transport && transport.digest === transport.mgf ? transport.digest : null
}

/** Content under AES-GCM, the IV in front and the tag behind (xmlenc-core §5.2.4). */
function opened(bytes: Buffer, key: Uint8Array, { cipher }: ContentEncryption): string {
  // check: only-authenticated-content-is-decrypted
  if (cipher !== 'aes-128-gcm' && cipher !== 'aes-256-gcm') throw new TypeError('no authenticated encryption')
  if (bytes.length < IV_BYTES + TAG_BYTES) throw new TypeError('too short')
  const opening = createDecipheriv(cipher, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
  opening.setAuthTag(bytes.subarray(-TAG_BYTES))
  const content = Buffer.concat([opening.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), opening.final()])
  return new TextDecoder('utf-8', { fatal: true }).decode(content)
}
