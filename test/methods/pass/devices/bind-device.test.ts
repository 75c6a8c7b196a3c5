import { expect } from 'chai'
import { bindDevice, type BindDeps } from '../../../../src/methods/pass/devices/bind-device.js'
import { soleMethod } from '../../../../src/domain/account.js'
import { methodId, passDeviceId, sessionId } from '../../../../src/domain/ids.js'
import { minutes, type Duration } from '../../../../src/domain/instant.js'
import { citizen, flowWorld } from '../../../support/flow-world.js'
import { START } from '../../../support/movable-clock.js'

const CARD = methodId('eid')

describe('a phone that is bound', () => {
  /** What it counts up to, where its first use comes this long after the pairing was begun by card. */
  const capAfter = async (passed: Duration, isSignedOut = false) => {
    const world = await flowWorld()
    const { accounts, sessions, sessionLimits, clock } = world.ports
    const account = world.has(citizen('Jana', { methods: [soleMethod(CARD, 'hoch', START)] }))
    const session = sessionId('session')
    const subject = { kind: 'account', account: account.id } as const
    await sessions.create(
      {
        id: session,
        account: account.id,
        evidence: [{ method: CARD, instance: '', level: 'hoch', at: START, subject }],
        startedAt: START,
        lastActionAt: START,
        handle: 'handle',
        participations: [],
        version: 1,
      },
      START + minutes(600),
    )
    if (isSignedOut) await sessions.end(session)
    world.clock.pass(passed)
    const pairing = { account: account.id, session, cap: 'hoch' } as const
    const device = { id: passDeviceId('phone'), name: 'Telefon' }
    const devices: BindDeps['devices'] = {
      bindUsed: async (_id, owner, _at, change, entry) => (await accounts.change(owner, change, entry)) !== null,
    }
    const isBound = await bindDevice(pairing, device, { accounts, devices, sessions, sessionLimits, clock })
    const bound = world.accounts.get(account.id)?.methods.find(({ instance }) => instance === 'phone')
    expect(bound !== undefined).to.equal(isBound)
    return bound ? bound.cap : 'not bound'
  }

  it('counts up to what the session that began the pairing is good for', async () => {
    expect(await capAfter(minutes(4))).to.equal('hoch')
  })

  it('counts no higher than that session by then: a code that is left on a screen ages with it', async () => {
    expect(await capAfter(minutes(8))).to.equal('substantiell')
  })

  it('is none once that session has ended', async () => {
    expect(await capAfter(minutes(1), true)).to.equal('not bound')
  })
})
