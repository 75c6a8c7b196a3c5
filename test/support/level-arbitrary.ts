import fc from 'fast-check'
import { COMPARISONS } from '../../src/domain/authn-context.js'
import type { AttributeName, AttributeValue, Identity } from '../../src/domain/identity.js'
import { hours, minutes, type Duration } from '../../src/domain/instant.js'
import { LONGEST_SESSION_LIMITS, type SessionLimits } from '../../src/domain/session-limits.js'
import type { TrustLevel } from '../../src/domain/trust-level.js'
import { START } from './movable-clock.js'
import { asHigh, LEVELS } from './level-order.js'
import type { Binding, Course, GivenProof, MethodSetting, Situation } from './level-situation.js'
import { METHODS } from './level-situation.js'
import { KNOWN_CLASSES } from './level-words.js'

// Logins of every kind, the edges of each limit more often than chance has them.

const level = fc.constantFrom(...LEVELS)

/** Mostly true, or mostly false: what closes a way altogether must not hide all the others. */
const often = fc.integer({ min: 0, max: 5 }).map((n) => n > 0)
const seldom = often.map((is) => !is)

/** As shipped, or shorter: never so short that a session ends before a login that began in it. */
const SHORTER: SessionLimits = {
  basis: { age: hours(12), idle: minutes(60) },
  normal: { age: hours(6), idle: minutes(40) },
  substantiell: { age: hours(1), idle: minutes(10) },
  hoch: { age: minutes(10), idle: minutes(2) },
}
const limits = fc.constantFrom(LONGEST_SESSION_LIMITS, LONGEST_SESSION_LIMITS, SHORTER)

const EDGES: readonly Duration[] = [LONGEST_SESSION_LIMITS, SHORTER].flatMap((each) =>
  LEVELS.flatMap((at) => [each[at].age, each[at].idle]),
)
/** A length of time up to `longest`, often a limit to the millisecond. */
const span = (longest: Duration): fc.Arbitrary<Duration> =>
  fc.oneof(
    fc.constant(0),
    fc.integer({ min: 0, max: longest }),
    fc.integer({ min: 0, max: Math.min(longest, minutes(12)) }),
    fc
      .tuple(fc.constantFrom(...EDGES.filter((edge) => edge <= longest)), fc.integer({ min: -1, max: 1 }))
      .map(([edge, step]) => Math.min(longest, Math.max(0, edge + step))),
  )

const setting = (as: TrustLevel): fc.Arbitrary<MethodSetting> =>
  fc.record({
    level: fc.oneof(fc.constant(as), level),
    withFactor: fc.constant(null),
    works: often,
  })
const methods = fc.record({
  password: fc.record({
    level: fc.constantFrom<TrustLevel>('basis', 'normal', 'normal', 'substantiell'),
    withFactor: fc.option(fc.constantFrom<TrustLevel>('substantiell', 'hoch')),
    works: often,
  }),
  pass: setting('substantiell'),
  eid: setting('hoch'),
})

const INSTANCES = [
  ['password', ''],
  ['password', 'totp'],
  ['pass', 'phone-1'],
  ['pass', 'phone-2'],
  ['eid', 'card-1'],
  ['eid', 'card-2'],
] as const
const bindings: fc.Arbitrary<readonly Binding[]> = fc
  .tuple(
    fc.subarray([...INSTANCES], { minLength: 1 }),
    fc.array(fc.tuple(level, seldom), { minLength: 6, maxLength: 6 }),
  )
  .map(([some, details]) =>
    some.map(([method, instance], index) => {
      const [cap, blocked] = details[index] ?? ['basis', false]
      return { method, instance, cap, blocked }
    }),
  )

const ATTRIBUTES: readonly AttributeName[] = ['givenName', 'street', 'nationality', 'academicTitle', 'email', 'phone']
const TOLD: readonly AttributeName[] = ['givenName', 'street', 'nationality', 'academicTitle']
const KEPT_WITH_PROOF: readonly AttributeName[] = ['nationality', 'academicTitle']

