import { expect } from 'chai'
import { soleMethod, type Account } from '../../src/domain/account.js'
import type { BrokerError } from '../../src/domain/error-catalogue.js'
import { entityId, methodId, type LoginId, type SessionId } from '../../src/domain/ids.js'
import { isOpen, type Answer, type Login } from '../../src/domain/login.js'
import { cancelChoice } from '../../src/login/abort.js'
import { begin, type Begun } from '../../src/login/begin.js'
import { beginAccountLogin } from '../../src/login/kit/begin-account-login.js'
import { browserKeyOf } from '../../src/login/kit/browser.js'
import type { LoginPorts } from '../../src/login/kit/login-ports.js'
import { confirmIdentity } from '../../src/login/steps/confirm-identity.js'
import { gatherFacts, liveSession } from '../../src/login/facts.js'
import { finishStep } from '../../src/login/steps/finish.js'
import { restarted } from '../../src/domain/transitions.js'
import { answerAgain, goOn, type Visit } from '../../src/login/visit.js'
import { endSession } from '../../src/sessions/session-policy.js'
import { createMemoryStores } from '../../src/storage/memory/ephemeral-stores.js'
import { failingAt, FAULTS } from '../support/faulty-ports.js'
import { confirmed, loggedIn, openOne, pageOf, prove } from '../support/flow-walk.js'
import { citizen, fakeMethod, flowWorld, provenRequest, type FlowWorld } from '../support/flow-world.js'
import { START } from '../support/movable-clock.js'
import { rejectionOf } from '../support/saml-errors.js'
import { testService } from '../support/saml-service.js'

const SERVICE = entityId('https://portal.example/sp')

/** More writes than any end takes. */
const MANY = 20

type Press = (ports: LoginPorts) => Promise<Answer>

/** One way to end a login: `press` is what the citizen does, again and again if need be. */
interface Way {
  readonly entry: string
  readonly told: string
  readonly prepare: (world: FlowWorld, jana: Account) => Promise<{ login: Login; press: Press }>
}

const answerOf = ({ end }: Visit): Answer => {
  if (end.kind !== 'answer') throw new Error('no answer')
  return end.answer
}

/** Presses the button of the page, or reloads where there is none any more. */
const pressing =
  (
    world: FlowWorld,
    login: Login,
    session: SessionId | null,
    button: (visit: Visit, ports: LoginPorts) => Promise<Answer>,
  ): Press =>
  async (ports) => {
    // The citizen's request reads the login with the ports of that moment; a login that has ended gives its answer again.
    const stored = (await world.ports.logins.find(login.id)) ?? login
    if (!isOpen(stored)) return answerAgain(stored, session, ports)
    const visit = await goOn(stored, session, ports)
    return visit.end.kind === 'answer' ? visit.end.answer : button(visit, ports)
  }

const WAYS: Readonly<Record<string, Way>> = {
  'an answer': {
    entry: 'login.answered',
    told: 'log login.answered',
    async prepare(world, jana) {
      const { visit, session } = await loggedIn(world, jana)
      const press = pressing(world, visit.login, session, async (now, ports) => {
        const { login } = await confirmIdentity(pageOf(now).facts, { ticked: new Set(), remember: true }, ports)
        return answerOf(await goOn(openOne(login), session, ports))
      })
      return { login: visit.login, press }
    },
  },
  'a status': {
    entry: 'login.aborted',
    told: 'log login.aborted',
    async prepare(world) {
      const { login } = await world.begun()
      const press = pressing(world, login, null, async (now, ports) => {
        const { answer } = await cancelChoice(pageOf(now).facts, ports)
        return answer ?? expect.fail('no status')
      })
      return { login, press }
    },
  },
  'the way to the own account': {
    entry: 'account.signed-in',
    told: 'log login.answered',
    async prepare(world, jana) {
      const { session } = await loggedIn(world, jana)
      const { login } = beginAccountLogin('/konto/geraete', 'basis', world.ports)
      return { login, press: pressing(world, login, session, () => expect.fail('a page')) }
    },
  },
}

