import { Router } from 'express'
import { loginId, methodId } from '../../domain/ids.js'
import { answerBackchannel } from '../method-backchannel.js'
import type { LoginDeps } from '../kit/login-context.js'
import { askedLanguage } from '../../http/language.js'

/**
 * The addresses at which methods answer other clients than the citizen's browser, such as an eID client that fetches
 * its TC token.
 */
export function methodRoutes({ flow }: LoginDeps): Router {
  const router = Router()
  router.get('/methods/:method/:login/:token', async (request, response) => {
    const { method, login, token } = request.params
    // The caller has no cookie of the citizen's, so the address says which language the citizen reads.
    // check: a-limit-goes-by-the-address-as-trusted
    const asked = { token, address: request.ip ?? '', language: askedLanguage(request) ?? 'de' } as const
    const answer = await answerBackchannel(methodId(method), loginId(login), asked, flow)
    // The content type is sent exactly as the method gives it: a guideline may name the charset.
    response.status(200).set('Content-Type', answer.contentType).end(answer.body)
  })
  return router
}
