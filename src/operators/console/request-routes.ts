import { Router, type Request, type Response } from 'express'
import { single } from '../../http/parse.js'
import { serviceName } from '../../domain/service.js'
import type { Operator } from '../../domain/operator.js'
import { Refused } from '../refused.js'
import type { Refusal } from '../findings.js'
import { lookUpRequest, type FoundRequest, type RequestViewer } from '../requests/look-up-request.js'
import { CONSOLE, type ConsoleContext } from './console-context.js'
import { requestPage, type ShownRequest } from './pages/request.js'
import { requireOperator, requireOperatorForm, show, type AtConsole } from './require-operator.js'

/** Where a refused request is looked up by the id of its error page. */
export function requestRoutes(context: ConsoleContext): Router {
  const router = Router()
  router.get(CONSOLE.requests, async (request, response) => {
    const at = await requireOperator(context, request, response)
    if (at) answer(context, request, response, at, { errorId: '', found: null, refusal: null })
  })
  router.post(CONSOLE.requests, (request, response) => takeLookUp(context, request, response))
  return router
}

interface Answer {
  readonly errorId: string
  readonly found: FoundRequest | null
  readonly refusal: Refusal | null
}

async function takeLookUp(context: ConsoleContext, request: Request, response: Response): Promise<void> {
  const at = await requireOperatorForm(context, request, response, 'read')
  if (!at) return
  const errorId = (single(at.fields, 'errorId') ?? '').trim()
  try {
    const found = await lookUpRequest(errorId, viewerOf(at.operator), at.actor, context.deps.requests)
    answer(context, request, response, at, { errorId, found, refusal: null })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    answer(context, request, response, at, { errorId, found: null, refusal: error.refusal })
  }
}

const viewerOf = (operator: Operator): RequestViewer => ({
  // check: claimed-requests-are-for-admins
  seesClaimed: operator.role === 'admin',
  tenant: operator.tenant,
})

/** The same page and status for an id that there is not and for one that is not theirs to see. */
function answer(
  context: ConsoleContext,
  request: Request,
  response: Response,
  at: AtConsole,
  { errorId, found, refusal }: Answer,
): void {
  const page = requestPage({
    bar: at.bar,
    form: at.form(CONSOLE.requests),
    errorId,
    refusal,
    shown: found && shownOf(found, context),
  })
  show(context, request, response, page, refusal === null ? 200 : 404)
}

function shownOf({ request, tenant }: FoundRequest, { deps }: ConsoleContext): ShownRequest {
  const service = request.service === null ? undefined : deps.registry.find(request.service)
  return { request, tenant, name: service ? serviceName(service, 'de') : null }
}
