import type { Request, Response } from 'express'
import { sameText } from '../../crypto/same-text.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import type { Operator } from '../../domain/operator.js'
import { operatorCookie } from '../../http/cookies.js'
import { readFields, single, type Fields } from '../../http/parse.js'
import { FORM_FIELDS, type Form } from '../../ui/form-fields.js'
import type { Page } from '../../ui/page.js'
import { actorOf } from '../actor.js'
import { mayDo, type Right } from '../rights.js'
import { operatorOf, type SignedInOperator } from '../access/sessions.js'
import { CONSOLE, type ConsoleContext } from './console-context.js'
import type { ConsoleBarModel } from './pages/components/console-bar.js'

/** The operator whose page it is, signed in in this browser. */
export interface AtConsole extends SignedInOperator {
  /** Who acts, for the audit log. */
  readonly actor: string
  /** A form of these pages, with the token that binds it to the session. */
  form(action: string): Form
  readonly bar: ConsoleBarModel
}

/** A request of somebody signed in. */
export interface AskedAtConsole {
  readonly context: ConsoleContext
  readonly request: Request
  readonly response: Response
  readonly at: AtConsole
}

/**
 * The operator signed in in this browser. Null, and the response leads to the sign-in, where nobody is. Throws
 * `operator-right` for what the role does not allow.
 */
export async function requireOperator(
  context: ConsoleContext,
  request: Request,
  response: Response,
  right: Right = 'read',
): Promise<AtConsole | null> {
  const { cookies, deps, outcomes } = context
  const { access } = deps
  const found = await operatorOf(cookies.read(request, operatorCookie), access)
  if (!found) {
    outcomes.seeOther(response, CONSOLE.signIn)
    return null
  }
  const { operator, session } = found
  // check: a-one-time-password-opens-its-replacement-alone
  if (operator.oneTimeUntil !== null && !BEFORE_ONES_OWN.includes(request.path)) {
    outcomes.seeOther(response, CONSOLE.access)
    return null
  }
  // check: a-page-of-operators-needs-its-right
  if (!mayDo(operator, right)) throw new BrokerError('operator-right', right)
  const token = access.digest.digest('operator-form-token', session.id)
  const form = (action: string): Form => ({ action, token })
  return { ...found, actor: actorOf(operator), form, bar: barOf(operator, request.path, form, deps.secondPerson) }
}

/** What there is before a one-time password is replaced: the page of that, and the way out. */
const BEFORE_ONES_OWN: readonly string[] = [CONSOLE.access, CONSOLE.signOut]

/** The fields of a form of these pages. Throws `form-token` for one that was not made for this session. */
export function fieldsOf(at: AtConsole, fields: Fields): Fields {
  const holds = sameText(single(fields, FORM_FIELDS.token) ?? '', at.form('').token)
  // check: a-form-of-operators-needs-its-token
  if (!holds) throw new BrokerError('form-token')
  return fields
}

/** As `requireOperator`, for a form; with its fields. */
export async function requireOperatorForm(
  context: ConsoleContext,
  request: Request,
  response: Response,
  right: Right,
): Promise<(AtConsole & { readonly fields: Fields }) | null> {
  const at = await requireOperator(context, request, response, right)
  return at && { ...at, fields: fieldsOf(at, readFields(request.body)) }
}

/** Shows a page of the console. */
export const show = (
  { outcomes }: ConsoleContext,
  request: Request,
  response: Response,
  page: Page,
  status?: number,
): void => outcomes.page(request, response, page, { service: null }, status)

/** The pages that everybody's bar may lead to, and what they need. */
const PAGES = [
  { id: 'overview', path: CONSOLE.overview, right: 'read' },
  { id: 'services', path: CONSOLE.services, right: 'read' },
  { id: 'requests', path: CONSOLE.requests, right: 'read' },
  { id: 'import', path: CONSOLE.import, right: 'services' },
  { id: 'keys', path: CONSOLE.keys, right: 'read' },
  { id: 'drafts', path: CONSOLE.drafts, right: 'read' },
  { id: 'accounts', path: CONSOLE.accounts, right: 'accounts' },
  { id: 'methods', path: CONSOLE.methods, right: 'methods' },
  { id: 'upstreams', path: CONSOLE.upstreams, right: 'see-upstreams' },
  { id: 'audit', path: CONSOLE.audit, right: 'read' },
  { id: 'operators', path: CONSOLE.operators, right: 'operators' },
  { id: 'access', path: CONSOLE.access, right: 'read' },
] as const

const barOf = (operator: Operator, here: string, form: AtConsole['form'], secondPerson: boolean): ConsoleBarModel => ({
  operator: operator.username,
  role: operator.role,
  tenant: operator.tenant,
  signOut: form(CONSOLE.signOut),
  pages: PAGES.filter(
    ({ id, path, right }) =>
      mayDo(operator, right) &&
      (id !== 'drafts' || secondPerson || mayDo(operator, 'pseudonyms')) &&
      (operator.oneTimeUntil === null || BEFORE_ONES_OWN.includes(path)),
  ).map(({ id, path }) => ({
    id,
    path,
    isHere: here === path,
  })),
})
