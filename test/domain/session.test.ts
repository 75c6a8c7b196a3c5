import { expect } from 'chai'
import fc from 'fast-check'
import { entityId, loginId, sessionId } from '../../src/domain/ids.js'
import { hours, minutes, seconds, type Duration } from '../../src/domain/instant.js'
import { agedLevel, heldEvidence, sessionEnd, sessionKeptUntil, type BrowserSession } from '../../src/domain/session.js'
import { LONGEST_SESSION_LIMITS } from '../../src/domain/session-limits.js'
import { meets, TRUST_LEVELS, type TrustLevel } from '../../src/domain/trust-level.js'
import { ERIKA, NOON, someEvidence } from './domain-builders.js'

/** The level that evidence of `level` has after this age and this idle time. */
const aged = (level: TrustLevel, age: Duration, idle: Duration): TrustLevel | null =>
  agedLevel(someEvidence('eid', level, { at: NOON }), NOON + age - idle, LONGEST_SESSION_LIMITS, NOON + age)

const someSession = (change: Partial<BrowserSession> = {}): BrowserSession => ({
  id: sessionId('s'),
  account: ERIKA,
  evidence: [],
  startedAt: NOON,
  lastActionAt: NOON,
  handle: 'handle',
  participations: [
    {
      service: entityId('https://portal.example/saml'),
      login: loginId('l'),
      nameId: 'p',
      nameIdFormat: 'f',
      sessionIndex: 'i',
      nameKey: 'name-key',
      since: NOON,
    },
  ],
  version: 1,
  ...change,
})

describe('the level of evidence as it ages', () => {
  it('has the longest limits of TR-03160-1', () => {
    expect(LONGEST_SESSION_LIMITS).to.deep.equal({
      basis: { age: hours(12), idle: minutes(60) },
      normal: { age: hours(12), idle: minutes(60) },
      substantiell: { age: hours(2), idle: minutes(30) },
      hoch: { age: minutes(30), idle: minutes(5) },
    })
  })

  const CASES: readonly (readonly [from: TrustLevel, age: Duration, idle: Duration, to: TrustLevel | null])[] = [
    // Fresh evidence holds as it is.
    ['hoch', 0, 0, 'hoch'],
    ['substantiell', 0, 0, 'substantiell'],
    ['normal', 0, 0, 'normal'],
    ['basis', 0, 0, 'basis'],
    // Idle time alone: the limit itself is over.
    ['hoch', minutes(10), minutes(5) - 1, 'hoch'],
    ['hoch', minutes(10), minutes(5), 'substantiell'],
    ['hoch', minutes(6), minutes(6), 'substantiell'],
    ['hoch', hours(1), minutes(30) - 1, 'substantiell'],
    ['hoch', hours(1), minutes(30), 'normal'],
    ['hoch', hours(1), minutes(60) - 1, 'normal'],
    ['hoch', hours(1), minutes(60), null],
    ['substantiell', minutes(31), minutes(6), 'substantiell'],
    ['substantiell', hours(1), minutes(30), 'normal'],
    ['normal', hours(1), minutes(60) - 1, 'normal'],
    ['normal', hours(2), minutes(60), null],
    ['basis', hours(2), minutes(60), null],
    // Age alone.
    ['hoch', minutes(30) - 1, 0, 'hoch'],
    ['hoch', minutes(30), 0, 'substantiell'],
    ['hoch', hours(2) - 1, 0, 'substantiell'],
    ['hoch', hours(2), 0, 'normal'],
    ['hoch', hours(12) - 1, 0, 'normal'],
    ['hoch', hours(12), 0, null],
    ['substantiell', hours(2), 0, 'normal'],
    ['normal', hours(12) - 1, seconds(1), 'normal'],
    ['normal', hours(12), 0, null],
    ['basis', hours(12) - 1, 0, 'basis'],
    ['basis', hours(12), 0, null],
    // One limit kept does not make up for the other.
    ['hoch', minutes(45), minutes(1), 'substantiell'],
    ['hoch', hours(3), minutes(1), 'normal'],
    ['substantiell', hours(3), minutes(1), 'normal'],
  ]

  for (const [from, age, idle, to] of CASES) {
    it(`${from}, ${String(age / 60_000)} min old and ${String(idle / 60_000)} min idle, holds as ${String(to)}`, () => {
      expect(aged(from, age, idle)).to.equal(to)
    })
  }

  it('never rises, neither by waiting nor above what was proved', () => {
    const span = fc.integer({ min: 0, max: hours(13) })
    fc.assert(
      fc.property(fc.constantFrom(...TRUST_LEVELS), span, span, span, (level, age, idle, wait) => {
        const now = aged(level, age, idle)
        const later = aged(level, age + wait, idle + wait)
        expect(now === null || meets(level, now)).to.equal(true)
        expect(later === null || (now !== null && meets(now, later))).to.equal(true)
      }),
    )
  })

  it('obeys shorter limits of a deployment', () => {
    const limits = { ...LONGEST_SESSION_LIMITS, normal: { age: minutes(10), idle: minutes(3) } }
    const evidence = someEvidence('password', 'normal')
    expect(agedLevel(evidence, NOON + minutes(4), limits, NOON + minutes(6))).to.equal('normal')
    expect(agedLevel(evidence, NOON, limits, NOON + minutes(3))).to.equal('basis')
  })
})

