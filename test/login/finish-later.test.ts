import { expect } from 'chai'
import { soleMethod } from '../../src/domain/account.js'
import { BrokerError } from '../../src/domain/error-catalogue.js'
import { entityId, methodId, type SessionId } from '../../src/domain/ids.js'
import { minutes } from '../../src/domain/instant.js'
import { beginAccountLogin } from '../../src/login/kit/begin-account-login.js'
import { confirmIdentity } from '../../src/login/steps/confirm-identity.js'
import { goOn } from '../../src/login/visit.js'
import { openOne, pageOf, prove } from '../support/flow-walk.js'
import { citizen, fakeMethod, flowWorld, type FlowWorld } from '../support/flow-world.js'
import { START } from '../support/movable-clock.js'
import { testService } from '../support/saml-service.js'

const [PASSWORD, CARD] = [methodId('password'), methodId('card')]
const SERVICE = entityId('https://portal.example/sp')

describe('a login that was confirmed and could not be finished then', () => {
  let world: FlowWorld
  let session: SessionId | null
  const jana = citizen('Jana', {
    proofing: { level: 'hoch', origin: 'eid', at: START },
    methods: [soleMethod(PASSWORD, 'normal', START), soleMethod(CARD, 'hoch', START)],
  })
  beforeEach(async () => {
    world = await flowWorld([fakeMethod('password', 'normal'), fakeMethod('card', 'hoch')])
    world.has(jana)
    const { facts } = pageOf(await goOn((await world.begun()).login, null, world.ports))
    session = (await prove(world, facts, jana, 'card')).session
  })

  const asked = {
    requestedLevels: { comparison: 'minimum', levels: ['normal'] },
    attributes: { required: ['givenName'], optional: ['familyName'] },
  } as const

  /** Confirmed; the line broke before the answer was made. */
  const confirmedOnly = async () => {
    const { facts } = pageOf(await goOn((await world.begun(asked)).login, session, world.ports))
    expect(facts.decision?.release.level).to.equal('hoch')
    const { login } = await confirmIdentity(facts, { ticked: new Set(['familyName']), remember: false }, world.ports)
    return openOne(login)
  }

  it('is finished by the next visit, with what was agreed to', async () => {
    const visit = await goOn(await confirmedOnly(), session, world.ports)
    expect(visit.end.kind).to.equal('answer')
    expect(world.successes[0]?.result.release.attributes.map(({ name }) => name)).to.deep.equal([
      'givenName',
      'familyName',
    ])
  })

  it('does not assert a level that its session has lost meanwhile, but asks again', async () => {
    const login = await confirmedOnly()
    world.clock.pass(minutes(20))
    const { step, facts } = pageOf(await goOn(login, session, world.ports))
    expect(step).to.equal('confirm-identity')
    expect(facts.decision?.release.level).to.equal('substantiell')
    expect(world.successes).to.deep.equal([])
  })

  it('releases no attribute that the operator has taken from the service meanwhile', async () => {
    const login = await confirmedOnly()
    world.services.set(
      SERVICE,
      testService({ entityId: SERVICE, settings: { requiredAttributes: ['givenName'], optionalAttributes: [] } }),
    )
    const { step, facts } = pageOf(await goOn(login, session, world.ports))
    expect(step).to.equal('confirm-identity')
    expect(facts.decision?.release.attributes.map(({ name }) => name)).to.deep.equal(['givenName'])
  })

  it('releases no value that is not the account’s any more', async () => {
    const login = await confirmedOnly()
    const familyName = { value: 'Neu', origin: 'eid', level: 'hoch', at: START } as const
    world.has({ ...jana, identity: { ...jana.identity, familyName }, version: 2 })
    expect(pageOf(await goOn(login, session, world.ports)).step).to.equal('confirm-identity')
  })

  it('leads to the page of the account that asked for it, where no service did', async () => {
    const { login } = beginAccountLogin('/konto/geraete', 'basis', world.ports)
    const { replace } = world.ports.logins
    const broken = {
      ...world.ports.logins,
      replace: (next: Parameters<typeof replace>[0]) =>
        next.state === 'answered' ? Promise.reject(new BrokerError('unavailable')) : replace(next),
    }
    await goOn(login, session, { ...world.ports, logins: broken }).catch(() => null)
    const left = openOne(await world.stored(login))
    expect(left.state).to.equal('answering')
    const visit = await goOn(left, session, world.ports)
    expect(visit.end).to.have.nested.property('answer.path', '/konto/geraete')
  })
})
