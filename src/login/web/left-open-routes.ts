import { Router } from 'express'
import { sameText } from '../../crypto/same-text.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import { failureContext } from '../../http/failure-page.js'
import { readFields, single } from '../../http/parse.js'
import { DECISIONS, FORM_FIELDS } from '../../ui/form-fields.js'
import type { LoginContext } from '../kit/login-context.js'
import { returnLate } from '../return-late.js'
import { keptLogin, LEFT_OPEN, offerWayBack } from './left-open.js'
import { handOver } from './login-responses.js'

/** The way back of a login that was left open too long (RULES: What a service may ask 11). */
export function leftOpenRoutes(context: LoginContext): Router {
  const router = Router()
  router.post(`/login/:id/${LEFT_OPEN}`, async (request, response) => {
    const found = keptLogin(context, request)
    if (!found) throw new BrokerError('login-unknown')
    const { id, kept, browserKey, token } = found
    failureContext(response).service = kept.service
    const fields = readFields(request.body)
    // check: the-way-back-needs-its-token
    if (!sameText(single(fields, FORM_FIELDS.token) ?? '', token)) {
      offerWayBack(context, request, response)
      throw new BrokerError('form-token')
    }
    if (single(fields, FORM_FIELDS.decision) !== DECISIONS.return) throw new BrokerError('form-input')
    const answer = await returnLate(id, kept, browserKey, context.deps.flow)
    handOver(context, request, response, answer, kept)
  })
  return router
}
