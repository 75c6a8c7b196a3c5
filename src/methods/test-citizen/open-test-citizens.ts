import { methodId } from '../../domain/ids.js'
import type { AccountStore } from '../../domain/ports/account-store.js'
import {
  TEST_METHODS,
  testAccount,
  testAccountId,
  type TestCitizen,
  type TestMethod,
} from '../../domain/test-citizen.js'
import type { HouseServices } from '../kit/house-services.js'
import type { OpenedMethod } from '../kit/method-module.js'
import { createTestAuthenticator } from './authenticator.js'
import { testTexts } from './texts/texts.js'
import { testCitizenRoutes } from './web/test-citizen-routes.js'

/** What the test citizens are made from. */
export interface TestCitizenServices extends Pick<HouseServices, 'clock' | 'random'> {
  readonly accounts: AccountStore
}

const isMethod = (id: string): id is TestMethod => Object.hasOwn(TEST_METHODS, id)

/**
 * Opens the methods that the test citizens have, in place of all others, and brings their accounts to what the config file
 * says. For a deployment of `stage: test` alone.
 */
export async function openTestCitizens(
  citizens: readonly TestCitizen[],
  services: TestCitizenServices,
): Promise<OpenedMethod> {
  for (const citizen of citizens) if (!citizen.temporary) await bringAbout(citizen, services)
  const methods = (Object.keys(TEST_METHODS) as TestMethod[])
    .filter((method) => citizens.some((each) => each.methods.includes(method)))
    .map((method) => createTestAuthenticator(method, citizens))
  return {
    methods: () => methods,
    routes: (context) => testCitizenRoutes(context, citizens),
    names: (id, language) => (isMethod(id) ? testTexts(language).names[id] : null),
  }
}

async function bringAbout(citizen: TestCitizen, { accounts, clock, random }: TestCitizenServices): Promise<void> {
  const at = clock.now()
  const id = testAccountId(citizen)
  const wanted = testAccount(citizen, random.secret(), at)
  const attributes = Object.keys(wanted.identity)
  const entry = { at, actor: 'broker', subject: id, before: null } as const
  const { proofing, identity, methods } = wanted
  if (await accounts.find(id)) {
    const changed = { ...entry, action: 'account.completed', after: { attributes } } as const
    await accounts.change(
      id,
      (known) => (isAs(known, wanted) ? null : { ...known, proofing, identity, methods }),
      changed,
    )
    return
  }
  const after = { proofing: proofing.level, attributes, methods: citizen.methods.map(methodId) }
  try {
    await accounts.create(wanted, null, { ...entry, action: 'account.created', after })
  } catch (error) {
    // Another instance that starts now was a moment faster.
    if (!(await accounts.find(id))) throw error
  }
}

type Made = Pick<ReturnType<typeof testAccount>, 'identity' | 'methods'>

/** True if both are the same but for the times at which they were made. */
const isAs = (one: Made, other: Made): boolean => JSON.stringify(timeless(one)) === JSON.stringify(timeless(other))

const timeless = ({ identity, methods }: Made) => [
  Object.entries(identity)
    .map(([name, { value, level, origin }]) => `${name} ${value} ${level} ${origin}`)
    .sort(),
  methods.map(({ method, cap }) => `${method} ${cap}`).sort(),
]
