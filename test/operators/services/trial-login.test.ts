import { expect } from 'chai'
import { entityId } from '../../../src/domain/ids.js'
import type { ServiceMetadata } from '../../../src/domain/service.js'
import type { SettingsChange } from '../../../src/operators/services/setting-rules.js'
import { changeService, switchService } from '../../../src/operators/services/manage-services.js'
import { switchMethod } from '../../../src/operators/methods/switch-method.js'
import { trialLogin, type TrialDeps } from '../../../src/operators/services/trial-login.js'
import { ACS, acs, attributeService, SERVICE, serviceKey, testService } from '../../support/saml-service.js'
import { ACTOR, readDocument, refusedIn, registryWorld } from '../registry-world.js'

const ASKS = attributeService({
  isDefault: true,
  required: ['familyName', 'birthDate'],
  optional: ['email', 'gender', 'deMail'],
  unknown: ['urn:x:shoeSize'],
})

/** A service as imported, and the test login at it. */
async function registered(metadata: Partial<ServiceMetadata> = {}, settings: SettingsChange = {}) {
  const service = testService({ metadata: { attributeConsumingServices: [ASKS], ...metadata } })
  const made = await registryWorld(readDocument({ [SERVICE]: service.metadata }))
  await made.imported(settings)
  const deps = { ...made.deps, audit: made.tools.audit }
  const tried = (service: string = SERVICE, audit: TrialDeps['audit'] = deps.audit, child: string | null = null) =>
    made.tools.withTrialAnswers((answers) => trialLogin(service, ACTOR, { ...deps, audit, answers }, child))
  return { ...made, deps, tried }
}

const outcomeOf = async (metadata: Partial<ServiceMetadata>, settings: SettingsChange = {}) => {
  const { outcome, answer } = await (await registered(metadata, settings)).tried()
  return [outcome, answer]
}