const held = (tag: string): fc.Arbitrary<AttributeValue> =>
  fc.record({
    value: fc.option(fc.constantFrom(`${tag} A`, `${tag} B`), { freq: 5 }),
    origin: fc.constantFrom<AttributeValue['origin']>('self-declared', 'eid', 'clerk', 'upstream:bund'),
    level,
    at: fc.constant(START),
  })
const identity: fc.Arbitrary<Identity> = fc.dictionary(fc.constantFrom(...ATTRIBUTES), held('kept'), {
  noNullPrototype: true,
})
const told = (names: readonly AttributeName[]): fc.Arbitrary<Identity> =>
  fc.dictionary(
    fc.constantFrom(...names),
    held('told').map((value) => ({ ...value, origin: 'eid' as const })),
    { noNullPrototype: true },
  )

const service = fc
  .record({
    level,
    sso: often,
    methods: fc.option(fc.subarray([...METHODS]), { freq: 2 }),
    pseudonymous: seldom,
    asked: fc.subarray([...ATTRIBUTES], { maxLength: 4 }),
    required: fc.nat(4),
  })
  .map(({ asked, required, methods, ...rest }) => ({
    ...rest,
    methods: methods?.length === 0 ? null : methods,
    required: asked.slice(0, required),
    // One that is asked for twice leaves once, as required.
    optional: asked.slice(Math.max(0, required - 1)),
  }))

const classes = fc.array(fc.constantFrom(...KNOWN_CLASSES, 'urn:example:unknown'), {
  minLength: 1,
  maxLength: 4,
})
const request = fc.record({
  comparison: fc.constantFrom(...COMPARISONS),
  classes: fc.option(classes, { freq: 2 }),
  forceAuthn: seldom,
  isPassive: seldom,
})

/** Proofs of bindings, now and then of one that is gone; each as strong as the method is by configuration, or aged. */
const proofs = (situation: Pick<Situation, 'bindings' | 'methods'>): fc.Arbitrary<readonly GivenProof[]> =>
  fc
    .array(
      fc.record({
        of: fc.oneof(
          fc.constantFrom(...situation.bindings),
          fc.constantFrom(...situation.bindings),
          fc.constant({ method: 'pass', instance: 'phone-9' } as const),
        ),
        aged: fc.option(level),
        age: span(hours(12) + minutes(5)),
        tells: told(KEPT_WITH_PROOF),
      }),
      { minLength: 1, maxLength: 3 },
    )
    .map((each) =>
      each.map(({ of, aged, age, tells }) => {
        const { level: own, withFactor } = situation.methods[of.method]
        const proved = (of.instance === 'totp' ? withFactor : null) ?? own
        const isAged = aged !== null && asHigh(proved, aged)
        return {
          method: of.method,
          instance: of.instance,
          level: isAged ? aged : proved,
          at: BEGIN - age,
          tells: of.method === 'eid' ? tells : {},
        }
      }),
    )
    .map((each) => each.filter((one, index) => each.findIndex((o) => o.instance === one.instance) === index))

const BEGIN = START + hours(24)

const session = (situation: Pick<Situation, 'bindings' | 'methods'>): fc.Arbitrary<Situation['session']> =>
  fc.option(
    fc
      .tuple(proofs(situation), span(hours(1)))
      .map(([given, idle]) => ({ proofs: given, lastAction: Math.max(BEGIN - idle, ...given.map(({ at }) => at)) })),
    { freq: 4 },
  )

export const situations: fc.Arbitrary<Situation> = fc.record({ methods, bindings }).chain((known) =>
  fc.record({
    methods: fc.constant(known.methods),
    bindings: fc.constant(known.bindings),
    limits,
    proofing: fc.record({ level, origin: fc.constantFrom('self-declared' as const, 'eid' as const, 'clerk' as const) }),
    identity,
    session: session(known),
    service,
    request,
    remembered: fc.constantFrom('same', 'same', 'others', null),
  }),
)

/** The waits of one login: it ends after 30 min. */
export const courses: fc.Arbitrary<Course> = fc.record({
  begin: fc.constant(BEGIN),
  beforeProof: span(minutes(14)),
  proof: fc.nat(5),
  stubborn: seldom,
  cardTells: told(TOLD),
  beforeDecision: span(minutes(14)),
})
