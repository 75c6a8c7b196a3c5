import { expect } from 'chai'
import { accountId, sessionId } from '../../src/domain/ids.js'
import { PASSWORD } from '../../src/domain/second-factor.js'
import { stepDown } from '../../src/factors/step-down.js'
import { flowWorld } from '../support/flow-world.js'
import { START } from '../support/movable-clock.js'

describe('a second factor that is taken off', () => {
  it('leaves the session what the password alone was good for, once the factor is taken off', async () => {
    const { ports } = await flowWorld([])
    const account = accountId('account-Jana')
    const proof = { method: PASSWORD, at: START, subject: { kind: 'account', account } } as const
    const id = sessionId('session')
    await ports.sessions.create(
      {
        id,
        account,
        evidence: [
          { ...proof, instance: 'totp', level: 'substantiell' },
          { ...proof, instance: 'passkey:a', level: 'substantiell' },
        ],
        startedAt: START,
        lastActionAt: START,
        handle: 'handle',
        participations: [],
        version: 1,
      },
      START + 1_000_000,
    )
    const before = (await ports.sessions.find(id)) ?? expect.fail()
    await stepDown(before, 'totp', { ...ports, levelAlone: 'normal' })
    const session = await ports.sessions.find(id)
    expect(session?.evidence.map(({ instance, level }) => `${instance} ${level}`)).to.deep.equal([
      ' normal',
      'passkey:a substantiell',
    ])
  })
})