describe('the end of a login that is cut off', () => {
  let world: FlowWorld
  let jana: Account
  beforeEach(async () => {
    world = await flowWorld()
    jana = world.has(citizen('Jana'))
  })
  const entries = () => world.audit.map(({ action }) => action).filter((each) => /^login|signed-in/.test(each))

  for (const [name, { entry, told, prepare }] of Object.entries(WAYS)) {
    for (const fault of FAULTS) {
      it(`at any write, ${fault}, goes on at the next press: one audit entry, ${name} and nothing lost`, async () => {
        const failed: (string | null)[] = []
        for (let number = 0; number < MANY; number++) {
          world.startAnew(world.clock.now())
          world.has(jana)
          const { login, press } = await prepare(world, jana)
          const { ports, state } = failingAt(world.ports, number, fault)
          const before = entries().length
          const endsBefore = world.ends.length
          const first = await press(ports).catch((error: unknown) => error)
          failed.push(state.failed)
          if (state.failed === null) break
          expect(first, state.failed).to.have.property('code', 'unavailable')
          const answer = await press(world.ports)
          expect(entries().slice(before), state.failed).to.deep.equal([entry])
          const stored = await world.stored(login)
          expect(stored, state.failed).to.have.deep.property('answer', answer)
          expect(await press(world.ports), 'a second click').to.deep.equal(answer)
          expect(
            world.ends.slice(endsBefore).filter((end) => `${end.told} ${end.as}` === told).length,
            state.failed,
          ).to.be.at.most(1)
          const made = world.successes.filter((each) => each.login.id === login.id)
          expect(
            new Set(made.map((each) => JSON.stringify([each.login.answerId, each.result.release]))).size,
          ).to.be.at.most(1)
        }
        expect(failed.at(-1), 'each write was cut off').to.equal(null)
        const kinds = new Set(failed.map((each) => each?.split('.')[0]))
        expect([...kinds]).to.include.members(['logins', name === 'an answer' ? 'sectors' : 'audit'])
      })
    }
  }

  it('is not written into the audit where another tab was faster', async () => {
    const { visit, session } = await loggedIn(world, jana)
    const { login } = await confirmIdentity(pageOf(visit).facts, { ticked: new Set(), remember: false }, world.ports)
    const facts = await gatherFacts(openOne(login), await liveSession(world.ports, session), world.ports)
    await world.ports.logins.replace(restarted(login))
    expect(await rejectionOf(finishStep.run(facts, world.ports))).to.equal('login-moved-on')
    expect(entries()).to.deep.equal([])
  })

  it('has its entry under an id that is made of the request alone, which the answer has too', async () => {
    const request = provenRequest()
    const ids = new Set<string>()
    for (let time = 0; time < 2; time++) {
      const begun = await begin(request, null, withEmptyStores(world))
      if (begun.kind !== 'started') return expect.fail(begun.kind)
      ids.add(begun.login.answerId)
    }
    expect(ids).to.have.property('size', 1)
    const others = [{}, { issuedAt: request.issuedAt + 1 }].map((change) => ({ ...provenRequest(), ...change }))
    for (const other of [
      ...others,
      { ...request, issuedAt: request.issuedAt + 1, reply: { ...request.reply, requestId: '_x' } },
    ]) {
      const begun = await begin(other, null, world.ports)
      if (begun.kind !== 'started') return expect.fail(begun.kind)
      ids.add(begun.login.answerId)
    }
    expect(ids).to.have.property('size', 4)
  })
})

/** As after Redis lost its data. */
const withEmptyStores = ({ ports, clock }: FlowWorld): LoginPorts => {
  const { logins, replay } = createMemoryStores({ clock })
  return { ...ports, logins, replay }
}

