import { expect } from 'chai'
import { soleMethod, type Account } from '../../src/domain/account.js'
import type { SessionId } from '../../src/domain/ids.js'
import { resumeMethod } from '../../src/login/authenticate.js'
import { switchAccount } from '../../src/login/steps/switch-account.js'
import { begin, EID, jana, janaAccount, worldWithCards } from '../support/card-world.js'
import { loggedIn } from '../support/flow-walk.js'
import { citizen, type FlowWorld } from '../support/flow-world.js'
import { START } from '../support/movable-clock.js'

const card = { ...soleMethod(EID, 'hoch', START), instance: 'card-1', key: 'card-1', blocked: false }

describe('a card that was blocked while a login with it was open', () => {
  let world: FlowWorld
  let session: SessionId | null
  beforeEach(async () => {
    world = await worldWithCards()
    session = (await loggedIn(world, world.has(citizen('Omar')))).session
  })

  const janaWith = (blocked: boolean): Account =>
    world.has(janaAccount({ identity: jana, methods: [...janaAccount().methods, { ...card, blocked }] }))
  const omarsSession = () => session && world.ports.sessions.find(session)

  it('ends nobody’s session and opens none, where the citizen was about to go on as its account', async () => {
    janaWith(false)
    const browser = await begin(world, { forceAuthn: true }, session)
    await browser.card('card-1', jana)
    const { step, facts } = await browser.page()
    expect(step).to.equal('switch-account')
    const now = { ...facts, account: janaWith(true) }
    expect((await switchAccount(now, world.ports)).session).to.equal(undefined)
    expect(await omarsSession()).not.to.equal(null)
    expect((await browser.page()).step).to.equal('choose-method')
  })

  it('does not wait for a decision where another citizen is signed in', async () => {
    janaWith(true)
    const browser = await begin(world, { forceAuthn: true }, session)
    const { facts } = await browser.page()
    const fields = { key: 'card-1', facts: JSON.stringify(jana) }
    const answer = await resumeMethod(EID, { fields, returned: true, address: '' }, facts, 'de', world.ports)
    expect(answer.kind === 'step' && answer.result.login.state).to.equal('received')
    expect(await omarsSession()).not.to.equal(null)
  })

  it('opens no session once nobody is signed in any more', async () => {
    janaWith(false)
    const browser = await begin(world, { forceAuthn: true }, session)
    await browser.card('card-1', jana)
    if (session) await world.ports.sessions.end(session)
    janaWith(true)
    const visit = await browser.visit()
    expect(visit.sessionChanges).to.deep.equal([])
    expect(world.failures).to.deep.equal(['authn-failed'])
  })

  it('opens no session where it was bound after it had been read', async () => {
    world.has(janaAccount())
    const browser = await begin(world)
    await browser.card('card-1', jana)
    expect((await browser.page()).step).to.equal('link-or-create-account')
    janaWith(true)
    const visit = await browser.visit()
    expect(visit.sessionChanges).to.deep.equal([])
    expect(world.failures).to.deep.equal(['authn-failed'])
  })
})
