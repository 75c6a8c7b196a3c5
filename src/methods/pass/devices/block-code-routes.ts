import { Router, type Request, type Response } from 'express'
import type { DevicePorts } from '../device-ports.js'
import { BRAKED, tellFailedProof } from '../../../domain/tell-failed-proof.js'
import type { LoginContext } from '../../../login/kit/login-context.js'
import { anonymousFields, anonymousForm, type AnonymousFormKind } from '../../../http/anonymous-form.js'
import { formCookie } from '../../../http/cookies.js'
import { single } from '../../../http/parse.js'
import { FORM_FIELDS } from '../../../ui/form-fields.js'
import { BLOCK_CODE as PATH } from '../own-paths.js'
import { PASS } from '../settings.js'
import { blockByCode } from './manage-devices.js'
import { type BlockCodeModel, blockCodePage } from '../pages/block-code.js'

/** Longer than any code, however it is grouped. */
const LONGEST_CODE = 64

const FORM: AnonymousFormKind = { cookie: formCookie, purpose: 'anonymous-form-token' }

/** The page works without a login, because a citizen who has lost the phone may have no other way in. */
export function blockCodeRoutes(context: LoginContext, ports: DevicePorts): Router {
  const router = Router()
  const { cookies, deps } = context
  const forms = { cookies, digest: deps.flow.digest, random: deps.flow.random }
  const show = (request: Request, response: Response, end: Partial<BlockCodeModel>, status = 200): void => {
    const form = anonymousForm(FORM, forms, { request, response, action: PATH })
    const page = blockCodePage({ form, problem: null, isDone: false, ...end })
    context.outcomes.page(request, response, page, { service: null }, status)
  }
  router.get(PATH, (request, response) => show(request, response, {}))
  router.post(PATH, async (request, response) => {
    const { fields } = anonymousFields(FORM, forms, request)
    const typed = (single(fields, FORM_FIELDS.blockCode) ?? '').trim().slice(0, LONGEST_CODE)
    const result = typed === '' ? 'missing' : await blockByCode(typed, request.ip ?? '', ports)
    if (result === 'unknown' || result === 'braked') {
      tellFailedProof({ method: PASS, reason: result === 'braked' ? BRAKED : 'block-code' }, context.deps)
    }
    if (result === 'blocked') show(request, response, { isDone: true })
    else show(request, response, { problem: result }, result === 'braked' ? 429 : 200)
  })
  return router
}
