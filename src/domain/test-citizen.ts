import { newAccount, soleMethod, type Account } from './account.js'
import { readAttribute } from './attribute-input.js'
import type { EvidenceSubject } from './evidence.js'
import { isAttributeName, ruleOf, type AttributeName, type AttributeValue, type Identity } from './identity.js'
import { accountId, methodId, type AccountId } from './ids.js'
import type { Instant } from './instant.js'
import { meets, type TrustLevel } from './trust-level.js'

/** What test citizens log in with: by BundID's counting, an account of self-declared values is `basis`. */
export const TEST_METHODS = { password: 'basis', elster: 'substantiell', eid: 'hoch' } as const satisfies Record<
  string,
  TrustLevel
>
export type TestMethod = keyof typeof TEST_METHODS

/** Somebody invented, for portals that are tried out with a deployment of `stage: test` (RULES: Operators 10). */
export interface TestCitizen {
  readonly id: string
  readonly methods: readonly TestMethod[]
  /** True: no account is kept, each login is passed through. */
  readonly temporary: boolean
  readonly attributes: Readonly<Partial<Record<AttributeName, string>>>
}

/** The id by which a browser forgets its test citizen. */
export const NOBODY = 'none'

/** Colons stand in no id that the broker makes, so no real account and no real key looks like these. */
const PREFIX = 'test:'

export const testAccountId = ({ id }: Pick<TestCitizen, 'id'>): AccountId => accountId(PREFIX + id)

/** True for what a test citizen without an account is known by. */
export const isTestSubject = (subject: EvidenceSubject): boolean =>
  subject.kind === 'key' && subject.key.startsWith(PREFIX)

/** Whom a login of this test citizen proves. */
export const testSubject = (citizen: TestCitizen): EvidenceSubject =>
  citizen.temporary ? { kind: 'key', key: PREFIX + citizen.id } : { kind: 'account', account: testAccountId(citizen) }

/** Birth dates lie before this; the config file is checked without a clock. */
const LATEST = Date.UTC(2100, 0, 1)

const isMethod = (text: unknown): text is TestMethod => typeof text === 'string' && Object.hasOwn(TEST_METHODS, text)

/** An entry of `testCitizens` in the config file; null if it is none. */
export function readTestCitizen(written: unknown): TestCitizen | null {
  if (typeof written !== 'object' || written === null) return null
  const { id, methods, temporary = false, ...rest } = written as Readonly<Record<string, unknown>>
  if (typeof id !== 'string' || !/^[a-z0-9-]{1,32}$/.test(id) || id === NOBODY) return null
  if (!Array.isArray(methods) || methods.length === 0 || !methods.every(isMethod)) return null
  if (typeof temporary !== 'boolean') return null
  const attributes = Object.entries(rest).map(([name, text]) => [name, valueOf(name, text)] as const)
  if (attributes.some(([, value]) => value === null)) return null
  return { id, methods: [...new Set(methods)], temporary, attributes: Object.fromEntries(attributes) }
}

function valueOf(name: string, text: unknown): string | null {
  if (!isAttributeName(name) || typeof text !== 'string') return null
  const read = readAttribute(name, text, LATEST)
  return 'fault' in read ? null : read.value
}

const ORIGINS = { password: 'self-declared', elster: 'upstream:elster', eid: 'eid' } as const

/** The method of the highest level. */
const bestOf = ({ methods }: TestCitizen): TestMethod =>
  methods.reduce((best, each) => (meets(TEST_METHODS[best], TEST_METHODS[each]) ? best : each))

/** What is known of a test citizen, as their best method tells it; contact data are self-declared. */
export function testIdentity(citizen: TestCitizen, at: Instant): Identity {
  const best = bestOf(citizen)
  const told = (name: AttributeName, value: string): AttributeValue =>
    ruleOf(name).contact
      ? { value, origin: 'self-declared', level: 'basis', at }
      : { value, origin: ORIGINS[best], level: TEST_METHODS[best], at }
  return Object.fromEntries(
    Object.entries(citizen.attributes).map(([name, value]) => [name, told(name as AttributeName, value)]),
  )
}

/** The account of a test citizen, from the beginning; `pseudonymSeed`: as of any account. */
export const testAccount = (citizen: TestCitizen, pseudonymSeed: string, at: Instant): Account =>
  newAccount({
    id: testAccountId(citizen),
    pseudonymSeed,
    proofing: { level: TEST_METHODS[bestOf(citizen)], origin: ORIGINS[bestOf(citizen)], at },
    identity: testIdentity(citizen, at),
    methods: citizen.methods.map((method) => soleMethod(methodId(method), TEST_METHODS[method], at)),
    createdAt: at,
  })

/** Given and family name, or the id. */
export function testCitizenName({ id, attributes: { givenName, familyName } }: TestCitizen): string {
  const names = [givenName, familyName].filter((name) => name !== undefined)
  return names.length > 0 ? names.join(' ') : id
}

/** How far a login goes by itself in a browser that has chosen a test citizen; null: to the confirm page. */
export const TEST_ENDS = ['confirm', 'decline', 'cancel'] as const
export type TestEnd = (typeof TEST_ENDS)[number]

/** What a browser has chosen, as its cookie holds it. */
export interface ChosenCitizen {
  readonly id: string
  readonly end: TestEnd | null
}

export const chosenText = ({ id, end }: ChosenCitizen): string => (end === null ? id : `${id}.${end}`)

/** Reads the cookie; null if it holds no choice. */
export function readChosen(text: string | null): ChosenCitizen | null {
  const [, id, end] = /^([a-z0-9-]{1,32})(?:\.([a-z]+))?$/.exec(text ?? '') ?? []
  if (id === undefined) return null
  return { id, end: TEST_ENDS.find((each) => each === end) ?? null }
}
