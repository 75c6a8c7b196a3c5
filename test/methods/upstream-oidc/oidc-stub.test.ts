import { generateKeyPairSync } from 'node:crypto'
import { expect } from 'chai'
import type { ClientMetadata } from 'oidc-provider'
import { type OidcStub, startOidcStub } from '../../../src/demo/oidc-stub/oidc-stub.js'
import type { MethodContext } from '../../../src/login/kit/authenticator.js'
import { freePort } from '../../support/free-port.js'
import { methodContext } from '../../support/method-context.js'
import { CALLBACK, cameTo, CLIENT_ID, CLIENT_SECRET, oidcLogin, oidcMethod } from '../../support/oidc-world.js'
import { visitorOf } from '../../support/stub-visitor.js'

const asked = (change: Partial<MethodContext['asked']>): Partial<MethodContext> => ({
  asked: { ...methodContext().asked, ...change },
})

const BASIC: ClientMetadata = {
  client_id: CLIENT_ID,
  client_secret: CLIENT_SECRET,
  redirect_uris: [CALLBACK],
  token_endpoint_auth_method: 'client_secret_basic',
}

describe('another account at a real OpenID provider', () => {
  let stub: OidcStub

  const serve = async (client: ClientMetadata = BASIC): Promise<void> => {
    stub = await startOidcStub(`http://127.0.0.1:${await freePort()}`, [client])
  }
  afterEach(() => stub.stop())

  it('proves somebody with the secret of a client', async () => {
    await serve()
    const login = oidcLogin(oidcMethod({ issuer: stub.issuer }), {
      wanted: { purpose: 'login', attributes: ['givenName', 'birthDate', 'locality', 'phone'], optional: [] },
    })
    const outcome = await login.comeBack(await visitorOf().choose(await login.leave(), 'mira-sommer'))
    expect(cameTo(outcome)).to.equal('proved substantiell')
    const facts = outcome.kind === 'proved' ? outcome.evidence.facts : undefined
    expect([facts?.givenName?.value, facts?.birthDate?.value, facts?.locality?.value, facts?.phone]).to.deep.equal([
      'Mira',
      '1987-03-09',
      'Münster',
      undefined,
    ])
  })

  for (const [kind, pair] of [
    ['RSA', generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['P-256', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
  ] as const) {
    it(`proves somebody with a private key of a client (${kind}), and with no other`, async () => {
      const key = pair.publicKey.export({ format: 'jwk' }) as { kty: string }
      await serve({
        client_id: CLIENT_ID,
        redirect_uris: [CALLBACK],
        token_endpoint_auth_method: 'private_key_jwt',
        jwks: { keys: [key] },
      })
      const once = async (secret: string): Promise<string> => {
        const login = oidcLogin(oidcMethod({ issuer: stub.issuer, proof: 'private_key_jwt', secret }))
        return cameTo(await login.comeBack(await visitorOf().choose(await login.leave(), 'mira-sommer')))
      }
      expect(await once(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())).to.equal(
        'proved substantiell',
      )
      const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
      expect(await once(other.export({ type: 'pkcs8', format: 'pem' }).toString())).to.equal(
        'not-possible code-refused',
      )
    })
  }

  it('proves nobody who is not proved there', async () => {
    await serve()
    const login = oidcLogin(oidcMethod({ issuer: stub.issuer }))
    expect(cameTo(await login.comeBack(await visitorOf().choose(await login.leave(), null)))).to.equal(
      'declined access-denied',
    )
    const passive = oidcLogin(oidcMethod({ issuer: stub.issuer }), asked({ isPassive: true }))
    expect(cameTo(await passive.comeBack(await visitorOf().visit(await passive.leave())))).to.equal(
      'not-possible login-required',
    )
    const substantial = oidcLogin(oidcMethod({ issuer: stub.issuer }), asked({ level: 'substantiell' }))
    const low = await visitorOf().choose(await substantial.leave(), 'till-becker')
    expect(cameTo(await substantial.comeBack(low))).to.equal('level level-below')
  })

  it('asks nobody twice but for a fresh proof', async () => {
    await serve()
    const visitor = visitorOf()
    const method = oidcMethod({ issuer: stub.issuer })
    const first = oidcLogin(method)
    await first.comeBack(await visitor.choose(await first.leave(), 'mira-sommer'))
    const again = oidcLogin(method)
    expect(cameTo(await again.comeBack(await visitor.visit(await again.leave())))).to.equal('proved substantiell')
    const fresh = oidcLogin(method, asked({ forceAuthn: true }))
    expect(cameTo(await fresh.comeBack(await visitor.choose(await fresh.leave(), 'mira-sommer')))).to.equal(
      'proved substantiell',
    )
  })

  it('gives nothing for a code that another browser got, nor twice for one', async () => {
    await serve()
    const method = oidcMethod({ issuer: stub.issuer })
    const [mine, victim] = [oidcLogin(method), oidcLogin(method)]
    const injected = await visitorOf().choose(await mine.leave(), 'mira-sommer')
    const { state = '' } = await visitorOf().choose(await victim.leave(), 'till-becker')
    expect(cameTo(await victim.comeBack({ ...injected, state }))).to.equal('not-possible code-refused')
    const taken = await visitorOf().choose(await mine.leave(), 'mira-sommer')
    expect(cameTo(await mine.comeBack(taken))).to.equal('proved substantiell')
    expect(cameTo(await mine.comeBack(taken))).to.equal('not-possible code-refused')
  })
})
