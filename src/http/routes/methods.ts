import { Router } from 'express'
import { loginId, methodId } from '../../domain/ids.js'
import { answerBackchannel } from '../../flow/method-backchannel.js'
import type { HttpDeps } from '../http-deps.js'

/** What methods answer to somebody else than the citizen's browser, such as an eID client that fetches its TC token. */
export function methodRoutes({ flow }: HttpDeps): Router {
  const router = Router()
  router.get('/methods/:method/:login/:token', async (request, response) => {
    const { method, login, token } = request.params
    const answer = await answerBackchannel(methodId(method), loginId(login), token, flow)
    // As the method says, to the letter: a guideline may name the charset.
    response.status(200).set('Content-Type', answer.contentType).end(answer.body)
  })
  return router
}
