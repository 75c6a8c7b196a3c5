import { expect } from 'chai'
import { forgedIssuer } from '../../support/forged-issuer.js'
import { cameTo, oidcLogin, oidcMethod, type OidcOptions } from '../../support/oidc-world.js'

type Forged = Awaited<ReturnType<typeof forgedIssuer>>

describe('what an OpenID provider says of itself', () => {
  let issuer: Forged

  beforeEach(async () => {
    issuer = await forgedIssuer()
  })
  afterEach(() => issuer.stop())

  const start = async (options: Partial<OidcOptions> = {}): Promise<string> =>
    cameTo(await oidcLogin(oidcMethod({ issuer: issuer.url, ...options })).start())

  it('is asked for once in an hour, and serves on while it cannot be had', async () => {
    let now = Date.now()
    const method = oidcMethod({ issuer: issuer.url, deps: { clock: { now: () => now } } })
    const discovered = (): number => issuer.asked.filter((path) => path.endsWith('openid-configuration')).length
    await oidcLogin(method).leave()
    await oidcLogin(method).leave()
    expect(discovered()).to.equal(1)
    now += 61 * 60_000
    await oidcLogin(method).leave()
    expect(discovered()).to.equal(2)
    await issuer.stop()
    now += 61 * 60_000
    expect((await oidcLogin(method).leave()).pathname).to.equal('/auth')
  })

  it('is asked again soon after it was not there', async () => {
    let now = Date.now()
    issuer.parts.metadata = { issuer: 'https://other.example' }
    const method = oidcMethod({ issuer: issuer.url, deps: { clock: { now: () => now } } })
    const login = oidcLogin(method)
    await login.start()
    await login.start()
    expect(issuer.asked).to.have.length(1)
    issuer.parts.metadata = {}
    now += 6_000
    expect((await login.leave()).pathname).to.equal('/auth')
  })

  it('is refused if it names another issuer than is registered, by a slash even', async () => {
    issuer.parts.metadata = { issuer: 'https://other.example' }
    expect(await start()).to.equal('not-possible unreachable')
    issuer.parts.metadata = { issuer: `${issuer.url}/` }
    expect(await start()).to.equal('not-possible discovery-refused')
  })

  it('leads no browser to a page that is not on https', async () => {
    for (const endpoint of ['http://bank.example/auth', 'javascript:alert(1)', undefined]) {
      issuer.parts.metadata = { authorization_endpoint: endpoint }
      expect(await start()).to.equal('not-possible discovery-refused')
    }
    issuer.parts.metadata = {}
    expect(await start({ deps: { publicUrl: 'https://konto.example' } })).to.equal('not-possible discovery-refused')
  })

  it('leads a citizen back to the other methods if nobody is there, and tells the operator', async () => {
    await issuer.stop()
    const method = oidcMethod({ issuer: issuer.url })
    expect(cameTo(await oidcLogin(method).start())).to.equal('not-possible unreachable')
    expect(method.lines).to.deep.equal(['warn upstream.not-proved Its metadata could not be had'])
  })

  it('is not offered while the probe of the broker finds it down', () => {
    const { method } = oidcMethod({ issuer: issuer.url, deps: { isUp: () => false } })
    expect(method.usable()).to.deep.equal({ usable: false, reason: 'down' })
  })

  it('serves nothing with a secret that does not open, or a key that signs nothing', async () => {
    expect(await start({ secret: null })).to.equal('not-possible discovery-refused')
    expect(await start({ proof: 'private_key_jwt', secret: 'no key' })).to.equal('not-possible discovery-refused')
  })

  it('is asked for tokens by no other address, and by no more than fits', async () => {
    const end = async (): Promise<string> => {
      const login = oidcLogin(oidcMethod({ issuer: issuer.url }))
      return cameTo(await login.comeBack(issuer.answerTo(await login.leave())))
    }
    issuer.parts.tokenAnswer = { status: 307, headers: { Location: `${issuer.url}/jwks` }, body: '' }
    expect(await end()).to.equal('not-possible token-refused')
    issuer.parts.tokenAnswer = { status: 200, body: JSON.stringify({ filled: 'x'.repeat(300_000) }) }
    expect(await end()).to.equal('not-possible unreachable')
    issuer.parts.tokenAnswer = { status: 400, body: JSON.stringify({ error: 'invalid_grant' }) }
    expect(await end()).to.equal('not-possible code-refused')
    expect(issuer.asked).to.not.include('/jwks')
  })

  it('finds what it is told at its endpoints unreachable where the network is not for the broker', async () => {
    const { createCallOut } = await import('../../../src/outgoing/call-out.js')
    const callOut = createCallOut({ loopback: false, allow: [] })
    expect(await start({ deps: { callOut } })).to.equal('not-possible unreachable')
  })
})
