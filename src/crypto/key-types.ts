import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import type { KeyUse } from '../domain/ports/signing-keys.js'

/** The kinds of key that the broker makes (BSI TR-02102-1: RSA from 3072 bits, these curves). */
export const KEY_TYPES = ['RSA-3072', 'RSA-4096', 'EC-P-256', 'EC-P-384'] as const
export type KeyType = (typeof KEY_TYPES)[number]

export const isKeyType = (text: string): text is KeyType => (KEY_TYPES as readonly string[]).includes(text)

/** Encryption is RSA-OAEP key transport: an EC key cannot serve it. */
export const keyTypeServes = (type: KeyType, use: KeyUse): boolean => use === 'signing' || type.startsWith('RSA')

export interface KeyPair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

const generate = promisify(generateKeyPair)

/** A fresh key pair, made on the thread pool (RSA takes up to seconds). */
export function makeKeyPair(type: KeyType): Promise<KeyPair> {
  switch (type) {
    case 'RSA-3072':
      return generate('rsa', { modulusLength: 3072 })
    case 'RSA-4096':
      return generate('rsa', { modulusLength: 4096 })
    case 'EC-P-256':
      return generate('ec', { namedCurve: 'P-256' })
    case 'EC-P-384':
      return generate('ec', { namedCurve: 'P-384' })
  }
}
