import { expect } from 'chai'
import { currentRequirements } from '../../src/domain/requirements.js'
import { goOn } from '../../src/login/visit.js'
import { confirmed, loggedIn, pageOf } from '../support/flow-walk.js'
import { asksFor, citizen, flowWorld } from '../support/flow-world.js'
import { testService } from '../support/saml-service.js'

const SERVICE = 'https://portal.example/sp'

describe('a registration that changes while a login is open', () => {
  const asked = asksFor({ attributes: { required: ['givenName', 'email'], optional: ['phone', 'street'] } })

  it('decides level, methods, single sign-on and pseudonymity at once', () => {
    const settings = { trustLevel: 'hoch', pseudonymous: true, sso: false, methods: [] } as const
    expect(currentRequirements(asked, testService({ settings }), [])).to.include({
      registeredLevel: 'hoch',
      pseudonymous: true,
      singleSignOn: false,
    })
  })

  it('asks for the level of an attribute while the service requires it', () => {
    const attributeLevels = ['email:substantiell', 'phone:hoch'] as const
    const levelWith = (settings: object) =>
      currentRequirements(asked, testService({ settings: { trustLevel: 'normal', attributeLevels, ...settings } }), [])
        .registeredLevel
    expect(levelWith({})).to.equal('substantiell')
    expect(levelWith({ requiredAttributes: ['givenName'] })).to.equal('normal')
  })

  it('is the ceiling of what was asked for where the operator lists attributes', () => {
    const settings = { requiredAttributes: ['givenName'], optionalAttributes: ['street'] } as const
    expect(currentRequirements(asked, testService({ settings }), []).attributes).to.deep.equal({
      required: ['givenName'],
      optional: ['street'],
    })
    expect(currentRequirements(asked, testService(), []).attributes).to.deep.equal(asked.attributes)
  })

  it('drops what the metadata alone asked for and ask for no more, and the level that it needed', () => {
    const byMetadata = { ...asked, attributesByMetadata: ['email', 'phone'] } as const
    const settings = { trustLevel: 'normal', attributeLevels: ['email:substantiell'] } as const
    const now = (names: readonly ('email' | 'phone')[]) =>
      currentRequirements(byMetadata, testService({ settings }), names)
    expect(now(['email', 'phone'])).to.deep.include({ attributes: asked.attributes, registeredLevel: 'substantiell' })
    expect(now(['email']).attributes).to.deep.equal({ required: ['givenName', 'email'], optional: ['street'] })
    expect(now([])).to.deep.include({
      attributes: { required: ['givenName'], optional: ['street'] },
      registeredLevel: 'normal',
    })
  })

  it('ends the login where the service is gone, switched off, or vouched for by nobody any more', async () => {
    const ended = testService({ entityId: SERVICE, metadata: { validUntil: 0 } })
    const cases = [
      [null, 'saml-service-disabled'],
      [testService({ entityId: SERVICE, active: false }), 'saml-service-disabled'],
      [{ ...ended, source: { ...ended.source, signer: 'f1' } }, 'saml-metadata-ended'],
    ] as const
    for (const [service, code] of cases) {
      const world = await flowWorld()
      const { login } = await world.begun()
      world.services.set(SERVICE, service)
      const fault = await goOn(login, null, world.ports).catch((error: unknown) => error)
      expect(fault).to.have.property('code', code)
    }
  })

  it('asks for a stronger method, also after the confirm page was shown', async () => {
    const world = await flowWorld()
    const jana = world.has(citizen('Jana'))
    const first = await loggedIn(world, jana)
    world.services.set(SERVICE, testService({ entityId: SERVICE, settings: { trustLevel: 'hoch' } }))
    if (first.visit.login.state !== 'identified') throw new Error(first.visit.login.state)
    const page = pageOf(await goOn(first.visit.login, first.session, world.ports))
    expect(page.step).to.equal('choose-method')
    await confirmed(world, first.visit, first.session).catch(() => null)
    expect(world.successes).to.have.length(0)
  })
})
