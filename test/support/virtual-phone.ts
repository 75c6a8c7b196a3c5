import {
  createCipheriv,
  createHash,
  createHmac,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'

/** What the broker answered to a phone. */
export interface PhoneAnswer {
  readonly status: number
  readonly type: string
  readonly body: PhoneBody
}

/** Whatever an answer may hold; a test reads what the one at hand has. */
export interface PhoneBody extends OpenChallenge {
  readonly code: string
  readonly device: string
  readonly challenge: string
  readonly result: string
  readonly returnUrl: string
  readonly name: string
  readonly pairing: { readonly encryptionKey: JsonWebKey } | null
}

/** One pairing on a phone. */
export interface PhonePairing {
  device: string
  readonly broker: string
  readonly privateKey: KeyObject
  readonly publicKey: JsonWebKey
  /** The key that PINs are digested with. */
  readonly pinKey: Buffer
}

export interface OpenChallenge {
  readonly nonce: string
  readonly service: Readonly<Record<string, string>>
  readonly encryptionKey: JsonWebKey
}

/** Every answer that any phone of this process ever got, for what none of them may hold. */
export const phoneAnswers: PhoneAnswer[] = []

const base64url = (value: string | Buffer): string => Buffer.from(value).toString('base64url')

/** JWS in compact form with ES256, by hand from RFC 7515. */
export function jwsOf(header: object, payload: object, key: KeyObject): string {
  const input = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(payload))}`
  return `${input}.${base64url(sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }))}`
}

/** JWE in compact form with ECDH-ES and A256GCM, by hand from RFC 7516 and RFC 7518 §4.6. */
export function jweOf(text: string, recipient: JsonWebKey): string {
  const ephemeral = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { kty, crv, x, y } = ephemeral.publicKey.export({ format: 'jwk' })
  const header = base64url(JSON.stringify({ alg: 'ECDH-ES', enc: 'A256GCM', epk: { kty, crv, x, y } }))
  const publicKey = createPublicKey({ key: recipient, format: 'jwk' })
  const shared = diffieHellman({ privateKey: ephemeral.privateKey, publicKey })
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', concatKdf(shared, 'A256GCM'), iv).setAAD(Buffer.from(header))
  const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return [header, '', base64url(iv), base64url(encrypted), base64url(cipher.getAuthTag())].join('.')
}

/** NIST SP 800-56A §5.8.1 for one round of SHA-256, with empty party information. */
function concatKdf(shared: Buffer, algorithm: string): Buffer {
  const number = (value: number): Buffer => {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(value)
    return bytes
  }
  const name = Buffer.from(algorithm)
  const info = [number(name.length), name, number(0), number(0), number(256)]
  return createHash('sha256')
    .update(Buffer.concat([number(1), shared, ...info]))
    .digest()
}

/** A phone without a screen, written from docs/pass-protocol.md alone. */
export class VirtualPhone {
  readonly pairings: PhonePairing[] = []

  /** Pairs by a pairing link, or in a login that lets phones pair. Returns what the broker answered. */
  async pair(link: string, { name = 'Testtelefon', pin = '12345' } = {}): Promise<PhoneAnswer> {
    const { api, token, kind, broker } = readLink(link)
    const offer = await ask('GET', `${api}/${kind}/${token}`)
    if (offer.status !== 200) return offer
    const encryptionKey = kind === 'pairings' ? offer.body.encryptionKey : offer.body.pairing?.encryptionKey
    if (!encryptionKey) return offer
    const pairing = newPairing(broker)
    const header = { alg: 'ES256', typ: 'pass-pair', jwk: pairing.publicKey }
    const payload = { aud: broker, link: token, name, pin: jweOf(pinDigest(pairing, pin), encryptionKey) }
    const answer = await ask('POST', `${api}/${kind}/${token}/device`, jwsOf(header, payload, pairing.privateKey))
    if (answer.status !== 201) return answer
    pairing.device = answer.body.device
    this.pairings.push(pairing)
    return answer
  }

  get pairing(): PhonePairing {
    const last = this.pairings.at(-1)
    if (!last) throw new Error('this phone is not paired')
    return last
  }

  async open(link: string, pairing = this.pairing): Promise<PhoneAnswer> {
    const { api, token, broker } = readLink(link)
    const payload = { aud: broker, link: token }
    return ask('POST', `${api}/challenges/${token}/open`, signed('pass-open', payload, pairing))
  }

  /** Opens a challenge and answers it. */
  async confirm(
    link: string,
    { number, pin = '12345', pairing = this.pairing }: { number?: string; pin?: string; pairing?: PhonePairing } = {},
  ): Promise<PhoneAnswer> {
    const opened = await this.open(link, pairing)
    if (opened.status !== 200) return opened
    return this.send(link, 'answer', this.answerOf(link, opened.body, { number, pin, pairing }))
  }

  /** A signed answer that is not sent. `changes` to what is signed, `key` to sign it with: for attacks. */
  answerOf(
    link: string,
    opened: OpenChallenge,
    {
      number,
      pin = '12345',
      pairing = this.pairing,
      changes = {},
    }: { number?: string | undefined; pin?: string; pairing?: PhonePairing; changes?: object } = {},
  ): string {
    const { token, broker } = readLink(link)
    const payload = {
      aud: broker,
      link: token,
      nonce: opened.nonce,
      decision: 'confirm',
      service: opened.service['de'],
      pin: jweOf(pinDigest(pairing, pin), opened.encryptionKey),
      ...(number === undefined ? {} : { number }),
      ...changes,
    }
    return signed('pass-answer', payload, pairing)
  }

  async decline(link: string, pairing = this.pairing): Promise<PhoneAnswer> {
    const opened = await this.open(link, pairing)
    if (opened.status !== 200) return opened
    const { token, broker } = readLink(link)
    const payload = { aud: broker, link: token, nonce: opened.body.nonce, decision: 'decline' }
    return this.send(link, 'answer', signed('pass-answer', payload, pairing))
  }

  /** The number after an answer without one; `nonce` is the challenge's. */
  async number(link: string, nonce: string, number: string, pairing = this.pairing): Promise<PhoneAnswer> {
    const { token, broker } = readLink(link)
    return this.send(link, 'number', signed('pass-number', { aud: broker, link: token, nonce, number }, pairing))
  }

  async send(link: string, what: 'open' | 'answer' | 'number', jws: string): Promise<PhoneAnswer> {
    const { api, token } = readLink(link)
    return ask('POST', `${api}/challenges/${token}/${what}`, jws)
  }
}

export function signed(typ: string, payload: object, { device, privateKey }: PhonePairing): string {
  return jwsOf({ alg: 'ES256', typ, kid: device }, payload, privateKey)
}

export function newPairing(broker: string): PhonePairing {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' })
  if (!kty || !crv || !x || !y) throw new Error('no key')
  return { device: '', broker, privateKey, publicKey: { kty, crv, x, y }, pinKey: randomBytes(32) }
}

export const pinDigest = ({ pinKey }: Pick<PhonePairing, 'pinKey'>, pin: string): string =>
  createHmac('sha256', pinKey).update(pin, 'utf8').digest('base64url')

/** `<broker>/pass/login/<link>` or `<broker>/pass/pair/<link>`. */
export function readLink(link: string) {
  const match = /^(https?:\/\/[^/]+)\/pass\/(login|pair)\/([\w-]{22})$/.exec(link)
  if (!match) throw new Error(`no link of a pass: ${link}`)
  const [, broker = '', kind, token = ''] = match
  return {
    broker,
    api: `${broker}/api/v1/pass`,
    kind: kind === 'pair' ? ('pairings' as const) : ('challenges' as const),
    token,
  }
}

/** One request of a phone, kept for what no answer may hold. */
export async function ask(method: 'GET' | 'POST', url: string, jws?: string): Promise<PhoneAnswer> {
  return send(url, {
    method,
    ...(jws === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ jws }) }),
  })
}

export async function send(url: string, request: RequestInit): Promise<PhoneAnswer> {
  const response = await fetch(url, { redirect: 'manual', ...request })
  const answer = {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    body: (await response.json().catch(() => null)) as PhoneBody,
  }
  phoneAnswers.push(answer)
  return answer
}
