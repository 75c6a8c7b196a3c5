import { expect } from 'chai'
import { soleMethod, type Account } from '../../src/domain/account.js'
import type { BrokerError } from '../../src/domain/error-catalogue.js'
import { entityId, methodId, type SessionId } from '../../src/domain/ids.js'
import { isOpen, type Answer, type Login } from '../../src/domain/login.js'
import { abort, cancelChoice } from '../../src/login/abort.js'
import { begin } from '../../src/login/begin.js'
import { beginAccountLogin } from '../../src/login/kit/begin-account-login.js'
import type { LoginPorts } from '../../src/login/kit/login-ports.js'
import { confirmIdentity } from '../../src/login/steps/confirm-identity.js'
import { gatherFacts, liveSession } from '../../src/login/facts.js'
import { finishStep } from '../../src/login/steps/finish.js'
import { restarted } from '../../src/domain/transitions.js'
import { answerAgain, goOn, type Visit } from '../../src/login/visit.js'
import { endSession } from '../../src/sessions/session-policy.js'
import { failingAt, FAULTS } from '../support/faulty-ports.js'
import { confirmed, loggedIn, openOne, pageOf, prove, withEmptyStores } from '../support/flow-walk.js'
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
          const answer = await press(world.ports)
          // The last write is looked for where it may have been carried out: then its answer leaves at once.
          if (first instanceof Error) expect(first, state.failed).to.have.property('code', 'unavailable')
          else expect([first, fault]).to.deep.equal([answer, FAULTS[1]])
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

  it('may come once more where it is the way to the own account, whose login the store has lost', async () => {
    const { session } = await loggedIn(world, jana)
    const { login } = beginAccountLogin('/konto/geraete', 'basis', world.ports)
    for (let time = 0; time < 2; time++) {
      const { end } = await goOn(login, session, withEmptyStores(world))
      expect(end).to.have.nested.property('answer.path', '/konto/geraete')
      world.clock.pass(1000)
    }
  })

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

  it('becomes NoPassive where pages are forbidden and the session has ended', async () => {
    const live = session && (await world.ports.sessions.find(session))
    if (live) await endSession(live, world.ports)
    const login = openOne(cutOff)
    const passive = { ...login, requirements: { ...login.requirements, isPassive: true } }
    await goOn(passive, session, world.ports)
    expect(world.failures).to.deep.equal(['no-passive'])
  })

  it('remembers nothing that another tab has declined', async () => {
    const walk = await loggedIn(world, jana, {}, session)
    const { facts } = pageOf(walk.visit)
    await abort(openOne(walk.visit.login), 'request-denied', world.ports)
    const agreed = confirmIdentity(facts, { ticked: new Set(), remember: true }, world.ports)
    expect(await rejectionOf(agreed)).to.equal('login-moved-on')
    expect(await world.ports.consents.find(jana.id, SERVICE)).to.equal(null)
  })

  it('takes no other release and no other account', async () => {
    const { login } = await world.begun()
    const { facts } = pageOf(await goOn(login, session, world.ports))
    const late = { ...facts, login: openOne(cutOff) }
    const agreed = confirmIdentity(late, { ticked: new Set(), remember: false }, world.ports)
    expect(await rejectionOf(agreed)).to.equal('login-moved-on')
  })
})
