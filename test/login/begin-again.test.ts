import { expect } from 'chai'
import type { BrokerError } from '../../src/domain/error-catalogue.js'
import { type LoginId, type SessionId } from '../../src/domain/ids.js'
import { begin, type Begun } from '../../src/login/begin.js'
import { browserKeyOf } from '../../src/login/kit/browser.js'
import { confirmIdentity } from '../../src/login/steps/confirm-identity.js'
import { goOn } from '../../src/login/visit.js'
import { failingAt, FAULTS } from '../support/faulty-ports.js'
import { confirmed, loggedIn, openOne, pageOf, withEmptyStores } from '../support/flow-walk.js'
import { citizen, flowWorld, provenRequest, type FlowWorld } from '../support/flow-world.js'
import { rejectionOf } from '../support/saml-errors.js'

/** More writes than any beginning takes. */
const MANY = 20

describe('a request that was answered or refused', () => {
  const again = async (world: FlowWorld, session: SessionId | null, request = provenRequest()) => {
    const ports = withEmptyStores(world)
    const begun = await begin(request, session, ports)
    if (begun.kind !== 'started') return expect.fail(begun.kind)
    const { facts } = pageOf(await goOn(begun.login, session, ports))
    const { login } = await confirmIdentity(facts, { ticked: new Set(), remember: false }, ports)
    return goOn(openOne(login), session, ports)
  }

  it('ends without a word where its login was answered before, however often somebody presses', async () => {
    const world = await flowWorld()
    const { session } = await loggedIn(world, world.has(citizen('Jana')))
    const request = provenRequest()
    const begun = await begin(request, session, world.ports)
    if (begun.kind !== 'started') return expect.fail(begun.kind)
    await again(world, session, request)
    const { facts } = pageOf(await goOn(begun.login, session, world.ports))
    const { login } = await confirmIdentity(facts, { ticked: new Set(), remember: false }, world.ports)
    expect(await rejectionOf(goOn(openOne(login), session, world.ports))).to.equal('saml-replay')
    expect(await world.stored(login)).to.include({ state: 'aborted', reason: 'saml-replay', answer: null })
    expect(world.audit.filter(({ action }) => action.startsWith('login.'))).to.have.length(1)
  })

  it('is not answered once more after the stores of this hour were lost', async () => {
    const world = await flowWorld()
    const { session } = await loggedIn(world, world.has(citizen('Jana')))
    const request = provenRequest()
    expect((await again(world, session, request)).end.kind).to.equal('answer')
    expect(await rejectionOf(again(world, session, request))).to.equal('saml-replay')
    expect(world.audit.filter(({ action }) => action === 'login.answered')).to.have.length(1)
  })

  for (const [what, refusal] of [
    ['answered by the session', null],
    ['refused with a status', 'no-passive'],
  ] as const) {
    it(`${what} ends once, however often it comes in the same millisecond`, async () => {
      const world = await flowWorld()
      const first = await loggedIn(world, world.has(citizen('Jana')))
      await confirmed(world, first.visit, first.session, true)
      const before = world.audit.length
      const request = provenRequest({}, { refusal })
      const all = await Promise.allSettled([1, 2, 3].map(() => begin(request, first.session, world.ports)))
      const kinds = all.map((each) => (each.status === 'fulfilled' ? 'end' : (each.reason as BrokerError).code))
      expect(kinds.sort()).to.deep.equal(['end', 'saml-replay', 'saml-replay'])
      expect(world.audit.slice(before)).to.have.length(1)
    })
  }

  it('at once by the session is not even begun once more', async () => {
    const world = await flowWorld()
    const first = await loggedIn(world, world.has(citizen('Jana')))
    await confirmed(world, first.visit, first.session, true)
    const request = provenRequest()
    expect((await begin(request, first.session, world.ports)).kind).to.equal('answered')
    for (const session of [first.session, null]) {
      expect(await rejectionOf(begin(request, session, world.ports))).to.equal('saml-replay')
    }
    expect(world.successes).to.have.length(2)
    expect(await rejectionOf(begin(request, first.session, withEmptyStores(world)))).to.equal('saml-replay')
    expect(world.audit.filter(({ action }) => action === 'login.answered')).to.have.length(2)
  })
})

