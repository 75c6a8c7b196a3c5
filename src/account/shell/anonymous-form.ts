import type { Request, Response } from 'express'
import { sameText } from '../../crypto/same-text.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import { FORM_FIELDS, type Form } from '../../ui/form-fields.js'
import { formCookie } from '../../http/cookies.js'
import type { LoginContext } from '../../login/kit/login-context.js'
import { readFields, single, type Fields } from '../../http/parse.js'

/** A form for whoever is not signed in: its token is bound to a cookie of its own, made with the first one. */
export function anonymousForm({ deps, cookies }: LoginContext, request: Request, response: Response, action: string) {
  const known = cookies.read(request, formCookie)
  const secret = known ?? deps.flow.random.secret()
  if (known === null) cookies.write(response, formCookie, secret)
  return { action, token: tokenFor(secret, deps) } satisfies Form
}

/** The fields of such a form. Throws `form-token` for one that was not made for this browser. */
export function anonymousFields({ deps, cookies }: LoginContext, request: Request): Fields {
  const secret = cookies.read(request, formCookie)
  const fields = readFields(request.body)
  const holds = secret !== null && sameText(single(fields, FORM_FIELDS.token) ?? '', tokenFor(secret, deps))
  // check: a-form-without-a-login-needs-its-token
  if (!holds) throw new BrokerError('form-token')
  return fields
}

const tokenFor = (secret: string, { flow }: LoginContext['deps']): string =>
  flow.digest.digest('anonymous-form-token', secret)
