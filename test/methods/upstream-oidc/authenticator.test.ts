import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { BrokerError } from '../../../src/domain/error-catalogue.js'
import { loginId } from '../../../src/domain/ids.js'
import type { MethodContext, Outcome } from '../../../src/login/kit/authenticator.js'
import { forgedIssuer, HIGH, LOW, SUBSTANTIAL } from '../../support/forged-issuer.js'
import { methodContext } from '../../support/method-context.js'
import { CALLBACK, cameTo, oidcLogin, oidcMethod, type OidcOptions } from '../../support/oidc-world.js'

type Forged = Awaited<ReturnType<typeof forgedIssuer>>

const { asked: ASKED } = methodContext()
const asked = (change: Partial<MethodContext['asked']>): Partial<MethodContext> => ({ asked: { ...ASKED, ...change } })
const wanted = (...attributes: MethodContext['wanted']['attributes'][number][]): Partial<MethodContext> => ({
  wanted: { purpose: 'login', attributes, optional: [] },
})
const seconds = (): number => Math.floor(Date.now() / 1000)

describe('another account by OpenID Connect', () => {
  let issuer: Forged

  beforeEach(async () => {
    issuer = await forgedIssuer()
  })
  afterEach(() => issuer.stop())

  const proof = async (change: Partial<MethodContext> = {}, options: Partial<OidcOptions> = {}): Promise<Outcome> => {
    const login = oidcLogin(oidcMethod({ issuer: issuer.url, ...options }), change)
    return login.comeBack(issuer.answerTo(await login.leave()))
  }
  const evidence = async (...args: Parameters<typeof proof>) => {
    const outcome = await proof(...args)
    if (outcome.kind !== 'proved') throw new Error(cameTo(outcome))
    return outcome.evidence
  }

  it('leads to the provider with a code challenge, a nonce and the classes that serve', async () => {
    const login = oidcLogin(oidcMethod({ issuer: issuer.url }), { ...asked({ level: 'substantiell' }), language: 'en' })
    const { origin, pathname, searchParams } = await login.leave()
    expect(origin + pathname).to.equal(`${issuer.url}/auth`)
    const { state, nonce, code_challenge, ...rest } = Object.fromEntries(searchParams)
    expect([state?.split('.')[0], nonce?.length, code_challenge?.length]).to.deep.equal(['login-of-nobody-yet', 43, 43])
    expect(rest).to.deep.equal({
      client_id: 'servicekonto',
      redirect_uri: CALLBACK,
      response_type: 'code',
      scope: 'openid',
      code_challenge_method: 'S256',
      acr_values: `${SUBSTANTIAL} ${HIGH}`,
      max_age: '7200',
      ui_locales: 'en',
    })
  })

  it('asks each question with a state, a nonce and a code challenge of its own', async () => {
    const login = oidcLogin(oidcMethod({ issuer: issuer.url }))
    const [one, other] = [(await login.leave()).searchParams, (await login.leave()).searchParams]
    for (const name of ['state', 'nonce', 'code_challenge']) expect(one.get(name)).to.not.equal(other.get(name))
  })

  it('asks anew for a fresh proof, and without any page where none may be shown', async () => {
    const parameters = async (change: Partial<MethodContext['asked']>) => {
      const { searchParams } = await oidcLogin(oidcMethod({ issuer: issuer.url }), asked(change)).leave()
      return [searchParams.get('prompt'), searchParams.get('max_age'), searchParams.get('acr_values')]
    }
    expect(await parameters({ forceAuthn: true, level: 'hoch' })).to.deep.equal(['login', '0', HIGH])
    expect(await parameters({ isPassive: true, level: 'basis' })).to.deep.equal(['none', '43200', null])
  })

  it('asks for single claims where the provider takes them, else for the scopes that have them', async () => {
    const ask = async () =>
      Object.fromEntries(
        (
          await oidcLogin(oidcMethod({ issuer: issuer.url }), {
            wanted: { purpose: 'login', attributes: ['givenName', 'email'], optional: ['email'] },
          }).leave()
        ).searchParams,
      )
    const single = await ask()
    expect([single['scope'], JSON.parse(single['claims'] ?? '')]).to.deep.equal([
      'openid',
      { userinfo: { given_name: { essential: true }, email: null, email_verified: null } },
    ])
    issuer.parts.metadata = { claims_parameter_supported: false }
    const scopes = await ask()
    expect([scopes['scope'], scopes['claims']]).to.deep.equal(['openid profile email', undefined])
  })

  it('redeems the code with what the challenge was made of', async () => {
    const login = oidcLogin(oidcMethod({ issuer: issuer.url }))
    const leave = await login.leave()
    expect(cameTo(await login.comeBack(issuer.answerTo(leave)))).to.equal('proved hoch')
    const verifier = issuer.sent[0]?.get('code_verifier') ?? ''
    expect(createHash('sha256').update(verifier).digest('base64url')).to.equal(leave.searchParams.get('code_challenge'))
    expect(issuer.sent[0]?.get('redirect_uri')).to.equal(CALLBACK)
  })

  it('tells what the service wants to know, at the level of the proof, and who took it', async () => {
    issuer.parts.claims = { acr: SUBSTANTIAL }
    issuer.parts.userInfo = {
      ...issuer.parts.userInfo,
      email: 'm@post.example',
      email_verified: true,
      gender: 'female',
    }
    const proved = await evidence(wanted('givenName', 'email'))
    expect(proved).to.deep.include({
      method: 'nord',
      level: 'substantiell',
      upstream: { authorities: [issuer.url], once: false, lasting: true },
    })
    expect(proved.subject.kind).to.equal('key')
    // The family name, which nobody asked for, is kept for the comparison with an account; the gender is not.
    expect(Object.keys(proved.facts ?? {}).sort()).to.deep.equal(['email', 'familyName', 'givenName'])
    expect(proved.facts?.givenName).to.include({ value: 'Mira', origin: 'upstream:nord', level: 'substantiell' })
  })

  it('takes what the ID token tells over what the endpoint does, and an address as verified where it is told', async () => {
    issuer.parts.claims = { given_name: 'Mirjam', email_verified: true }
    issuer.parts.userInfo = { ...issuer.parts.userInfo, email: 'm@post.example' }
    const { facts } = await evidence(wanted('givenName', 'email'))
    expect([facts?.givenName?.value, facts?.familyName?.value, facts?.email]).to.deep.equal([
      'Mirjam',
      'Sommer',
      undefined,
    ])
  })

  it('is not named where its operator hides it', async () => {
    expect((await evidence({}, { settings: { hideAuthority: true } })).upstream?.authorities).to.deep.equal([])
  })

  it('names its people by upstream, issuer and exact subject', async () => {
    const one = (await evidence()).subject
    expect((await evidence()).subject).to.deep.equal(one)
    expect((await evidence({}, { id: 'upstream-2' })).subject).to.not.deep.equal(one)
    issuer.parts.claims = { sub: 'MIRA-0815' }
    expect((await evidence()).subject).to.not.deep.equal(one)
  })

  it('counts at most as its operator set, and by the classes that its operator listed', async () => {
    expect((await evidence({}, { settings: { maxLevel: 'substantiell' } })).level).to.equal('substantiell')
    issuer.parts.claims = { acr: 'silber' }
    const levels = { silber: 'substantiell', gold: 'hoch' } as const
    expect((await evidence({}, { settings: { levels } })).level).to.equal('substantiell')
    const { searchParams } = await oidcLogin(
      oidcMethod({ issuer: issuer.url, settings: { levels } }),
      asked({ level: 'hoch' }),
    ).leave()
    expect(searchParams.get('acr_values')).to.equal('gold')
  })

  it('proves nothing below what was asked, nor with a class that nobody knows, nor without one', async () => {
    for (const acr of [LOW, 'silber', 'constructor', undefined]) {
      issuer.parts.claims = { acr }
      expect(cameTo(await proof(asked({ level: 'substantiell' })))).to.equal('level level-below')
    }
    issuer.parts.claims = { acr: undefined }
    expect(cameTo(await proof())).to.equal('level level-below')
    expect(cameTo(await proof(asked({ level: 'basis' })))).to.equal('proved basis')
  })

  it('proves nothing old where a fresh proof was asked for', async () => {
    const fresh = asked({ forceAuthn: true })
    expect(cameTo(await proof(fresh))).to.equal('proved hoch')
    issuer.parts.claims = { auth_time: seconds() - 120 }
    expect(cameTo(await proof(fresh))).to.equal('not-possible not-fresh')
    issuer.parts.claims = { auth_time: undefined }
    expect(cameTo(await proof(fresh))).to.equal('not-possible not-fresh')
  })

  it('counts from when it was proved, and once where that was too long ago or nobody knows', async () => {
    const at = seconds() - 600
    issuer.parts.claims = { auth_time: at }
    const early = await evidence()
    expect([early.at, early.upstream?.once]).to.deep.equal([at * 1000, false])
    issuer.parts.claims = { auth_time: seconds() - 3600 }
    expect((await evidence()).upstream?.once).to.equal(true)
    issuer.parts.claims = { auth_time: undefined }
    expect((await evidence()).upstream?.once).to.equal(true)
  })

  it('takes nothing that the userinfo endpoint says of somebody else', async () => {
    issuer.parts.userInfo = { sub: 'somebody-else', given_name: 'Ole' }
    expect(cameTo(await proof(wanted('givenName')))).to.equal('not-possible userinfo-refused')
    expect(cameTo(await proof())).to.equal('proved hoch')
  })

  it('ends nothing by a return for another login, or for none', async () => {
    const method = oidcMethod({ issuer: issuer.url })
    const [mine, other] = [oidcLogin(method), oidcLogin(method, { login: loginId('another-login') })]
    await mine.leave()
    const stolen = issuer.answerTo(await other.leave())
    for (const fields of [stolen, { ...stolen, state: '' }, { code: 'code-1' }]) {
      const fault = await mine.comeBack(fields).catch((error: unknown) => error)
      expect(fault).to.be.instanceOf(BrokerError).with.property('code', 'form-input')
    }
    expect(issuer.sent).to.have.length(0)
  })

  it('takes the answer to any of the last few questions of a login', async () => {
    const login = oidcLogin(oidcMethod({ issuer: issuer.url }))
    const first = await login.leave()
    await login.leave()
    expect(cameTo(await login.comeBack(issuer.answerTo(first)))).to.equal('proved hoch')
    for (let count = 0; count < 3; count++) await login.leave()
    const fault = await login.comeBack(issuer.answerTo(first)).catch((error: unknown) => error)
    expect(fault).to.be.instanceOf(BrokerError)
  })

  it('shows no code to its token endpoint that another provider gave', async () => {
    const login = oidcLogin(oidcMethod({ issuer: issuer.url }))
    const fields = issuer.answerTo(await login.leave())
    const { code = '', state = '' } = fields
    for (const mixedUp of [
      { ...fields, iss: 'https://other.example' },
      { code, state },
    ]) {
      expect(cameTo(await login.comeBack(mixedUp))).to.equal('not-possible token-refused')
    }
    expect(issuer.sent).to.have.length(0)
  })

  it('says what the provider led back with', async () => {
    const method = oidcMethod({ issuer: issuer.url })
    const login = oidcLogin(method)
    const { state = '', iss = '' } = issuer.answerTo(await login.leave())
    const ends: Readonly<Record<string, string>> = {
      access_denied: 'declined access-denied',
      login_required: 'not-possible login-required',
      interaction_required: 'not-possible login-required',
      unmet_authentication_requirements: 'level level-refused',
      temporarily_unavailable: 'not-possible issuer-error',
      constructor: 'not-possible issuer-error',
    }
    for (const [error, end] of Object.entries(ends)) {
      expect(cameTo(await login.comeBack({ error, state, iss }))).to.equal(end)
    }
    // What a citizen decides is nothing to look after.
    expect(method.lines).to.deep.equal(Array(2).fill('warn upstream.not-proved The issuer led back with an error'))
  })
})
