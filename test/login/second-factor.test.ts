import { expect } from 'chai'
import { soleMethod, type Account } from '../../src/domain/account.js'
import { methodId } from '../../src/domain/ids.js'
import type { Authenticator } from '../../src/login/kit/authenticator.js'
import type { TrustLevel } from '../../src/domain/trust-level.js'
import { methodOffers } from '../../src/login/offered-methods.js'
import { goOn } from '../../src/login/visit.js'
import { loggedIn, pageOf } from '../support/flow-walk.js'
import { asksFor, citizen, fakeMethod, flowWorld } from '../support/flow-world.js'
import { START } from '../support/movable-clock.js'

const PASSWORD = methodId('password')

/** A password that reaches `substantiell` with a second factor. */
const password: Authenticator = {
  ...fakeMethod('password', 'normal'),
  level: 'substantiell',
  levelOf: (instance) => (instance === '' ? 'normal' : 'substantiell'),
}

const jana = (factor: TrustLevel | null): Account =>
  citizen('Jana', {
    proofing: { level: 'hoch', origin: 'eid', at: START },
    methods: [
      soleMethod(PASSWORD, 'hoch', START),
      ...(factor ? [{ ...soleMethod(PASSWORD, factor, START), instance: 'totp', name: 'Telefon' }] : []),
    ],
  })

describe('a password with a second factor', () => {
  const offeredTo = async (account: Account | null, attributes = asksFor().attributes) => {
    const world = await flowWorld([password, { ...fakeMethod('eid', 'hoch'), provesIdentity: true }])
    const session = account && (await loggedIn(world, world.has(account))).session
    const { login } = await world.begun({ registeredLevel: 'substantiell', attributes })
    const { facts } = pageOf(await goOn(login, session, world.ports))
    return methodOffers(facts, world.ports).find(({ method }) => method.id === PASSWORD)?.notOffered
  }

  it('is offered before anybody is known, and to an account whose factor reaches the level', async () => {
    expect(await offeredTo(null)).to.equal(null)
    expect(await offeredTo(jana('substantiell'))).to.equal(null)
    expect(await offeredTo(jana('hoch'))).to.equal(null)
  })

  it('is not offered to an account that has none, and the way there is to add one', async () => {
    expect(await offeredTo(jana(null))).to.deep.equal({
      kind: 'level-too-low',
      reaches: 'normal',
      way: { kind: 'add-factor', by: 'password' },
    })
  })

  it('is not offered where the factor was bound in too low a session, and the way is to be identified', async () => {
    expect(await offeredTo(jana('normal'))).to.deep.equal({
      kind: 'level-too-low',
      reaches: 'normal',
      way: { kind: 'identify', by: 'eid' },
    })
  })

  it('is not offered where nobody has identified the account: another factor would reach no more', async () => {
    const proofing = { level: 'normal', origin: 'self-declared', at: START } as const
    const unproofed = { ...jana(null), proofing }
    expect(await offeredTo(unproofed)).to.deep.equal({
      kind: 'level-too-low',
      reaches: 'normal',
      way: { kind: 'identify', by: 'eid' },
    })
    expect(await offeredTo(unproofed, { required: [], optional: [] })).to.deep.include({
      way: { kind: 'add-factor', by: 'password' },
    })
  })
})
