// docs/pass-protocol.md by WebCrypto alone. Keys are made not extractable: neither this page nor any script reads them.

const VERSION = 1
const encoder = new TextEncoder()

const base64url = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const encoded = (text) => base64url(encoder.encode(text))

const concat = (...parts) => new Uint8Array(parts.flatMap((part) => [...new Uint8Array(part)]))

const bigEndian = (number) => new Uint8Array([number >>> 24, number >>> 16, number >>> 8, number])

/** What the broker answered, if it was no success. */
export class Refused extends Error {
  constructor(problem) {
    super(problem.title ?? 'no answer')
    this.code = problem.code ?? 'internal'
  }
}

/** `<broker>/pass/login/<link>` or `<broker>/pass/pair/<link>`; null for anything else. */
export function readLink(text) {
  if (!URL.canParse(text)) return null
  const { origin, pathname, search, hash } = new URL(text)
  const [, kind, link] = /^\/pass\/(login|pair)\/([\w-]{22})$/.exec(pathname) ?? []
  return link && search === '' && hash === '' ? { aud: origin, kind, link } : null
}

/** A scheme of an app's own has a dot (RFC 8252 §7.1); what a browser acts upon itself has none. */
const APP_SCHEME = /^[a-z][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)+:$/

/** Where the broker wants the phone to go back to. Throws for what no broker may ask for. */
export function readReturn(text, aud) {
  const isOurs = (address) => address.startsWith(`${aud}/login/`)
  if (isOurs(text)) return { href: text, app: null }
  if (!URL.canParse(text)) throw new Refused({ code: 'version' })
  const { protocol, username, hash, host, searchParams } = new URL(text)
  const [[name, address] = [], ...others] = searchParams
  const isInApp = (protocol === 'https:' || APP_SCHEME.test(protocol)) && username === '' && hash === ''
  if (!isInApp || name !== 'return' || others.length > 0 || !isOurs(address)) throw new Refused({ code: 'version' })
  return { href: text, app: protocol === 'https:' ? host : protocol.slice(0, -1) }
}

/** Every request goes through the simulator's own server, which knows one broker; an app asks the broker itself. */
async function ask(path, jws) {
  const response = await fetch(`/api/v1/pass${path}`, {
    ...(jws && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ jws }) }),
  })
  const body = await response.json().catch(() => ({}))
  if (!response.ok) throw new Refused(body)
  return body
}

async function jwsOf(header, payload, privateKey) {
  const input = `${encoded(JSON.stringify({ alg: 'ES256', ...header }))}.${encoded(JSON.stringify(payload))}`
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, encoder.encode(input))
  return `${input}.${base64url(signature)}`
}

/** JWE in compact form, ECDH-ES and A256GCM (RFC 7516, RFC 7518 §4.6). */
async function jweOf(text, recipient) {
  const curve = { name: 'ECDH', namedCurve: 'P-256' }
  const own = await crypto.subtle.generateKey(curve, false, ['deriveBits'])
  const theirs = await crypto.subtle.importKey('jwk', recipient, curve, false, [])
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own.privateKey, 256)
  const algorithm = encoder.encode('A256GCM')
  const info = concat(bigEndian(algorithm.length), algorithm, bigEndian(0), bigEndian(0), bigEndian(256))
  const key = await crypto.subtle.digest('SHA-256', concat(bigEndian(1), shared, info))
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', own.publicKey)
  const header = encoded(JSON.stringify({ alg: 'ECDH-ES', enc: 'A256GCM', epk: { kty, crv, x, y } }))
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const cipher = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt'])
  const additionalData = encoder.encode(header)
  const sealed = new Uint8Array(
    await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, cipher, encoder.encode(text)),
  )
  return [header, '', base64url(iv), base64url(sealed.slice(0, -16)), base64url(sealed.slice(-16))].join('.')
}

async function sealedPin(pinKey, pin, recipient) {
  return jweOf(base64url(await crypto.subtle.sign('HMAC', pinKey, encoder.encode(pin))), recipient)
}

/** What a pairing link, or a login that phones may pair in, offers. Null where nothing can be paired. */
export async function pairingOffer({ aud, kind, link }) {
  const body = await ask(kind === 'pair' ? `/pairings/${link}` : `/challenges/${link}`)
  if (body.version !== VERSION || body.aud !== aud) throw new Refused({ code: 'version' })
  const offer = kind === 'pair' ? body : body.pairing
  return offer && { ...offer, broker: body.name }
}

/** Makes the keys of a new pairing and sends what the broker may have of it. Gives what the phone keeps. */
export async function pair({ aud, kind, link }, offer, { name, pin }) {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
  const pinKey = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign'])
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', keys.publicKey)
  const jws = await jwsOf(
    { typ: 'pass-pair', jwk: { kty, crv, x, y } },
    { aud, link, name, pin: await sealedPin(pinKey, pin, offer.encryptionKey) },
    keys.privateKey,
  )
  const place = kind === 'pair' ? 'pairings' : 'challenges'
  const { device, challenge } = await ask(`/${place}/${link}/device`, jws)
  const pairing = { device, aud, broker: offer.broker, name, privateKey: keys.privateKey, pinKey }
  return { pairing, challenge: { aud, kind: 'login', link: challenge } }
}

const signed = (typ, { aud, link }, payload, { device, privateKey }) =>
  jwsOf({ typ, kid: device }, { aud, link, ...payload }, privateKey)

/** Opens a challenge: from here on it is this phone's. */
export const open = async (at, pairing) =>
  ask(`/challenges/${at.link}/open`, await signed('pass-open', at, {}, pairing))

/** Without `number` nothing goes on before the phone has brought the browser back, or the number. */
export async function confirm(at, opened, { service, number, pin }, pairing) {
  const { nonce, encryptionKey } = opened
  const payload = {
    nonce,
    decision: 'confirm',
    service,
    pin: await sealedPin(pairing.pinKey, pin, encryptionKey),
    ...(number && { number }),
  }
  return ask(`/challenges/${at.link}/answer`, await signed('pass-answer', at, payload, pairing))
}

export const decline = async (at, { nonce }, pairing) =>
  ask(`/challenges/${at.link}/answer`, await signed('pass-answer', at, { nonce, decision: 'decline' }, pairing))

export const sendNumber = async (at, { nonce }, number, pairing) =>
  ask(`/challenges/${at.link}/number`, await signed('pass-number', at, { nonce, number }, pairing))
