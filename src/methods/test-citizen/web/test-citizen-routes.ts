import { Router, type Request, type Response } from 'express'
import { BrokerError } from '../../../domain/error-catalogue.js'
import {
  chosenText,
  NOBODY,
  readChosen,
  TEST_ENDS,
  testCitizenName,
  type ChosenCitizen,
  type TestCitizen,
} from '../../../domain/test-citizen.js'
import { sessionCookie, testCitizenCookie } from '../../../http/cookies.js'
import type { LoginContext } from '../../../login/kit/login-context.js'
import { chosenCitizenPage } from '../pages/test-citizens.js'

const PATH = '/test/citizen'

/**
 * `/test/citizen/<id>`: the next logins of this browser are this test citizen's; for automated tests of portals. Its
 * session is forgotten, so that none of them is answered by somebody else's.
 */
export function testCitizenRoutes(context: LoginContext, citizens: readonly TestCitizen[]): Router {
  const { cookies } = context
  const router = Router()
  router.get(PATH, (request, response) => {
    show(context, citizens, readChosen(cookies.read(request, testCitizenCookie)), request, response)
  })
  router.get(`${PATH}/:id`, (request, response) => {
    if (request.method === 'HEAD') throw new BrokerError('method-not-allowed')
    const { id } = request.params
    const chosen = { id, end: endOf(request.query['end']) }
    if (id !== NOBODY && !citizens.some((each) => each.id === id)) throw new BrokerError('not-found')
    cookies.clear(response, sessionCookie)
    if (id === NOBODY) cookies.clear(response, testCitizenCookie)
    else cookies.write(response, testCitizenCookie, chosenText(chosen))
    show(context, citizens, chosen, request, response)
  })
  return router
}

/** Throws `not-found` for an end that there is not: a test that is misspelt must not wait for a page. */
function endOf(asked: unknown): ChosenCitizen['end'] {
  if (asked === undefined) return null
  const end = TEST_ENDS.find((each) => each === asked)
  if (!end) throw new BrokerError('not-found')
  return end
}

function show(
  { outcomes }: LoginContext,
  citizens: readonly TestCitizen[],
  chosen: ChosenCitizen | null,
  request: Request,
  response: Response,
): void {
  const listed = citizens.map((each) => ({ id: each.id, name: testCitizenName(each), temporary: each.temporary }))
  const found = listed.find(({ id }) => id === chosen?.id)
  const model = {
    chosen: found && chosen ? { ...found, end: chosen.end } : null,
    citizens: listed,
    path: PATH,
    forget: `${PATH}/${NOBODY}`,
  }
  outcomes.page(request, response, chosenCitizenPage(model), { service: null })
}
