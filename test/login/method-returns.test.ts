import { expect } from 'chai'
import { BrokerError } from '../../src/domain/error-catalogue.js'
import { methodId } from '../../src/domain/ids.js'
import type { CallbackInput } from '../../src/login/kit/authenticator.js'
import { resumeMethod, startMethod } from '../../src/login/authenticate.js'
import { goOn } from '../../src/login/visit.js'
import { begin, EID, jana, worldWithCards } from '../support/card-world.js'
import { pageOf } from '../support/flow-walk.js'
import { fakeMethod, flowWorld } from '../support/flow-world.js'
import { blankPage } from '../support/blank-page.js'

const METHOD = methodId('method')

/** What a method that declares `returnFields` is given of a request. */
async function given(returnFields: readonly string[] | null, input: Omit<CallbackInput, 'address'>) {
  const seen: CallbackInput[] = []
  const method = {
    ...fakeMethod('method', 'normal'),
    returnFields,
    resume: (_context: unknown, taken: CallbackInput) => {
      seen.push(taken)
      return Promise.resolve({ kind: 'page', page: () => blankPage('method') } as const)
    },
  }
  const world = await flowWorld([method])
  const { login } = await world.begun()
  const { facts } = pageOf(await goOn(login, null, world.ports))
  const resumed = resumeMethod(METHOD, { ...input, address: '192.0.2.1' }, facts, 'de', world.ports)
  const end = await resumed.catch((error: unknown) => (error instanceof BrokerError ? error.code : error))
  return { end, seen }
}

const fields = { token: 'from outside', code: '123456' }

describe('a browser that comes back to a method by a link', () => {
  it('brings what the method declares and nothing else', async () => {
    const { seen } = await given(['token'], { fields, returned: true })
    expect(seen).to.deep.equal([{ fields: { token: 'from outside' }, returned: true, address: '192.0.2.1' }])
  })

  it('does not reach a method that nobody comes back to', async () => {
    const { end, seen } = await given(null, { fields, returned: true })
    expect([end, seen]).to.deep.equal(['not-found', []])
  })

  it('is told apart from a form of the method, which its token has let through with all its fields', async () => {
    for (const declared of [null, ['token']]) {
      const { seen } = await given(declared, { fields, returned: false })
      expect(seen.map((input) => input.fields)).to.deep.equal([fields])
    }
  })
})

describe('a card that is to tell what an account lacks', () => {
  it('keeps its state until it has, and the page is the same meanwhile', async () => {
    const world = await worldWithCards()
    const first = await begin(world)
    await first.card('card-1', jana)
    await first.choose('open-account')
    await first.page()
    const needs = { registeredLevel: 'hoch', attributes: { required: ['nationality'], optional: [] } }
    const browser = await begin(world, needs, first.session())
    const { facts } = await browser.page()
    await startMethod(EID, facts, 'de', world.ports)
    const underWay = await browser.page()
    expect(underWay.step).to.equal('complete-profile')
    expect(underWay.facts.login).to.deep.include({ state: 'authenticating', methodState: { begun: true } })
  })
})
