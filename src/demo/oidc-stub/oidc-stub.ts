import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { type ClientMetadata, type Configuration, errors, Provider } from 'oidc-provider'
import { STUB_ACCOUNTS } from './accounts.js'
import { loginPage } from './pages.js'

/** A running stand-in for an OpenID provider. */
export interface OidcStub {
  readonly issuer: string
  stop(): Promise<void>
}

const SCOPES = {
  openid: ['sub'],
  profile: [
    'given_name',
    'family_name',
    'birthdate',
    'gender',
    'birth_family_name',
    'title',
    'place_of_birth',
    'nationalities',
  ],
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
  address: ['address'],
}

/** A key made for this run: whoever starts the stand-in again has another one. */
const signingKey = (kid: string): Record<string, unknown> => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
  use: 'sig',
  alg: 'RS256',
  kid,
})

const configurationOf = (clients: readonly ClientMetadata[]): Configuration => ({
  clients: [...clients],
  jwks: { keys: [signingKey(randomBytes(4).toString('hex'))] },
  claims: SCOPES,
  acrValues: STUB_ACCOUNTS.flatMap(({ acr }) => acr ?? []),
  features: { devInteractions: { enabled: false }, claimsParameter: { enabled: true } },
  cookies: { keys: [randomBytes(32).toString('hex')] },
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  pkce: { required: () => true },
  ttl: { Interaction: 600, Grant: 3600, Session: 3600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
  findAccount: (_context, id) => {
    const account = STUB_ACCOUNTS.find((each) => each.id === id)
    return account && { accountId: id, claims: () => ({ sub: id, ...account.claims }) }
  },
  // Whoever pressed their button has agreed: consent is not what is shown here.
  loadExistingGrant: async ({ oidc }) => {
    if (!oidc.client || !oidc.session?.accountId) return undefined
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
    grant.addOIDCScope(Object.keys(SCOPES).join(' '))
    grant.addOIDCClaims(Object.values(SCOPES).flat())
    await grant.save()
    return grant
  },
})

/** The page on which somebody is chosen, and what they chose. */
const interact = async (provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { params } = await provider.interactionDetails(request, response)
  if (request.method !== 'POST') {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end(loginPage(request.url ?? '', String(params['client_id'])))
    return
  }
  const chosen = new URLSearchParams(await text(request)).get('account')
  const account = STUB_ACCOUNTS.find(({ id }) => id === chosen)
  const result = account
    ? { login: { accountId: account.id, ...(account.acr === null ? {} : { acr: account.acr }) } }
    : { error: 'access_denied', error_description: 'End-User aborted interaction' }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
}

const listen = (listener: RequestListener, port: number, host: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer(listener)
    server.once('error', reject)
    server.listen({ port, host, ipv6Only: true }, () => resolve(server))
  })

/** Starts the stand-in on this machine, for these clients. It keeps everything in memory. */
export const startOidcStub = async (issuer: string, clients: readonly ClientMetadata[]): Promise<OidcStub> => {
  const provider = new Provider(issuer, configurationOf(clients))
  const answer = provider.callback()
  const listener: RequestListener = (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
    interact(provider, request, response).catch((error: unknown) => {
      response.statusCode = error instanceof errors.SessionNotFound ? 400 : 500
      response.end('This login has ended.')
    })
  }
  const port = Number(new URL(issuer).port)
  const first = await listen(listener, port, '127.0.0.1')
  const second = await listen(listener, port, '::1').catch(() => null)
  const servers = second === null ? [first] : [first, second]
  return {
    issuer,
    stop: async () => {
      await Promise.all(
        servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections())),
      )
    },
  }
}
