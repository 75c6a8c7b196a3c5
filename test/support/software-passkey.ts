import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

/** What a test lets an authenticator do. */
export interface Deed {
  readonly challenge: string
  readonly origin?: string
  readonly rpId?: string
  /** Flags of WebAuthn §6.1: user present 1, user verified 4. */
  readonly flags?: number
  readonly counter?: number
}

const ORIGIN = 'https://konto.example'
const PRESENT = 1
const VERIFIED = 4
const ATTESTED = 64

/** An authenticator in software with one ES256 key: what a browser would post (WebAuthn level 2). */
export function softwarePasskey() {
  const id = randomBytes(16)
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const base = { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key' }
  return {
    id: base.id,
    /**
     * The answer to `navigator.credentials.create`; `packed`: with an attestation by the key itself (WebAuthn §8.2).
     */
    create(
      { challenge, origin = ORIGIN, rpId = 'konto.example', flags = PRESENT | VERIFIED }: Deed,
      format: 'none' | 'packed' = 'none',
    ) {
      const data = Buffer.concat([
        authenticatorData(rpId, flags | ATTESTED, 0),
        Buffer.alloc(16),
        Buffer.from([0, id.length]),
        id,
        coseKey(publicKey),
      ])
      const client = clientData('webauthn.create', challenge, origin)
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)
      const attestationObject = map([
        ['fmt', text(format)],
        [
          'attStmt',
          map(
            format === 'none'
              ? []
              : [
                  ['alg', Buffer.from([0x26])],
                  ['sig', bytes(signature)],
                ],
          ),
        ],
        ['authData', bytes(data)],
      ])
      const response = {
        clientDataJSON: client.toString('base64url'),
        attestationObject: attestationObject.toString('base64url'),
        transports: ['internal'],
      }
      return JSON.stringify({ ...base, response })
    },
    /** The answer to `navigator.credentials.get`. */
    use({ challenge, origin = ORIGIN, rpId = 'konto.example', flags = PRESENT | VERIFIED, counter = 0 }: Deed) {
      const data = authenticatorData(rpId, flags, counter)
      const client = clientData('webauthn.get', challenge, origin)
      const response = {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', Buffer.concat([data, sha256(client)]), privateKey).toString('base64url'),
      }
      return JSON.stringify({ ...base, response })
    },
  }
}

export type SoftwarePasskey = ReturnType<typeof softwarePasskey>

const sha256 = (data: Buffer | string): Buffer => createHash('sha256').update(data).digest()

const clientData = (type: string, challenge: string, origin: string): Buffer =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))

function authenticatorData(rpId: string, flags: number, counter: number): Buffer {
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  return Buffer.concat([sha256(rpId), Buffer.from([flags]), count])
}

/** Just enough CBOR (RFC 8949): short texts and maps, byte strings up to 64 KiB. */
const text = (value: string): Buffer => Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)])
const bytes = (value: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0x59, value.length >> 8, value.length & 0xff]), value])
const map = (entries: readonly (readonly [string, Buffer])[]): Buffer =>
  Buffer.concat([Buffer.from([0xa0 + entries.length]), ...entries.flatMap(([key, value]) => [text(key), value])])

/** RFC 9053 §7.1.1: kty EC2, alg ES256, crv P-256, x, y. */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  const coordinate = (label: number, value: string) => [Buffer.from([label, 0x58, 32]), Buffer.from(value, 'base64url')]
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]),
    ...coordinate(0x21, x),
    ...coordinate(0x22, y),
  ])
}
