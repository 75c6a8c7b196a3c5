import { Router, type Request, type Response } from 'express'
import type { DevicePorts } from '../device-ports.js'
import { anonymousFields, anonymousForm } from '../../../account/shell/anonymous-form.js'
import { BRAKED, tellFailedProof } from '../../../domain/tell-failed-proof.js'
import type { LoginContext } from '../../../login/kit/login-context.js'
import { single } from '../../../http/parse.js'
import { FORM_FIELDS } from '../../../ui/form-fields.js'
import { PASS } from '../settings.js'
import { blockByCode } from './manage-devices.js'
import { type BlockCodeModel, blockCodePage } from '../pages/block-code.js'

const PATH = '/konto/sperren'

/** Longer than any code, however it is grouped. */
const LONGEST_CODE = 64

/** The page works without a login, because a citizen who has lost the phone may have no other way in. */
export function blockCodeRoutes(context: LoginContext, ports: DevicePorts): Router {
  const router = Router()
  const show = (request: Request, response: Response, end: Partial<BlockCodeModel>, status = 200): void => {
    const form = anonymousForm(context, request, response, PATH)
    const page = blockCodePage({ form, problem: null, isDone: false, ...end })
    context.outcomes.page(request, response, page, { service: null, languageLinks: true }, status)
  }
  router.get(PATH, (request, response) => show(request, response, {}))
  router.post(PATH, async (request, response) => {
    const typed = (single(anonymousFields(context, request), FORM_FIELDS.blockCode) ?? '').trim().slice(0, LONGEST_CODE)
    const result = typed === '' ? 'missing' : await blockByCode(typed, request.ip ?? '', ports)
    if (result === 'unknown' || result === 'braked') {
      tellFailedProof({ method: PASS, reason: result === 'braked' ? BRAKED : 'block-code' }, context.deps)
    }
    if (result === 'blocked') show(request, response, { isDone: true })
    else show(request, response, { problem: result }, result === 'braked' ? 429 : 200)
  })
  return router
}