describe('the test login at a service', () => {
  it('has the answer that a login gets, with the values of an invented citizen', async () => {
    const { tried } = await registered()
    const { outcome, answer, acs: destination, method, decision } = await tried()
    expect([outcome, destination, method, decision?.release.level]).to.deep.equal([
      'answered',
      ACS,
      { id: 'password', level: 'normal' },
      'normal',
    ])
    expect(answer?.response).to.include(`Destination="${ACS}"`).and.include('status:Success')
    expect(answer?.response).to.include('>Ḥaddād-Musterfrau<').and.include(`>${answer?.nameId}<`)
    expect(answer?.response.match(/<ds:SignatureValue>/g)).to.have.length(2)
    expect(answer?.assertion)
      .to.match(/^<saml:Assertion /)
      .and.include('>1984-02-29<')
    expect(decision?.origins).to.include({ familyName: 'eid', email: 'self-declared' })
    expect(answer?.attributes.map(({ friendlyName }) => friendlyName)).to.have.members([
      ...['familyName', 'birthDate', 'email', 'gender', 'trustLevel'],
    ])
  })

  it('is for a child service that the portal may ask for: its release and its pseudonym', async () => {
    const child = 'https://parken.example/dienst'
    const { tried, imported, world, deps, view } = await registered()
    const own = await tried()
    const asked = attributeService({ isDefault: true, required: ['email'] })
    world.document = readDocument({
      [child]: testService({ metadata: { attributeConsumingServices: [asked] } }).metadata,
    })
    // As it was imported: what it gets stands in its own metadata, not in the portal's.
    await imported()
    expect(await refusedIn(tried(SERVICE, deps.audit, child))).to.include({ code: 'child-unusable' })
    await changeService(SERVICE, { requesters: [entityId(child)] }, ACTOR, deps)
    const trial = await tried(SERVICE, deps.audit, child)
    expect(trial).to.include({ outcome: 'answered', acs: ACS })
    expect(trial.child?.entityId).to.equal(child)
    expect(view.audit.at(-1)).to.deep.include({
      ...{ action: 'service.tested', subject: SERVICE },
      after: { child, outcome: 'answered', attributes: ['email'] },
    })
    expect(trial.decision?.release.attributes.map(({ name }) => name)).to.deep.equal(['email'])
    expect(trial.answer?.nameId).not.to.equal(own.answer?.nameId)
    await switchService(child, false, ACTOR, deps)
    expect(await refusedIn(tried(SERVICE, deps.audit, child))).to.include({ code: 'child-unusable' })
  })

  it('shows what is inside an encrypted answer, and what goes out of it', async () => {
    const { answer } = await (await registered({ keys: [serviceKey('serviceEncryption', 'both')] })).tried()
    expect(answer?.encryption?.content).to.match(/aes256-gcm$/)
    expect(answer?.assertion).to.include('Musterfrau')
    expect(answer?.response).to.include('<saml:EncryptedAssertion').and.not.include('Musterfrau')
  })

  it('leaves one entry in the audit, without a value, and nothing else', async () => {
    const { tried, view, writes, tools } = await registered()
    const before = [view.audit.length, await writes(), (await tools.services.versions(entityId(SERVICE), 9)).length]
    const { answer } = await tried()
    const [entry, ...others] = view.audit.slice(before[0])
    expect(others).to.deep.equal([])
    expect(entry).to.deep.include({ actor: ACTOR, action: 'service.tested', subject: SERVICE, before: null })
    expect(entry?.after).to.deep.equal({
      outcome: 'answered',
      attributes: ['familyName', 'birthDate', 'email', 'gender'],
    })
    expect([await writes(), (await tools.services.versions(entityId(SERVICE), 9)).length]).to.deep.equal(
      before.slice(1),
    )
    expect([view.accounts.size, JSON.stringify(entry).includes(answer?.nameId ?? '?')]).to.deep.equal([0, false])
  })

  it('is shown to nobody where the audit log does not take its entry', async () => {
    const { tried } = await registered()
    const audit = { append: () => Promise.reject(new Error('no log')) }
    const shown = await tried(SERVICE, audit).catch((error: unknown) => String(error))
    expect(shown).to.equal('Error: no log')
  })

  it('takes the first method that the service allows and that reaches its level', async () => {
    const at = async (settings: SettingsChange) => (await (await registered({}, settings)).tried()).method?.id ?? null
    expect(await at({ trustLevel: 'substantiell' })).to.equal('pass')
    expect(await at({ attributeLevels: ['birthDate:substantiell'] })).to.equal('pass')
    expect(await at({ trustLevel: 'hoch' })).to.equal(null)
  })

  it('takes no method that is switched off', async () => {
    const { tried, tools } = await registered()
    await switchMethod('password', false, ACTOR, tools)
    expect((await tried()).method?.id).to.equal('pass')
    await switchMethod('pass', false, ACTOR, tools)
    expect((await tried()).outcome).to.equal('level-not-offered')
  })

  it('says for what is withheld why', async () => {
    const reasons = async (settings: SettingsChange) =>
      (await (await registered({}, settings)).tried()).withheld.map(({ name, reason }) => `${name} ${reason}`)
    expect(await reasons({})).to.deep.equal(['deMail not-held', 'urn:x:shoeSize unknown'])
    expect(await reasons({ trustLevel: 'substantiell' })).to.deep.equal([
      ...['gender level-too-low', 'deMail not-held', 'urn:x:shoeSize unknown'],
    ])
    expect(await reasons({ requiredAttributes: ['familyName'], optionalAttributes: [] })).to.deep.equal([
      ...['birthDate', 'email', 'gender', 'deMail'].map((name) => `${name} not-in-settings`),
      'urn:x:shoeSize unknown',
    ])
    expect((await reasons({ pseudonymous: true })).slice(0, -1)).to.deep.equal(
      ['familyName', 'birthDate', 'email', 'gender', 'deMail'].map((name) => `${name} pseudonymous`),
    )
  })

  it('gives a pseudonymous service the pseudonym and the level alone', async () => {
    const { answer } = await (await registered({}, { pseudonymous: true })).tried()
    expect(answer?.attributes.map(({ friendlyName }) => friendlyName)).to.deep.equal(['trustLevel'])
    expect(answer?.response).not.to.include('SessionNotOnOrAfter')
  })

  it('has no answer where a login has none', async () => {
    expect(await outcomeOf({}, { trustLevel: 'hoch' })).to.deep.equal(['level-not-offered', null])
    expect(await outcomeOf({}, { requiredAttributes: ['deMail'] })).to.deep.equal(['attribute-missing', null])
    expect(await outcomeOf({}, { encrypt: 'always' })).to.deep.equal(['request-unsupported', null])
    const soap = [acs(ACS, { binding: 'soap' })]
    expect(await outcomeOf({ assertionConsumerServices: soap })).to.deep.equal(['saml-acs', null])
    const { deps, tried } = await registered()
    await switchService(SERVICE, false, ACTOR, deps)
    expect((await tried()).outcome).to.equal('saml-service-disabled')
  })

  it('is not at a service that is not registered, and that leaves no entry', async () => {
    const { tried, view } = await registered()
    expect(await refusedIn(tried('https://nobody.example'))).to.include({ code: 'service-unknown' })
    expect(view.audit.map(({ action }) => action)).not.to.include('service.tested')
  })
})
