import { expect } from 'chai'
import { sessionId } from '../../src/domain/ids.js'
import { reachedLevel } from '../../src/domain/reached-level.js'
import { heldEvidence } from '../../src/domain/session.js'
import { LONGEST_SESSION_LIMITS } from '../../src/domain/session-limits.js'
import { TRUST_LEVELS, type TrustLevel } from '../../src/domain/trust-level.js'
import { levelByNow } from '../support/level-oracle.js'
import { lower } from '../support/level-order.js'
import { ERIKA, NOON, someAccount, someEvidence, someMethod } from './domain-builders.js'
import { LEVEL_TABLE, MOMENTS } from './level-table.js'

const AS_SHIPPED: Readonly<Record<string, TrustLevel>> = { password: 'normal', pass: 'substantiell', eid: 'hoch' }
const ORIGINS = ['self-declared', 'clerk', 'eid'] as const

const letterOf = (level: TrustLevel | null): string => level?.charAt(0) ?? '-'
function levelOf(letter: string): TrustLevel {
  const level = TRUST_LEVELS.find((each) => letterOf(each) === letter)
  if (!level) throw new Error(`no level: ${letter}`)
  return level
}

const ROWS = LEVEL_TABLE.trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [method = '', origin = '', proofing = '', cap = '', identity = '', pseudonym = ''] = line.split(/\s+/)
    const found = ORIGINS.find((each) => each === origin)
    if (!found) throw new Error(`no origin: ${origin}`)
    return {
      method,
      level: levelOf(AS_SHIPPED[method]?.charAt(0) ?? ''),
      proofing: { level: levelOf(proofing), origin: found, at: NOON },
      cap: levelOf(cap),
      letters: { identity, pseudonym },
    }
  })
type Row = (typeof ROWS)[number]

/** By the domain: a session whose one proof has this age, read after this idle time. */
function reached({ method, level, proofing, cap }: Row, releasesIdentity: boolean): string {
  const account = someAccount({ proofing, methods: [someMethod(method, cap)] })
  const letters = MOMENTS.map(({ age, idle }) => {
    const session = {
      id: sessionId('s'),
      account: ERIKA,
      evidence: [someEvidence(method, level)],
      startedAt: NOON,
      lastActionAt: NOON + age - idle,
      handle: 'handle',
      participations: [],
      version: 1,
    }
    const held = heldEvidence(session, LONGEST_SESSION_LIMITS, NOON + age)
    return letterOf(reachedLevel(account, held, releasesIdentity))
  })
  return letters.join('')
}

/** By the oracle, so that the table and it say the same. */
function foretold({ level, proofing, cap }: Row, releasesIdentity: boolean): string {
  const limits = { limits: LONGEST_SESSION_LIMITS }
  const letters = MOMENTS.map(({ age, idle }) => {
    const now = levelByNow({ level, at: NOON }, NOON + age - idle, limits, NOON + age)
    const counts = now && lower(now, cap)
    return letterOf(counts && (releasesIdentity ? lower(counts, proofing.level) : counts))
  })
  return letters.join('')
}

describe('what a login reaches by method, proofing, cap and age', () => {
  it('is in the truth table for each method, proofing and cap, at each moment around a limit', () => {
    const named = ROWS.map(({ method, proofing, cap }) => `${method} ${proofing.level} ${cap}`)
    expect(new Set(named).size).to.equal(3 * 4 * 3)
    const { length } = MOMENTS
    expect(
      ROWS.every(({ letters }) => letters.identity.length === length && letters.pseudonym.length === length),
    ).to.equal(true)
    for (const { age, idle } of Object.values(LONGEST_SESSION_LIMITS)) {
      for (const edge of [age - 1, age])
        expect(MOMENTS.some((each) => each.age === edge && each.idle === 0)).to.equal(true)
      for (const edge of [idle - 1, idle]) expect(MOMENTS.some((each) => each.idle === edge)).to.equal(true)
    }
  })

  for (const row of ROWS) {
    const { method, proofing, cap, letters } = row
    it(`by ${method}, bound at ${cap}, of an identity ${proofing.origin} at ${proofing.level}`, () => {
      expect(reached(row, true)).to.equal(letters.identity)
      expect(reached(row, false)).to.equal(letters.pseudonym)
      expect([foretold(row, true), foretold(row, false)]).to.deep.equal([letters.identity, letters.pseudonym])
    })
  }
})
