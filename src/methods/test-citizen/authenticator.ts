import { methodId } from '../../domain/ids.js'
import {
  TEST_METHODS,
  testCitizenName,
  testIdentity,
  testSubject,
  type TestCitizen,
  type TestMethod,
} from '../../domain/test-citizen.js'
import type { Authenticator, MethodContext, Outcome } from '../../login/kit/authenticator.js'
import { testCitizensPage } from './pages/test-citizens.js'

/** The field of the page, which automated logins fill in too. */
export const CITIZEN = 'citizen'

/**
 * A method as test citizens have it: whoever is chosen is proved, by nothing else. It bears the id of the real one, which
 * no deployment with test citizens offers, so portals get the answers that they will get of that.
 */
export function createTestAuthenticator(method: TestMethod, citizens: readonly TestCitizen[]): Authenticator {
  const able = citizens.filter(({ methods }) => methods.includes(method))
  return {
    id: methodId(method),
    level: TEST_METHODS[method],
    provesIdentity: method !== 'password',
    opensByLink: true,
    returnFields: null,
    usable: () => ({ usable: true }),
    start: () => Promise.resolve(page(method, able)),
    resume: (context, { fields }) => {
      const chosen = able.find(({ id }) => id === fields[CITIZEN])
      return Promise.resolve(chosen ? proved(method, chosen, context) : page(method, able))
    },
  }
}

const page = (method: TestMethod, citizens: readonly TestCitizen[]): Outcome => ({
  kind: 'page',
  page: ({ form, otherMethods }) =>
    testCitizensPage({
      form,
      otherMethods,
      method,
      citizens: citizens.map((each) => ({ id: each.id, name: testCitizenName(each), temporary: each.temporary })),
    }),
})

const proved = (method: TestMethod, citizen: TestCitizen, { now }: MethodContext): Outcome => ({
  kind: 'proved',
  evidence: {
    method: methodId(method),
    instance: '',
    level: TEST_METHODS[method],
    at: now,
    subject: testSubject(citizen),
    ...(citizen.temporary && { facts: testIdentity(citizen, now) }),
  },
})
