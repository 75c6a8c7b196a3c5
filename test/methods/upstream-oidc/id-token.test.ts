import { expect } from 'chai'
import { forgedIssuer, issuerKey } from '../../support/forged-issuer.js'
import { cameTo, oidcLogin, oidcMethod } from '../../support/oidc-world.js'

type Forged = Awaited<ReturnType<typeof forgedIssuer>>

const seconds = (): number => Math.floor(Date.now() / 1000)

describe('the ID token of an OpenID provider', () => {
  let issuer: Forged

  beforeEach(async () => {
    issuer = await forgedIssuer()
  })
  afterEach(() => issuer.stop())

  /** What comes of a login whose issuer says this. */
  const come = async (change: (parts: Forged['parts']) => void = () => undefined): Promise<string> => {
    const login = oidcLogin(oidcMethod({ issuer: issuer.url }))
    const fields = issuer.answerTo(await login.leave())
    change(issuer.parts)
    return cameTo(await login.comeBack(fields))
  }
  const withClaims = (claims: Record<string, unknown>): Promise<string> => come((parts) => (parts.claims = claims))

  it('proves who logged in if it is signed, for us, and for this question', async () => {
    expect(await come()).to.equal('proved hoch')
  })

  it('is refused from another issuer', async () => {
    expect(await withClaims({ iss: 'https://other.example' })).to.equal('not-possible token-refused')
    expect(await withClaims({ iss: `${issuer.url}/` })).to.equal('not-possible token-refused')
  })

  it('is refused if it is for others, or for others too', async () => {
    expect(await withClaims({ aud: 'other' })).to.equal('not-possible token-refused')
    expect(await withClaims({ aud: ['servicekonto', 'other'], azp: 'servicekonto' })).to.equal(
      'not-possible token-refused',
    )
    expect(await withClaims({ aud: ['servicekonto'] })).to.equal('proved hoch')
  })

  it('is refused if it was given to another client', async () => {
    expect(await withClaims({ azp: 'other' })).to.equal('not-possible token-refused')
    expect(await withClaims({ azp: 'servicekonto' })).to.equal('proved hoch')
  })

  it('is refused without a signature, and by a shared secret that is no secret', async () => {
    const announced = ['RS256', 'none', 'HS256']
    issuer.parts.metadata = { id_token_signing_alg_values_supported: announced }
    expect(await come((parts) => (parts.header = { alg: 'none' }))).to.equal('not-possible token-refused')
    expect(await come((parts) => (parts.header = { alg: 'HS256' }))).to.equal('not-possible token-refused')
  })

  it('is refused if it is signed by an algorithm that is not on the list, though the issuer has it', async () => {
    issuer.parts.metadata = { id_token_signing_alg_values_supported: ['RS256', 'RS512', 'PS256'] }
    expect(await come((parts) => (parts.header = { alg: 'RS512' }))).to.equal('not-possible token-refused')
    expect(await come((parts) => (parts.header = { alg: 'PS256' }))).to.equal('proved hoch')
  })

  it('is refused if another key signed it, whatever its header brings along', async () => {
    const other = issuerKey('one')
    expect(await come((parts) => (parts.key = other))).to.equal('not-possible token-refused')
    expect(await come((parts) => (parts.header = { jwk: other.jwk }))).to.equal('not-possible token-refused')
  })

  it('is taken by a key that the issuer has changed to, and asks for keys no more often than that', async () => {
    const method = oidcMethod({ issuer: issuer.url })
    const once = async (): Promise<string> => {
      const login = oidcLogin(method)
      return cameTo(await login.comeBack(issuer.answerTo(await login.leave())))
    }
    const fetched = (): number => issuer.asked.filter((path) => path === '/jwks').length
    expect([await once(), await once(), fetched()]).to.deep.equal(['proved hoch', 'proved hoch', 1])
    const next = issuerKey('two')
    issuer.parts.published = [next]
    issuer.parts.key = next
    expect([await once(), await once(), fetched()]).to.deep.equal(['proved hoch', 'proved hoch', 2])
    issuer.parts.key = issuerKey('three')
    expect([await once(), fetched()]).to.deep.equal(['not-possible token-refused', 3])
  })

  it('is refused with the nonce of another question, and without one', async () => {
    expect(await withClaims({ nonce: 'of-another-login' })).to.equal('not-possible token-refused')
    expect(await withClaims({ nonce: undefined })).to.equal('not-possible token-refused')
  })

  it('is refused once it has ended; clocks may be a minute apart', async () => {
    expect(await withClaims({ exp: seconds() - 90 })).to.equal('not-possible token-refused')
    expect(await withClaims({ exp: seconds() - 30 })).to.equal('proved hoch')
    expect(await withClaims({ iat: seconds() + 120, exp: seconds() + 300 })).to.equal('not-possible token-refused')
    expect(await withClaims({ iat: seconds() + 30 })).to.equal('proved hoch')
  })

  it('is refused if it was made before it was asked for', async () => {
    expect(await withClaims({ iat: seconds() - 120 })).to.equal('not-possible token-refused')
    expect(await withClaims({ iat: seconds() - 30 })).to.equal('proved hoch')
  })

  it('is refused beside an access token that it was not made with', async () => {
    expect(await withClaims({ at_hash: 'tcM3PAtwrd0KCVQJoYIdOQ' })).to.equal('not-possible token-refused')
    // The left half of SHA-256 of `access`.
    expect(await withClaims({ at_hash: 'oFYf1knNtrqnhAVfBRuteQ' })).to.equal('proved hoch')
  })

  it('is refused if it names nobody, by blanks, by too many characters, or by others than ASCII has', async () => {
    for (const sub of ['', ' ', '   ', 'a'.repeat(256), 'jürgen', 'a\nb']) {
      expect(await withClaims({ sub }), JSON.stringify(sub)).to.equal('not-possible token-refused')
    }
    for (const sub of [' a', 'a'.repeat(255)]) {
      expect(await withClaims({ sub })).to.equal('proved hoch')
    }
  })
})
