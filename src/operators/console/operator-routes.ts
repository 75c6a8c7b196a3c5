import { Router, type Request, type Response } from 'express'
import { BrokerError } from '../../domain/error-catalogue.js'
import { operatorFactors, type Operator } from '../../domain/operator.js'
import { usernameKey } from '../../domain/username.js'
import { single, type Fields } from '../../http/parse.js'
import { FORM_FIELDS } from '../../ui/form-fields.js'
import { listOperators } from '../access/manage-operators.js'
import { ownPasswordFault } from '../access/own-access.js'
import { newOneTimePassword, resetPassword } from '../access/reset-password.js'
import { ChangeDrafted } from '../drafts/change-drafted.js'
import { refusal, type Refusal } from '../findings.js'
import { Refused } from '../refused.js'
import { CONSOLE, type ConsoleContext } from './console-context.js'
import { ACCESS_FIELDS } from './pages/access.js'
import { operatorPasswordPage } from './pages/operator-password.js'
import { operatorResetPage } from './pages/operator-reset.js'
import { operatorsPage } from './pages/operators.js'
import { requireOperator, requireOperatorForm, show, type AskedAtConsole } from './require-operator.js'
import { limited } from './sign-in-routes.js'

/** Who may sign in, for admins, who give a one-time password to whoever has forgotten theirs. */
export function operatorRoutes(context: ConsoleContext): Router {
  const router = Router()
  router.get(CONSOLE.operators, async (request, response) => {
    const at = await requireOperator(context, request, response, 'operators')
    if (at) await showAll({ context, request, response, at }, null)
  })
  router.post(CONSOLE.operators, (request, response) => takeForm(context, request, response))
  return router
}

async function showAll({ context, request, response, at }: AskedAtConsole, refused: Refusal | null): Promise<void> {
  const operators = (await listOperators(context.deps)).map((operator) => ({
    ...operator,
    hasFactor: operatorFactors(operator).length > 0,
    isSelf: operator.id === at.operator.id,
  }))
  const page = operatorsPage({ bar: at.bar, form: at.form(CONSOLE.operators), operators, refusal: refused })
  show(context, request, response, page, refused === null ? 200 : 409)
}

async function takeForm(context: ConsoleContext, request: Request, response: Response): Promise<void> {
  const found = await requireOperatorForm(context, request, response, 'operators')
  if (!found) return
  const { fields, ...at } = found
  const asked = { context, request, response, at }
  const decision = single(fields, FORM_FIELDS.decision)
  if (decision !== 'ask-reset' && decision !== 'reset-password')
    throw new BrokerError('form-input', FORM_FIELDS.decision)
  const operator = await context.deps.operators.findByUsername(usernameKey(single(fields, FORM_FIELDS.username) ?? ''))
  if (!operator) return showAll(asked, refusal('operator-unknown', {}))
  if (decision === 'ask-reset') return void ask(asked, operator, false)
  return reset(asked, operator, fields)
}

function ask({ context, request, response, at }: AskedAtConsole, operator: Operator, isWrong: boolean): void {
  const page = operatorResetPage({
    bar: at.bar,
    form: at.form(CONSOLE.operators),
    username: operator.username,
    version: operator.version,
    secondPerson: context.deps.secondPerson,
    isWrong,
    back: CONSOLE.operators,
  })
  show(context, request, response, page, isWrong ? 422 : 200)
}

async function reset(asked: AskedAtConsole, operator: Operator, fields: Fields): Promise<void> {
  const { context, request, response, at } = asked
  const { access, operators } = context.deps
  const shown = single(fields, 'version') ?? ''
  if (!/^[1-9]\d{0,8}$/.test(shown)) throw new BrokerError('form-input', 'version')
  const own = single(fields, ACCESS_FIELDS.current) ?? ''
  // check: a-password-is-reset-with-the-own-one
  const fault = await ownPasswordFault({ ...at, address: request.ip ?? '' }, own, access)
  if (fault?.kind === 'limited') throw limited(response, fault.until)
  if (fault) return void ask(asked, operator, true)
  const { username } = operator
  const password = newOneTimePassword(access.random)
  const wanted = { username, password, version: Number(shown), isRemote: true }
  const end = await endOf(resetPassword(wanted, at.actor, { ...access, operators }))
  if ('refused' in end) return showAll(asked, end.refused)
  const page = operatorPasswordPage({ bar: at.bar, username, password, draft: end.draft, back: CONSOLE.operators })
  show(context, request, response, page)
}

/** Where a second person agrees first, or why nothing was changed. */
async function endOf(
  work: Promise<unknown>,
): Promise<{ readonly draft: string | null } | { readonly refused: Refusal }> {
  try {
    await work
    return { draft: null }
  } catch (error) {
    if (error instanceof ChangeDrafted) return { draft: CONSOLE.draft(error.draft) }
    if (error instanceof Refused) return { refused: error.refusal }
    throw error
  }
}
