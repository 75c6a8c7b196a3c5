import { expect } from 'chai'
import { soleMethod } from '../../src/domain/account.js'
import { accountId, methodId } from '../../src/domain/ids.js'
import { gatherFacts } from '../../src/login/facts.js'
import { resolveIdentity } from '../../src/login/steps/resolve-identity.js'
import type { Evidence } from '../../src/domain/evidence.js'
import { cardFacts } from '../support/fake-card.js'
import { EID, worldWithCards } from '../support/card-world.js'
import { citizen } from '../support/flow-world.js'
import { START } from '../support/movable-clock.js'

const PASSWORD = methodId('password')

describe('a login in which another account was proved before', () => {
  const proofOf = (account: string, method: string, facts = {}): Evidence => ({
    method: methodId(method),
    instance: '',
    level: method === EID ? 'hoch' : 'normal',
    at: START,
    subject: { kind: 'account', account: accountId(account) },
    ...facts,
  })
  const both = async () => {
    const world = await worldWithCards()
    const jana = world.has(citizen('Jana'))
    const methods = [soleMethod(PASSWORD, 'normal', START), soleMethod(EID, 'hoch', START)]
    const omar = world.has(citizen('Omar', { methods }))
    const { login } = await world.begun()
    const card = proofOf(jana.id, EID, { facts: cardFacts({ givenName: 'JANA', familyName: 'NOWAK' }) })
    const evidence = [card, proofOf(omar.id, 'password')]
    return { world, omar, login: { ...login, state: 'authenticated', evidence, wish: null } as const }
  }

  it('counts the proof of its own account alone, and releases what that account holds', async () => {
    const { world, omar, login } = await both()
    const facts = await gatherFacts(login, null, world.ports)
    expect(facts.account?.id).to.equal(omar.id)
    expect(facts.evidence.map(({ method }) => method)).to.deep.equal(['password'])
    expect(facts.decision?.release.attributes.map(({ value }) => value)).not.to.include('JANA')
  })

  it('opens a session with the proof of its own account alone', async () => {
    const { world, login } = await both()
    const facts = await gatherFacts(login, null, world.ports)
    await world.ports.logins.replace({ ...facts.login, version: facts.login.version + 1 })
    const now = { ...facts, login: { ...facts.login, version: facts.login.version + 1 } }
    const { session } = await resolveIdentity(now, world.ports)
    expect(session?.kind === 'opened' && session.session.evidence.map(({ method }) => method)).to.deep.equal([
      'password',
    ])
  })
})