describe('a browser session', () => {
  const password = someEvidence('password', 'normal', { at: NOON - hours(3) })
  const eid = someEvidence('eid', 'hoch', { at: NOON })

  it('holds each piece of evidence at its own aged level', () => {
    const session = someSession({ evidence: [password, eid], lastActionAt: NOON })
    expect(heldEvidence(session, LONGEST_SESSION_LIMITS, NOON + minutes(6))).to.deep.equal([
      password,
      { ...eid, level: 'substantiell' },
    ])
  })

  it('tells of the person as long as the evidence holds at its full level', () => {
    const nationality = { value: 'D', origin: 'eid', level: 'hoch', at: NOON } as const
    const session = someSession({ evidence: [{ ...eid, facts: { nationality } }], lastActionAt: NOON })
    const told = (at: number) => heldEvidence(session, LONGEST_SESSION_LIMITS, at).map(({ facts }) => facts)
    expect(told(NOON + minutes(4))).to.deep.equal([{ nationality }])
    expect(told(NOON + minutes(6))).to.deep.equal([undefined])
  })

  it('leaves out evidence that holds at no level any more', () => {
    const old = someEvidence('password', 'normal', { at: NOON - hours(12) })
    const session = someSession({ evidence: [old, eid] })
    expect(heldEvidence(session, LONGEST_SESSION_LIMITS, NOON)).to.deep.equal([eid])
    expect(heldEvidence(session, LONGEST_SESSION_LIMITS, NOON + minutes(60))).to.deep.equal([])
  })

  it('ends when its newest evidence is too old for the lowest level, however active the citizen is', () => {
    const session = someSession({ evidence: [password, eid], lastActionAt: NOON + hours(12) })
    const end = sessionEnd(session, LONGEST_SESSION_LIMITS)
    expect(end).to.equal(NOON + hours(12))
    expect(heldEvidence(session, LONGEST_SESSION_LIMITS, end - 1)).to.have.length(1)
    expect(heldEvidence(session, LONGEST_SESSION_LIMITS, end)).to.deep.equal([])
  })

  it('is kept beyond its end for as long as a login that began in it may be open', () => {
    const session = someSession({ evidence: [password], participations: [] })
    const kept = sessionKeptUntil(session, LONGEST_SESSION_LIMITS)
    expect(kept).to.equal(sessionEnd(session, LONGEST_SESSION_LIMITS) + minutes(30))
    expect(heldEvidence(session, LONGEST_SESSION_LIMITS, kept - 1)).to.deep.equal([])
  })

  it('is kept until every service that takes part has it for ended, by what it was told', () => {
    const [part] = someSession().participations
    if (!part) return expect.fail()
    const told = (...untils: readonly number[]) => untils.map((until) => ({ ...part, until }))
    const kept = (participations: BrowserSession['participations']) =>
      sessionKeptUntil(someSession({ evidence: [password], participations }), LONGEST_SESSION_LIMITS)
    expect(kept(told(NOON + hours(9), NOON + hours(12), NOON + hours(2)))).to.equal(NOON + hours(12))
    expect(kept(told(NOON + minutes(30)))).to.equal(NOON + minutes(90))
    // An earlier version did not note what it told: no more than the longest age of a proof.
    expect(kept([part])).to.equal(NOON + hours(12))
  })

  it('ends after the longest idle time where the citizen does nothing more', () => {
    const session = someSession({ evidence: [password, eid], lastActionAt: NOON + hours(2) })
    const end = sessionEnd(session, LONGEST_SESSION_LIMITS)
    expect(end).to.equal(NOON + hours(3))
    expect(heldEvidence(session, LONGEST_SESSION_LIMITS, end - 1)).to.have.length(2)
    expect(heldEvidence(session, LONGEST_SESSION_LIMITS, end)).to.deep.equal([])
  })

  it('has ended before it began without evidence', () => {
    expect(sessionEnd(someSession(), LONGEST_SESSION_LIMITS)).to.equal(0)
  })
})
