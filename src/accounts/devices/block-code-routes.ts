import { timingSafeEqual } from 'node:crypto'
import { Router, type Request, type Response } from 'express'
import { BrokerError } from '../../domain/errors.js'
import type { DevicePorts } from '../../domain/ports/device-ports.js'
import { formCookie } from '../../http/cookies.js'
import type { LoginContext } from '../../http/login/login-context.js'
import { readFields, single } from '../../http/parse.js'
import { FORM_FIELDS } from '../../ui/form-fields.js'
import type { BlockCodePage } from '../../ui/view-models.js'
import { blockByCode } from './manage-devices.js'

const PATH = '/konto/sperren'

/** Without a login: who has lost the phone may have no other way in. The form's token is bound to a cookie of its own. */
export function blockCodeRoutes(context: LoginContext, ports: DevicePorts): Router {
  const { cookies, outcomes } = context
  const router = Router()
  const tokenFor = (secret: string): string => ports.digest.digest('block-form-token', secret)
  const show = (request: Request, response: Response, secret: string, end: Partial<BlockCodePage>, status = 200) => {
    const form = { action: PATH, token: tokenFor(secret) }
    const page = { kind: 'block-code', form, problem: null, isDone: false, ...end } as const
    outcomes.page(request, response, page, { service: null, languageLinks: request.method === 'GET' }, status)
  }
  router.get(PATH, (request, response) => {
    const known = cookies.read(request, formCookie)
    const secret = known ?? ports.random.secret()
    if (known === null) cookies.write(response, formCookie, secret)
    show(request, response, secret, {})
  })
  router.post(PATH, async (request, response) => {
    const secret = cookies.read(request, formCookie)
    const fields = readFields(request.body)
    if (!secret || !isSame(single(fields, FORM_FIELDS.token) ?? '', tokenFor(secret))) {
      throw new BrokerError('form-token')
    }
    const typed = single(fields, FORM_FIELDS.blockCode) ?? ''
    const result = typed.trim() === '' ? 'missing' : await blockByCode(typed.slice(0, 64), request.ip ?? '', ports)
    const status = result === 'braked' ? 429 : 200
    show(request, response, secret, result === 'blocked' ? { isDone: true } : { problem: result }, status)
  })
  return router
}

const isSame = (given: string, expected: string): boolean =>
  given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected))
