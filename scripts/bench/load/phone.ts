import {
  createECDH,
  createCipheriv,
  createHash,
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto'
import { z } from 'zod'
import { createHttpSocket } from './http-socket.js'

/** A phone that speaks docs/pass-protocol.md, at the least cost; paired once. */
export interface BenchPhone {
  /** Registers itself by a pairing link: the link of its first use, which `confirm` confirms. */
  pair(link: string): Promise<string>
  /**
   * Opens a login's link and confirms it by the number of the screen. Throws with the broker's code for anything else.
   */
  confirm(link: string, number: string): Promise<void>
  close(): void
}

interface Pairing {
  readonly device: string
  readonly key: KeyObject
}

const point = z.object({ x: z.string(), y: z.string() })

/** Whatever an answer of the broker holds; what the one at hand lacks is empty. */
const answerShape = z.object({
  device: z.string().default(''),
  challenge: z.string().default(''),
  nonce: z.string().default(''),
  service: z.record(z.string(), z.string()).default({}),
  encryptionKey: point.default({ x: '', y: '' }),
})

/** Digest of a PIN by a PIN key: the broker sees 43 characters, whatever they are. */
const PIN_DIGEST = randomBytes(32).toString('base64url')

const base64url = (value: string | Buffer): string => Buffer.from(value).toString('base64url')

/** `origin`: of the broker, as its links have it. */
export function createPhone(origin: string): BenchPhone {
  const { host, port } = new URL(origin)
  const socket = createHttpSocket(Number(port))
  let pairing: Pairing | null = null

  const send = async (line: string, body: string): Promise<z.output<typeof answerShape>> => {
    const head = [`${line} HTTP/1.1`, `Host: ${host}`]
    if (body !== '') head.push('Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`)
    const answer = await socket.send(head.join('\r\n'), body)
    if (answer.status >= 300) throw new Error(`the phone is refused (${answer.status}): ${answer.body.slice(0, 300)}`)
    return answerShape.parse(JSON.parse(answer.body))
  }
  const post = (path: string, header: object, payload: object, key: KeyObject): Promise<z.output<typeof answerShape>> =>
    send(`POST /api/v1/pass/${path}`, JSON.stringify({ jws: jwsOf({ alg: 'ES256', ...header }, payload, key) }))
  return {
    async pair(link) {
      const token = tokenOf(link)
      const { encryptionKey } = await send(`GET /api/v1/pass/pairings/${token}`, '')
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const { kty, crv, x, y } = publicKey.export({ format: 'jwk' })
      const payload = { aud: origin, link: token, name: 'Telefon', pin: jweOf(PIN_DIGEST, encryptionKey) }
      const header = { typ: 'pass-pair', jwk: { kty, crv, x, y } }
      const { device, challenge } = await post(`pairings/${token}/device`, header, payload, privateKey)
      pairing = { device, key: privateKey }
      return `${origin}/pass/login/${challenge}`
    },
    async confirm(link, number) {
      if (pairing === null) throw new Error('the phone is not paired')
      const { device, key } = pairing
      const about = { aud: origin, link: tokenOf(link) }
      const path = `challenges/${about.link}`
      const { nonce, service, encryptionKey } = await post(
        `${path}/open`,
        { typ: 'pass-open', kid: device },
        about,
        key,
      )
      const pin = jweOf(PIN_DIGEST, encryptionKey)
      const confirmed = { ...about, nonce, decision: 'confirm', service: service['de'], number, pin }
      await post(`${path}/answer`, { typ: 'pass-answer', kid: device }, confirmed, key)
    },
    close: () => socket.close(),
  }
}

const tokenOf = (link: string): string => link.slice(link.lastIndexOf('/') + 1)

/** JWS in compact form with ES256 (RFC 7515). */
function jwsOf(header: object, payload: object, key: KeyObject): string {
  const input = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(payload))}`
  return `${input}.${base64url(sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }))}`
}

const number32 = (value: number): Buffer => Buffer.from([0, 0, value >> 8, value & 255])

/** What follows the shared secret in the key derivation, for A256GCM without party information (RFC 7518 §4.6.2). */
const OTHER_INFO = Buffer.concat([number32(7), Buffer.from('A256GCM'), number32(0), number32(0), number32(256)])

/** JWE in compact form with ECDH-ES and A256GCM (RFC 7516, RFC 7518 §4.6). */
function jweOf(text: string, { x, y }: z.output<typeof point>): string {
  const ephemeral = createECDH('prime256v1')
  const own = ephemeral.generateKeys()
  const epk = { kty: 'EC', crv: 'P-256', x: base64url(own.subarray(1, 33)), y: base64url(own.subarray(33)) }
  const header = base64url(JSON.stringify({ alg: 'ECDH-ES', enc: 'A256GCM', epk }))
  const theirs = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
  const shared = ephemeral.computeSecret(theirs)
  const key = createHash('sha256').update(number32(1)).update(shared).update(OTHER_INFO).digest()
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(header))
  const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return [header, '', base64url(iv), base64url(encrypted), base64url(cipher.getAuthTag())].join('.')
}
