import { expect } from 'chai'
import { BrokerError } from '../../src/domain/error-catalogue.js'
import { methodId, sessionId } from '../../src/domain/ids.js'
import { isOpen, type Login } from '../../src/domain/login.js'
import * as transitions from '../../src/domain/transitions.js'
import { ERIKA, MAX, NOON, someEvidence } from './domain-builders.js'
import { LOGINS, RELEASE } from './login-builders.js'

type State = Login['state']
const STATES = [
  'received',
  'authenticating',
  'authenticated',
  'identified',
  'confirmed',
  'answering',
  'aborting',
  'answered',
  'aborted',
] as const
const UNDECIDED: readonly State[] = ['received', 'authenticating', 'authenticated', 'identified', 'confirmed']
const OPEN: readonly State[] = [...UNDECIDED, 'answering', 'aborting']
const DECIDED = { method: methodId('eid'), authnInstant: NOON + 1, reached: 'hoch' } as const

const EID = someEvidence('eid', 'hoch', { at: NOON + 1 })
const SESSION = sessionId('session-2')
const ANSWER = {
  kind: 'post',
  action: 'https://portal.example/acs',
  fields: { SAMLResponse: 'x' },
  notice: null,
} as const

interface Event {
  readonly name: string
  readonly apply: (login: Login) => Login
  readonly allowedIn: readonly State[]
  readonly leadsTo: State
}

const EVENTS: readonly Event[] = [
  {
    name: 'a method is started',
    apply: (login) => transitions.methodStarted(login, methodId('eid'), { nonce: 'fresh' }),
    allowedIn: UNDECIDED,
    leadsTo: 'authenticating',
  },
  {
    name: 'a method proved something',
    apply: (login) => transitions.authenticated(login, EID),
    allowedIn: UNDECIDED,
    leadsTo: 'authenticated',
  },
  {
    name: 'the account is found',
    apply: (login) => transitions.identified(login, ERIKA, SESSION),
    allowedIn: UNDECIDED,
    leadsTo: 'identified',
  },
  { name: 'the login starts over', apply: transitions.restarted, allowedIn: UNDECIDED, leadsTo: 'received' },
  {
    name: 'the release is confirmed',
    apply: (login) => transitions.confirmed(login, RELEASE),
    allowedIn: ['identified'],
    leadsTo: 'confirmed',
  },
  {
    name: 'the login is taken',
    apply: (login) => transitions.answering(login, DECIDED, NOON + 5),
    allowedIn: ['confirmed'],
    leadsTo: 'answering',
  },
  {
    name: 'the login is given up',
    apply: (login) => transitions.aborting(login, 'request-denied', null, NOON + 5),
    // An answer that was begun may turn out to be nobody's any more.
    allowedIn: [...UNDECIDED, 'answering'],
    leadsTo: 'aborting',
  },
]

/** What a login holds in each state: nothing of an earlier one may stay in it. */
const COMMON = ['id', 'version', 'answerId', 'browserKey', 'reply', 'requirements', 'startedAt', 'expiresAt', 'state']
const TAKEN = ['evidence', 'account', 'session', 'temporary', 'review', 'release', 'remember', 'ticked']
const HOLDS: Readonly<Record<State, readonly string[]>> = {
  received: [],
  authenticating: ['method', 'methodState', 'evidence', 'wish'],
  authenticated: ['evidence', 'wish'],
  identified: ['evidence', 'account', 'session', 'temporary', 'review'],
  confirmed: TAKEN,
  answering: [...TAKEN, 'answeringAt', 'method', 'authnInstant', 'reached'],
  aborting: ['abortedAt', 'reason', 'notice', 'insteadOfAnswer'],
  answered: ['answeredAt', 'method', 'level', 'session', 'answer'],
  aborted: ['abortedAt', 'reason', 'answer'],
}