describe('a request whose beginning fails', () => {
  /** What one browser holds. */
  const browserOf = () => {
    const cookies = new Map<LoginId, string>()
    return { cookies, keep: (login: LoginId, secret: string) => void cookies.set(login, secret) }
  }
  type Start = (
    world: FlowWorld,
  ) => Promise<{ readonly session: SessionId | null; readonly refusal: 'no-passive' | null }>
  const STARTS: Readonly<Record<string, Start>> = {
    'a page': async () => ({ session: null, refusal: null }),
    'a status at once': async () => ({ session: null, refusal: 'no-passive' }),
    'an answer at once': async (world) => {
      const first = await loggedIn(world, world.has(citizen('Jana')))
      await confirmed(world, first.visit, first.session, true)
      return { session: first.session, refusal: null }
    },
  }
  const kindOf: Readonly<Record<string, Begun['kind']>> = {
    'a status at once': 'refused',
    'an answer at once': 'answered',
  }

  for (const [name, start] of Object.entries(STARTS)) {
    for (const fault of FAULTS) {
      it(`at any write, ${fault}, is not used up: sent again it leads to ${name}`, async () => {
        const world = await flowWorld()
        const { session, refusal } = await start(world)
        const before = world.audit.length
        let number = 0
        for (; number < MANY; number++) {
          const request = provenRequest({}, { refusal })
          const { ports, state } = failingAt(world.ports, number, fault)
          const { cookies, keep } = browserOf()
          const first = await begin(request, session, ports, keep).catch((error: unknown) => error)
          if (state.failed === null) break
          expect(first, state.failed).to.have.property('code', 'unavailable')
          const wasCommitted = fault !== 'not carried out' && /audit|sectors/.test(state.failed)
          if (wasCommitted) {
            // The entry is there, and nobody can know whether its answer left: a second one does not.
            expect(await rejectionOf(begin(request, session, world.ports, keep))).to.equal('saml-replay')
            continue
          }
          const begun = await begin(request, session, world.ports, keep)
          if (begun.kind === 'started' || begun.kind === 'repeated') {
            const secret = cookies.get(begun.login.id) ?? ''
            expect(browserKeyOf(world.ports.digest, secret), state.failed).to.equal(begun.login.browserKey)
            expect((await goOn(openOne(begun.login), null, world.ports)).end.kind).to.equal('page')
          } else expect(begun.kind).to.equal(kindOf[name])
        }
        expect(number).to.be.greaterThan(1).and.lessThan(MANY)
        const ends = world.audit.slice(before).filter(({ action }) => action.startsWith('login.'))
        expect(ends).to.have.length(name === 'a page' ? 0 : number + 1)
      })
    }
  }

  it('is not another browser’s, whose cookie was never set for it', async () => {
    const world = await flowWorld()
    const request = provenRequest()
    const mine = browserOf()
    await begin(request, null, world.ports, mine.keep)
    const strangers = browserOf()
    expect((await begin(request, null, world.ports, strangers.keep)).kind).to.equal('repeated')
    expect([...strangers.cookies]).to.deep.equal([])
  })

  it('is begun once by two that come at the same time, and the cookie of that one is kept alone', async () => {
    const world = await flowWorld()
    const request = provenRequest()
    const { ports } = failingAt(world.ports, 1, 'not carried out')
    expect(await rejectionOf(begin(request, null, ports))).to.equal('unavailable')
    const kept: string[] = []
    const keep = (_login: LoginId, secret: string) => void kept.push(secret)
    const both = await Promise.all([begin(request, null, world.ports, keep), begin(request, null, world.ports, keep)])
    expect(both.map(({ kind }) => kind).sort()).to.deep.equal(['repeated', 'started'])
    const keys = both.map((begun) => ('login' in begun ? begun.login.browserKey : ''))
    expect(kept.map((secret) => browserKeyOf(world.ports.digest, secret))).to.deep.equal([keys[0]])
    expect(keys[1]).to.equal(keys[0])
  })

  it('that an earlier version had claimed, and may have answered at once, is refused', async () => {
    const world = await flowWorld()
    const request = provenRequest()
    const { service } = request.requirements
    const { requestId, fingerprint } = request.reply
    await world.ports.replay.claim(`request ${service} ${requestId}`, `${fingerprint} id-of-then`, 60_000)
    expect(await rejectionOf(begin(request, null, world.ports))).to.equal('saml-replay')
  })
})
