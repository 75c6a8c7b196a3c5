import { Router, type Request, type Response } from 'express'
import { BrokerError } from '../../domain/error-catalogue.js'
import { single, type Fields } from '../../http/parse.js'
import { totpUri } from '../../factors/totp.js'
import { FORM_FIELDS } from '../../ui/form-fields.js'
import {
  beginFactor,
  changePassword,
  removeFactor,
  takeFactor,
  type AtOwnAccess,
  type FactorOffer,
} from '../access/own-access.js'
import { ownSignIns } from '../access/own-sign-ins.js'
import { CONSOLE, type ConsoleContext } from './console-context.js'
import { ACCESS_DECISIONS, ACCESS_DONE, ACCESS_FIELDS, accessPage, type AccessProblem } from './pages/access.js'
import { accessFactorPage, type AccessFactorModel } from './pages/access-factor.js'
import { requireOperator, requireOperatorForm, show, type AskedAtConsole } from './require-operator.js'
import { limited } from './sign-in-routes.js'
import type { AccessDone } from './texts/access-messages.js'

/** The operator's own access: second factors, password, the last sign-ins. Whoever is signed in has one. */
export function accessRoutes(context: ConsoleContext): Router {
  const router = Router()
  router.get(CONSOLE.access, async (request, response) => {
    const at = await requireOperator(context, request, response)
    const done = ACCESS_DONE.find((each) => each === request.query['fertig']) ?? null
    if (at) await showAccess({ context, request, response, at }, { done })
  })
  router.post(CONSOLE.access, (request, response) => takeForm(context, request, response))
  return router
}

async function showAccess(
  { context, request, response, at }: AskedAtConsole,
  { done = null, problem = null }: { readonly done?: AccessDone | null; readonly problem?: AccessProblem | null },
): Promise<void> {
  const { deps } = context
  const { username, totp, passkeys, oneTimeUntil } = at.operator
  const page = accessPage({
    bar: at.bar,
    form: at.form(CONSOLE.access),
    operator: username,
    mustReplace: oneTimeUntil !== null,
    factors: [
      ...(totp === null ? [] : [{ instance: 'totp', name: null, since: null }]),
      ...passkeys.map(({ instance, name, createdAt }) => ({ instance, name, since: createdAt })),
    ],
    offered: { app: totp === null, passkey: deps.access.passkeys !== null },
    signIns: await ownSignIns(at.operator, deps.audit.audit.chain),
    done,
    problem,
  })
  show(context, request, response, page, problem === null ? 200 : 422)
}

async function takeForm(context: ConsoleContext, request: Request, response: Response): Promise<void> {
  const found = await requireOperatorForm(context, request, response, 'read')
  if (!found) return
  const { fields, ...at } = found
  const asked = { context, request, response, at }
  // check: a-one-time-password-binds-no-factor
  if (at.operator.oneTimeUntil !== null) return setPassword(asked, fields)
  if (single(fields, FORM_FIELDS.draft) !== null) return goOn(asked, fields)
  const [decision = '', factor = ''] = (single(fields, FORM_FIELDS.decision) ?? '').split(' ')
  switch (decision) {
    case ACCESS_DECISIONS.addApp:
      return begin(asked, 'app', fields)
    case ACCESS_DECISIONS.addPasskey:
      return begin(asked, 'passkey', fields)
    case ACCESS_DECISIONS.remove:
      return remove(asked, factor, fields)
    case ACCESS_DECISIONS.password:
      return setPassword(asked, fields)
    default:
      throw new BrokerError('form-input', FORM_FIELDS.decision)
  }
}

const ownOf = ({ at, request }: AskedAtConsole): AtOwnAccess => ({ ...at, address: request.ip ?? '' })

const currentOf = (fields: Fields): string => single(fields, ACCESS_FIELDS.current) ?? ''

const finish = ({ context, response }: AskedAtConsole, done: AccessDone): void =>
  context.outcomes.seeOther(response, `${CONSOLE.access}?fertig=${done}`)

async function begin(asked: AskedAtConsole, what: 'app' | 'passkey', fields: Fields): Promise<void> {
  const end = await beginFactor(what, currentOf(fields), ownOf(asked), asked.context.deps.access)
  if (end.kind === 'limited') throw limited(asked.response, end.until)
  if (end.kind === 'offer') return void showOffer(asked, end.offer, null)
  return showAccess(asked, { problem: { at: 'factors', what: end.kind } })
}

async function goOn(asked: AskedAtConsole, fields: Fields): Promise<void> {
  const of = (name: string): string => single(fields, name) ?? ''
  const name = of(FORM_FIELDS.name)
  const form = { draft: of(FORM_FIELDS.draft), code: of(FORM_FIELDS.code), answer: of(FORM_FIELDS.passkey), name }
  const end = await takeFactor(form, ownOf(asked), asked.context.deps.access)
  switch (end.kind) {
    case 'limited':
      throw limited(asked.response, end.until)
    case 'bound':
      return void finish(asked, 'added')
    case 'expired':
      return showAccess(asked, { problem: { at: 'factors', what: 'expired' } })
    case 'offer':
      return void showOffer(asked, end.offer, end.problem, name)
  }
}

async function remove(asked: AskedAtConsole, factor: string, fields: Fields): Promise<void> {
  const end = await removeFactor(factor, currentOf(fields), ownOf(asked), asked.context.deps.access)
  if (end.kind === 'limited') throw limited(asked.response, end.until)
  if (end.kind === 'removed') return void finish(asked, 'removed')
  return showAccess(asked, { problem: { at: 'factors', what: end.kind } })
}

async function setPassword(asked: AskedAtConsole, fields: Fields): Promise<void> {
  const typed = { current: currentOf(fields), wanted: single(fields, FORM_FIELDS.password) ?? '' }
  const end = await changePassword(typed, ownOf(asked), asked.context.deps.access)
  if (end.kind === 'limited') throw limited(asked.response, end.until)
  if (end.kind === 'changed') return void finish(asked, 'password')
  return showAccess(asked, { problem: { at: 'password', what: end.kind } })
}

function showOffer(
  { context, request, response, at }: AskedAtConsole,
  offer: FactorOffer,
  problem: AccessFactorModel['problem'],
  name = '',
): void {
  const named = { issuer: `${context.deps.site.name} Betrieb`, account: at.operator.username }
  const factor =
    offer.kind === 'app'
      ? ({ kind: 'app', secret: offer.key, uri: totpUri(offer.key, named) } as const)
      : ({ kind: 'passkey', ...offer.asked, name } as const)
  const form = at.form(CONSOLE.access)
  const page = accessFactorPage({ bar: at.bar, form, draft: offer.draft, factor, problem, back: CONSOLE.access })
  show(context, request, response, page, problem === null ? 200 : 422)
}