describe('an event of a login', () => {
  for (const { name, apply, allowedIn, leadsTo } of EVENTS) {
    for (const state of STATES) {
      if (allowedIn.includes(state)) {
        it(`leads on from ${state} to ${leadsTo} when ${name}`, () => {
          const before = LOGINS[state]
          const after = apply(before)
          expect(after.state).to.equal(leadsTo)
          expect(after.version).to.equal(before.version + 1)
          expect(Object.keys(after)).to.have.members([...COMMON, ...HOLDS[leadsTo]])
          for (const kept of [
            'id',
            'answerId',
            'browserKey',
            'reply',
            'requirements',
            'startedAt',
            'expiresAt',
          ] as const) {
            expect(after[kept], kept).to.equal(before[kept])
          }
        })
      } else {
        it(`is refused in ${state} when ${name}`, () => {
          expect(() => apply(LOGINS[state]))
            .to.throw(BrokerError)
            .with.property('code', 'login-moved-on')
        })
      }
    }
  }

  it('changes nothing in the login that it is applied to', () => {
    const before = structuredClone(LOGINS.confirmed)
    for (const { apply, allowedIn } of EVENTS) if (allowedIn.includes('confirmed')) apply(LOGINS.confirmed)
    expect(LOGINS.confirmed).to.deep.equal(before)
  })
})

describe('a login', () => {
  it('is open until it is answered or given up', () => {
    expect(STATES.filter((state) => isOpen(LOGINS[state]))).to.deep.equal(OPEN)
  })

  it('stays where it is when a method pauses, and keeps that with every step from there on', () => {
    const pause = { method: methodId('password'), until: NOON + 9 }
    for (const state of STATES) {
      const before = LOGINS[state]
      if (!UNDECIDED.includes(state)) {
        expect(() => transitions.methodPaused(before, pause), state).to.throw(BrokerError)
        continue
      }
      const after = transitions.methodPaused(before, pause)
      expect(after, state).to.deep.equal({ ...before, version: before.version + 1, pause })
      expect(transitions.methodStarted(after, methodId('eid'), {}).pause, state).to.deep.equal(pause)
      expect(transitions.restarted(after).pause, state).to.deep.equal(pause)
    }
  })

  it('keeps what was proved in it when another method proves more', () => {
    const after = transitions.authenticated(LOGINS.authenticated, EID)
    expect(after.evidence).to.deep.equal([...LOGINS.authenticated.evidence, EID])
  })

  it('keeps what was proved in it when a step-up comes after the account was found', () => {
    const after = transitions.authenticated(LOGINS.identified, EID)
    expect(after.evidence).to.deep.equal([...LOGINS.identified.evidence, EID])
  })

  it('has no evidence left after another method was chosen', () => {
    const chosen = transitions.methodStarted(LOGINS.authenticated, methodId('eid'), {})
    expect(transitions.authenticated(chosen, EID).evidence).to.deep.equal([EID])
  })

  it('drops evidence of another account when the account is found', () => {
    const ofMax = someEvidence('password', 'normal', { subject: { kind: 'account', account: MAX } })
    const proved = transitions.authenticated(transitions.authenticated(LOGINS.received, ofMax), EID)
    expect(transitions.identified(proved, ERIKA, null).evidence).to.deep.equal([EID])
    expect(transitions.identified(proved, MAX, null).evidence).to.deep.equal([ofMax])
  })

  it('is identified without evidence of its own by the session alone', () => {
    const after = transitions.identified(LOGINS.received, ERIKA, SESSION)
    expect(after).to.include({ account: ERIKA, session: SESSION })
    expect(after.evidence).to.deep.equal([])
  })

  it('keeps in its answer neither account, evidence nor released values', () => {
    expect(JSON.stringify(transitions.answered(LOGINS.answering, ANSWER, NOON))).to.not.match(
      /Erika|account-|evidence|release/,
    )
  })

  it('keeps its answer for a double click, with what it was answered with', () => {
    const { version, release, method, session } = LOGINS.answering
    expect(transitions.answered(LOGINS.answering, ANSWER, NOON + 9)).to.deep.include({
      version: version + 1,
      answeredAt: NOON + 9,
      method,
      level: release.level,
      session,
      answer: ANSWER,
    })
  })

  it('says why and when it was given up, and keeps what the service is told', () => {
    const ending = transitions.aborting(LOGINS.authenticating, 'authn-failed', 'proof-gone', NOON + 9)
    expect(ending).to.include({ reason: 'authn-failed', abortedAt: NOON + 9, notice: 'proof-gone' })
    expect(ending).to.include({ insteadOfAnswer: false })
    const ended = transitions.aborted(ending, ANSWER)
    expect(ended).to.include({ reason: 'authn-failed', abortedAt: NOON + 9, answer: ANSWER })
  })

  it('that is given up while it is answered says so, for its answer may have an entry', () => {
    expect(transitions.aborting(LOGINS.answering, 'proof-gone', null, NOON)).to.include({ insteadOfAnswer: true })
  })
})
