import { expect } from 'chai'
import type { EidDeps } from '../../../src/methods/eid/eid-deps.js'
import type { EidServer } from '../../../src/methods/eid/eid-server.js'
import type { GetResultAnswer } from '../../../src/methods/eid/messages/get-result-response.js'
import { createUnderWay } from '../../../src/methods/eid/under-way.js'
import { BrokerError } from '../../../src/domain/error-catalogue.js'
import type { Outcome } from '../../../src/login/kit/authenticator.js'
import { SoapError } from '../../../src/soap/soap-error.js'
import { createMemoryStores } from '../../../src/storage/memory/ephemeral-stores.js'
import { CARD } from '../../support/eid-fixtures.js'
import { methodLogin, secretIn } from '../../support/eid-world.js'
import { movableClock } from '../../support/movable-clock.js'
import { shownBy } from '../../support/shown-by.js'

const NOT_YET: GetResultAnswer = { kind: 'refused', minor: 'getResult#noResultYet' }
const READ: GetResultAnswer = { kind: 'card', card: CARD }

/** Long enough for every visit to have looked more than once. */
async function aWhile(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** An eID server whose answers come when the test says so. */
function slowServer() {
  const counters: number[] = []
  const open: { answer(told: GetResultAnswer | Error): void }[] = []
  const server: EidServer = {
    useId: () =>
      Promise.resolve({
        kind: 'opened',
        session: 'session',
        psk: { id: 'psk-identity', key: 'AB'.repeat(32) },
        serverAddress: 'https://eid.example/paos',
      }),
    getResult(_session, counter) {
      counters.push(counter)
      return new Promise((resolve, reject) =>
        open.push({ answer: (told) => (told instanceof Error ? reject(told) : resolve(told)) }),
      )
    },
    getServerInfo: () => Promise.reject(new Error('not asked here')),
  }
  const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  return {
    server,
    counters,
    /** Answers the oldest question that is open, as soon as there is one. */
    async answers(told: GetResultAnswer | Error): Promise<void> {
      while (open.length === 0) await nextTurn()
      open.shift()?.answer(told)
    },
    asked: async (count: number): Promise<void> => {
      while (counters.length < count) await nextTurn()
    },
  }
}

/** The end of the visits that have begun, when the test says so. */
function visitEnd() {
  let open: (() => void)[] = []
  return {
    visitEnds: () => new Promise<void>((resolve) => open.push(resolve)),
    end() {
      for (const resolve of open) resolve()
      open = []
    },
  }
}

describe('visits of the way back from the eID client', () => {
  const begun = async (deps: Partial<EidDeps> = {}) => {
    const fake = slowServer()
    const login = await methodLogin(fake.server, {}, deps)
    const token = secretIn(await login.token(await login.start()))
    const back = (): Promise<Outcome> => login.back({ token, ResultMajor: 'ok' })
    return { ...fake, login, back, token }
  }

  it('share one question, though they come at once: the last one takes the proof, and the others wait for it', async () => {
    const { back, answers, counters } = await begun()
    const visits = Promise.all([back(), back(), back()])
    await aWhile()
    await answers(READ)
    const outcomes = await visits
    expect(outcomes.map(({ kind }) => kind)).to.deep.equal(['page', 'page', 'proved'])
    expect(outcomes[0], 'changes nothing in the login that goes on').to.not.have.property('state')
    expect(await back(), 'where the last one is gone, the next is the last').to.have.property('kind', 'proved')
    expect(counters).to.deep.equal([1])
  })

  it('use each RequestCounter once, whatever comes of a question', async () => {
    const { back, answers, counters } = await begun()
    const visits = Promise.all([back(), back()])
    for (const told of [NOT_YET, new SoapError('soap-time', 'x'), NOT_YET, READ]) await answers(told)
    expect((await visits).map(({ kind }) => kind)).to.deep.equal(['page', 'proved'])
    expect(counters).to.deep.equal([1, 2, 3, 4])
  })

  it('end together where the card is refused', async () => {
    const { back, answers, counters, login } = await begun()
    const visits = Promise.all([back(), back()])
    await answers({ kind: 'card', card: { ...CARD, oldEnough: false } })
    for (const outcome of await visits) expect(shownBy(outcome)).to.include({ problem: 'under-age' })
    expect(counters).to.deep.equal([1])
    expect(shownBy(await back())).to.include({ problem: 'under-age' })
    expect(login.state()).to.deep.include({ open: [] })
  })

  it('end although the server has not: the page waits, and the answer is there at the next visit', async () => {
    const { visitEnds, end } = visitEnd()
    const questions = createUnderWay()
    const { back, answers, counters, asked, login } = await begun({ visitEnds, goesOn: (each) => questions.add(each) })
    const visit = back()
    await asked(1)
    end()
    expect(shownBy(await visit)).to.include({ name: 'eid-waiting', automatic: true })
    const meanwhile = back()
    end()
    expect(shownBy(await meanwhile), 'while the question is under way').to.include({ name: 'eid-waiting' })
    await answers(READ)
    await questions.ended()
    expect(await login.start()).to.have.property('kind', 'proved')
    expect(counters).to.deep.equal([1])
  })

  it('ask no more once they have ended', async () => {
    const { visitEnds, end } = visitEnd()
    const questions = createUnderWay()
    const { back, answers, counters, asked } = await begun({ visitEnds, goesOn: (each) => questions.add(each) })
    const visit = back()
    await asked(1)
    end()
    await visit
    await answers(NOT_YET)
    await questions.ended()
    expect(counters).to.deep.equal([1])
  })

  it('wait for no process that ended while it asked: after its time the next one asks, with the next counter', async () => {
    const { visitEnds, end } = visitEnd()
    const { back, counters, asked, answers, login } = await begun({ visitEnds })
    const lost = back()
    await asked(1)
    login.pass(16_000)
    const visit = back()
    await asked(2)
    await answers(NOT_YET)
    await answers(READ)
    expect(await visit).to.have.property('kind', 'proved')
    expect(counters).to.deep.equal([1, 2])
    end()
    await lost
  })

  it('keep what the server told, although the turn of the one who asked was over', async () => {
    const { back, counters, asked, answers, login } = await begun()
    const slow = back()
    await asked(1)
    login.pass(16_000)
    const other = back()
    await asked(2)
    await answers(READ)
    expect(shownBy(await slow)).to.include({ name: 'eid-waiting' })
    await answers(new SoapError('soap-time', 'x'))
    expect(await other).to.have.property('kind', 'proved')
    expect(counters).to.deep.equal([1, 2])
  })

  it('take no proof for a browser that is gone: the next visit does, and the server is not asked again', async () => {
    const { back, answers, counters, login, token } = await begun()
    const gone = AbortSignal.abort()
    const visit = login.method.resume(
      { ...login.context(), gone },
      { fields: { token, ResultMajor: 'ok' }, returned: true, address: '' },
    )
    await answers(READ)
    expect(shownBy(await visit)).to.include({ name: 'eid-waiting' })
    expect(await back()).to.have.property('kind', 'proved')
    expect(counters).to.deep.equal([1])
  })

  it('find nothing of a card that nobody took within two minutes', async () => {
    const { back, answers, login } = await begun()
    const visit = back()
    await answers(READ)
    await visit
    login.pass(121_000)
    expect(shownBy(await back())).to.include({ problem: 'too-late' })
  })

  it('get what the server told although the store fails for a moment', async () => {
    const { cardInquiries } = createMemoryStores({ clock: movableClock(Date.now()) })
    let faults = 0
    const inquiries: EidDeps['inquiries'] = {
      ...cardInquiries,
      replace: (next) =>
        next.result !== null && ++faults <= 2
          ? Promise.reject(new BrokerError('unavailable'))
          : cardInquiries.replace(next),
    }
    const { back, answers } = await begun({ inquiries })
    const visit = back()
    await answers(READ)
    expect(await visit).to.have.property('kind', 'proved')
    expect(faults).to.equal(3)
  })
})