describe('an answer that was begun and cut off', () => {
  let world: FlowWorld
  let jana: Account
  let session: SessionId | null
  let cutOff: Login
  beforeEach(async () => {
    world = await flowWorld()
    jana = world.has(citizen('Jana'))
    world.services.set(SERVICE, testService({ entityId: SERVICE, settings: { requiredAttributes: ['givenName'] } }))
    const walk = await loggedIn(world, jana)
    session = walk.session
    world.faults.audit = true
    await confirmed(world, walk.visit, session).catch(() => null)
    world.faults.audit = false
    world.successes.length = 0
    cutOff = await world.stored(walk.visit.login)
    expect(cutOff.state).to.equal('answering')
  })
  const entries = () => world.audit.filter(({ action }) => action.startsWith('login.')).map(({ action }) => action)

  const CHANGES: Readonly<Record<string, () => unknown>> = {
    'the account is gone': () => world.forget(jana.id),
    'its method was blocked': () =>
      world.has({ ...jana, methods: jana.methods.map((each) => ({ ...each, blocked: true })) }),
    'its session has ended': async () => {
      const live = session && (await world.ports.sessions.find(session))
      if (live) await endSession(live, world.ports)
    },
    'a value is not the account’s any more': () =>
      world.has({
        ...jana,
        version: 2,
        identity: { ...jana.identity, givenName: { value: 'Neu', origin: 'eid', level: 'hoch', at: 0 } },
      }),
    'the service asks for a higher level by now': () =>
      world.services.set(SERVICE, testService({ entityId: SERVICE, settings: { trustLevel: 'hoch' } })),
  }
  for (const [what, happens] of Object.entries(CHANGES)) {
    it(`does not leave where ${what}: the service is told a status, and the audit that no answer left`, async () => {
      await happens()
      const visit = await goOn(openOne(cutOff), session, world.ports)
      expect(visit.end.kind).to.equal('answer')
      expect(world.successes).to.deep.equal([])
      expect(world.failures).to.have.length(1)
      expect(entries()).to.deep.equal(['login.not-answered'])
      expect(await world.stored(cutOff)).to.have.property('state', 'aborted')
    })
  }

  const GONE: Readonly<Record<string, () => void>> = {
    'saml-service-disabled': () => void world.services.set(SERVICE, testService({ entityId: SERVICE, active: false })),
    'saml-acs-gone': () => void (world.faults.success = 'saml-acs-gone'),
  }
  for (const [code, happens] of Object.entries(GONE)) {
    it(`is over with the local error ${code}, for nothing may go there`, async () => {
      happens()
      expect(await rejectionOf(goOn(openOne(cutOff), session, world.ports))).to.equal(code)
      expect(entries()).to.deep.equal(['login.not-answered'])
      expect(await world.stored(cutOff)).to.include({ state: 'aborted', answer: null })
      expect([world.successes, world.failures]).to.deep.equal([[], []])
    })
  }

  it('leaves once, however many press at the same time', async () => {
    const presses = await Promise.allSettled([1, 2, 3].map(() => goOn(openOne(cutOff), session, world.ports)))
    const codes = presses.map((each) => (each.status === 'rejected' ? (each.reason as BrokerError).code : 'answer'))
    expect(codes.sort()).to.deep.equal(['answer', 'login-over', 'login-over'])
    expect(entries()).to.deep.equal(['login.answered'])
  })

  it('does not leave where the method that decided was blocked, though another proof reaches the level', async () => {
    world = await flowWorld([fakeMethod('password', 'normal'), fakeMethod('card', 'hoch')])
    const [password, card] = [methodId('password'), methodId('card')].map((id) => soleMethod(id, 'hoch', START))
    if (!password || !card) return expect.fail('no methods')
    const proofing = { level: 'hoch', origin: 'eid', at: START } as const
    const omar = world.has(citizen('Omar', { proofing, methods: [password, card] }))
    const asks = { requestedLevels: { comparison: 'exact', levels: ['normal'] } } as const
    const begun = await world.begun(asks)
    const first = await prove(world, pageOf(await goOn(begun.login, null, world.ports)).facts, omar, 'password')
    const { facts } = pageOf(
      await goOn((await world.begun({ ...asks, forceAuthn: true })).login, first.session, world.ports),
    )
    const second = await prove(world, facts, omar, 'card')
    const { login } = await world.begun(asks)
    const visit = await goOn(login, second.session, world.ports)
    world.faults.audit = true
    await confirmed(world, visit, second.session).catch(() => null)
    world.faults.audit = false
    const stored = await world.stored(login)
    expect(stored).to.include({ state: 'answering', method: 'card' })
    world.has({ ...omar, methods: [password, { ...card, blocked: true }] })
    await goOn(openOne(stored), second.session, world.ports)
    expect(entries()).to.deep.equal(['login.not-answered'])
  })

  it('takes no other release and no other account', async () => {
    const { login } = await world.begun()
    const { facts } = pageOf(await goOn(login, session, world.ports))
    const late = { ...facts, login: openOne(cutOff) }
    const agreed = confirmIdentity(late, { ticked: new Set(), remember: false }, world.ports)
    expect(await rejectionOf(agreed)).to.equal('login-moved-on')
  })
})

describe('a request that was answered or refused', () => {
  const again = async (world: FlowWorld, session: SessionId | null, request = provenRequest()) => {
    const ports = withEmptyStores(world)
    const begun = await begin(request, session, ports)
    if (begun.kind !== 'started') return expect.fail(begun.kind)
    const { facts } = pageOf(await goOn(begun.login, session, ports))
    const { login } = await confirmIdentity(facts, { ticked: new Set(), remember: false }, ports)
    return goOn(openOne(login), session, ports)
  }

  it('is not answered once more after the stores of this hour were lost', async () => {
    const world = await flowWorld()
    const { session } = await loggedIn(world, world.has(citizen('Jana')))
    const request = provenRequest()
    expect((await again(world, session, request)).end.kind).to.equal('answer')
    expect(await rejectionOf(again(world, session, request))).to.equal('saml-replay')
    expect(world.audit.filter(({ action }) => action === 'login.answered')).to.have.length(1)
  })

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

  it('is begun once by two that come at the same time', async () => {
    const world = await flowWorld()
    const request = provenRequest()
    const { ports } = failingAt(world.ports, 1, 'not carried out')
    expect(await rejectionOf(begin(request, null, ports))).to.equal('unavailable')
    const both = await Promise.all([begin(request, null, world.ports), begin(request, null, world.ports)])
    expect(both.map(({ kind }) => kind).sort()).to.deep.equal(['repeated', 'started'])
    const [one, other] = both.map((begun) => ('login' in begun ? begun.login.browserKey : ''))
    expect(one).to.equal(other)
  })
})
