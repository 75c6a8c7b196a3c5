import { expect } from 'chai'
import { reviewMethods } from '../../src/login/steps/review-methods.js'
import { begin, jana, janaAccount } from '../support/card-world.js'
import { fakeCard } from '../support/fake-card.js'
import { fakeMethod, flowWorld } from '../support/flow-world.js'

describe('the methods of an account whose proofing rose', () => {
  it('are raised by the citizen no higher than the login that they are confirmed in', async () => {
    const world = await flowWorld([fakeMethod('password', 'normal'), fakeCard('eid', 'substantiell')])
    const account = world.has(janaAccount())
    const browser = await begin(world, { registeredLevel: 'substantiell' })
    await browser.card('card-1', jana)
    await browser.choose('link-account')
    await browser.password(account)
    await reviewMethods((await browser.page()).facts, new Set(['password']), world.ports)
    const caps = world.accounts.get(account.id)?.methods.map(({ method, cap }) => [method, cap])
    expect(caps).to.deep.equal([
      ['eid', 'substantiell'],
      ['password', 'substantiell'],
    ])
  })
})
