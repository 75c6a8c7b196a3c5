import { createHmac, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { CLIENT_ID } from './oidc-world.js'

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A key pair of an issuer, as it publishes and uses it. */
export interface IssuerKey {
  readonly kid: string
  readonly privateKey: KeyObject
  readonly jwk: Readonly<Record<string, unknown>>
}

export function issuerKey(kid: string): IssuerKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { kid, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig' } }
}

/** A token that is signed as its header says, by this key. */
export function tokenOf(header: Readonly<Record<string, unknown>>, claims: object, { privateKey }: IssuerKey): string {
  const input = `${base64url(header)}.${base64url(claims)}`
  return `${input}.${signatureOf(String(header['alg']), Buffer.from(input), privateKey).toString('base64url')}`
}

function signatureOf(alg: string, input: Buffer, key: KeyObject): Buffer {
  if (alg === 'none') return Buffer.alloc(0)
  // The confusion: the public key, which everybody has, taken for a shared secret.
  const published = createPublicKey(key).export({ type: 'spki', format: 'pem' })
  if (alg === 'HS256') return createHmac('sha256', published).update(input).digest()
  const isPss = alg.startsWith('PS')
  return sign(`sha${alg.slice(2)}`, input, isPss ? { key, padding: 6, saltLength: 32 } : key)
}

/** What the issuer says; a test changes what it likes between two requests. */
export interface ForgedParts {
  metadata: Record<string, unknown>
  published: IssuerKey[]
  key: IssuerKey
  header: Record<string, unknown>
  /** Over those that a good token has; undefined takes one out. */
  claims: Record<string, unknown>
  userInfo: Record<string, unknown>
  /** In place of the whole answer of the token endpoint. */
  tokenAnswer: { readonly status: number; readonly headers?: Record<string, string>; readonly body: string } | null
}

const SUBJECT = 'mira-0815'

/** An issuer that says whatever a test wants. It asks nobody to log in: `answer` plays that part. */
export async function forgedIssuer() {
  const asked: string[] = []
  const sent: URLSearchParams[] = []
  let nonce = ''
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const key = issuerKey('one')
  const parts: ForgedParts = {
    metadata: {},
    published: [key],
    key,
    header: {},
    claims: {},
    userInfo: { sub: SUBJECT, given_name: 'Mira', family_name: 'Sommer' },
    tokenAnswer: null,
  }

  const metadata = () => ({
    issuer: url,
    authorization_endpoint: `${url}/auth`,
    token_endpoint: `${url}/token`,
    userinfo_endpoint: `${url}/me`,
    jwks_uri: `${url}/jwks`,
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    claims_parameter_supported: true,
    authorization_response_iss_parameter_supported: true,
    ...parts.metadata,
  })

  const idToken = (): string => {
    const now = Math.floor(Date.now() / 1000)
    const good = { iss: url, sub: SUBJECT, aud: CLIENT_ID, nonce, iat: now, exp: now + 120, auth_time: now, acr: HIGH }
    return tokenOf({ alg: 'RS256', kid: parts.key.kid, ...parts.header }, { ...good, ...parts.claims }, parts.key)
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? ''
    asked.push(path)
    const json = (value: unknown): void => {
      response.setHeader('Content-Type', 'application/json')
      response.end(JSON.stringify(value))
    }
    if (path === '/.well-known/openid-configuration') return void json(metadata())
    if (path === '/jwks') return void json({ keys: parts.published.map(({ jwk }) => jwk) })
    if (path === '/me') return void json(parts.userInfo)
    if (path !== '/token') return void response.writeHead(404).end()
    sent.push(new URLSearchParams(await text(request)))
    if (parts.tokenAnswer === null)
      return void json({ access_token: 'access', token_type: 'Bearer', id_token: idToken() })
    const { status, headers = { 'Content-Type': 'application/json' }, body } = parts.tokenAnswer
    response.writeHead(status, headers).end(body)
  }

  return {
    url,
    parts,
    /** The paths that were asked for, in order. */
    asked,
    /** The forms that came to the token endpoint. */
    sent,
    /** What a browser brings back from where the broker led it. */
    answerTo(leave: URL): Record<string, string> {
      nonce = leave.searchParams.get('nonce') ?? ''
      return { code: 'code-1', state: leave.searchParams.get('state') ?? '', iss: url }
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export const LOW = 'http://eidas.europa.eu/LoA/low'
export const SUBSTANTIAL = 'http://eidas.europa.eu/LoA/substantial'
export const HIGH = 'http://eidas.europa.eu/LoA/high'
