import { Router, type Request, type Response } from 'express'
import { BrokerError } from '../../domain/error-catalogue.js'
import { failureContext } from '../../http/failure-page.js'
import { single } from '../../http/parse.js'
import { FORM_FIELDS } from '../../ui/form-fields.js'
import { heldLookUp, holdLookUp, type HeldLookUp } from '../access/held-look-up.js'
import type { AccountView } from '../accounts/account-view.js'
import { lookUpAccount, seenAgain } from '../accounts/find-account.js'
import * as hotline from '../accounts/hotline.js'
import { takeLookUp } from '../accounts/look-up-limit.js'
import { reasonOf } from '../accounts/reason.js'
import { refusal } from '../findings.js'
import { Refused } from '../refused.js'
import { CONSOLE, type ConsoleContext } from './console-context.js'
import { accountDeletionPage } from './pages/account-deletion.js'
import { ACCOUNT_FIELDS, accountsPage, type AccountsModel } from './pages/accounts.js'
import { requireOperator, requireOperatorForm, show, type AtConsole } from './require-operator.js'
import type { AccountDone } from './texts/account-messages.js'

/** Citizens' accounts, for the hotline. Nothing of them stands in an address: each look is a form. */
export function citizenRoutes(context: ConsoleContext): Router {
  const router = Router()
  router.get(CONSOLE.accounts, async (request, response) => {
    const at = await requireOperator(context, request, response, 'accounts')
    if (at) answer({ context, request, response, at }, {})
  })
  router.post(CONSOLE.accounts, async (request, response) => {
    const at = await requireOperatorForm(context, request, response, 'accounts')
    if (!at) return
    const visit = { context, request, response, at }
    const decision = single(at.fields, FORM_FIELDS.decision)
    await (decision === null ? lookUp(visit) : act(visit, decision))
  })
  return router
}

interface Visit {
  readonly context: ConsoleContext
  readonly request: Request
  readonly response: Response
  readonly at: AtConsole
}

interface FormVisit extends Visit {
  readonly at: NonNullable<Awaited<ReturnType<typeof requireOperatorForm>>>
}

function answer({ context, request, response, at }: Visit, shown: Partial<AccountsModel>): void {
  const form = at.form(CONSOLE.accounts)
  const nothing = { identifier: '', reason: '', problems: [], expired: false, refusal: null, done: null, found: null }
  const page = accountsPage({ bar: at.bar, form, ...nothing, ...shown })
  const isWrong = shown.refusal != null || shown.expired === true || (shown.problems ?? []).length > 0
  show(context, request, response, page, isWrong ? 422 : 200)
}

async function lookUp(visit: FormVisit): Promise<void> {
  const { context, response, at } = visit
  const identifier = (single(at.fields, ACCOUNT_FIELDS.identifier) ?? '').trim()
  const typed = single(at.fields, ACCOUNT_FIELDS.reason) ?? ''
  const reason = reasonOf(typed)
  if (identifier === '' || reason === null) {
    const problems = [
      ...(identifier === '' ? (['identifier'] as const) : []),
      ...(reason === null ? (['reason'] as const) : []),
    ]
    return void answer(visit, { identifier, reason: typed, problems })
  }
  const until = await takeLookUp(at.operator.id, context.deps.attempts)
  if (until !== null) {
    Object.assign(failureContext(response), { until })
    throw new BrokerError('operator-look-ups')
  }
  try {
    const { account, by } = await lookUpAccount(identifier, reason, at.actor, context.deps.accounts)
    const lookUp = hold(visit, { account: account.id, reason, by })
    answer(visit, { identifier, reason, found: { account, lookUp } })
  } catch (error) {
    answer(visit, { identifier, reason, refusal: refusalOf(error) })
  }
}

const hold = ({ context, at }: Visit, lookUp: HeldLookUp): string =>
  holdLookUp(lookUp, at.session.id, context.deps.access)

function refusalOf(error: unknown): Refused['refusal'] {
  if (error instanceof Refused) return error.refusal
  throw error
}

type Act = (
  held: HeldLookUp,
  binding: string,
  acting: hotline.Acting,
  deps: hotline.HotlineDeps,
) => Promise<AccountDone>

const unlessUnchanged =
  (done: AccountDone, work: (...of: Parameters<Act>) => Promise<unknown>): Act =>
  async (...of) =>
    (await work(...of)) === 'unchanged' ? 'unchanged' : done

/** What each button does in the account that was looked up. */
const ACTS: Readonly<Record<string, Act>> = {
  block: unlessUnchanged('blocked', ({ account }, _, acting, deps) => hotline.blockAccount(account, acting, deps)),
  unblock: unlessUnchanged('unblocked', ({ account }, _, acting, deps) =>
    hotline.unblockAccount(account, acting, deps),
  ),
  'end-sessions': unlessUnchanged('sessions-ended', ({ account }, _, acting, deps) =>
    hotline.endAccountSessions(account, acting, deps),
  ),
  'block-method': unlessUnchanged('method-blocked', ({ account }, binding, acting, deps) =>
    hotline.blockBinding(account, binding, acting, deps),
  ),
  'unblock-method': unlessUnchanged('method-unblocked', ({ account }, binding, acting, deps) =>
    hotline.unblockBinding(account, binding, acting, deps),
  ),
  'remove-method': unlessUnchanged('method-removed', ({ account }, binding, acting, deps) =>
    hotline.removeBinding(account, binding, acting, deps),
  ),
  delete: unlessUnchanged('deleted', ({ account }, _, acting, deps) => hotline.deleteByHotline(account, acting, deps)),
}

/** Does what was decided in the account that this session has looked up; with another, made up or old look-up: nothing. */
async function act(visit: FormVisit, decision: string): Promise<void> {
  const { context, at } = visit
  const does = Object.hasOwn(ACTS, decision) ? ACTS[decision] : undefined
  if (!does && decision !== 'ask-delete') throw new BrokerError('form-input', FORM_FIELDS.decision)
  const sealed = single(at.fields, ACCOUNT_FIELDS.lookUp) ?? ''
  const held = heldLookUp(sealed, at.session.id, context.deps.access)
  if (!held) return void answer(visit, { expired: true })
  if (!does) return ask(visit, held, sealed)
  const { reason } = held
  const binding = single(at.fields, ACCOUNT_FIELDS.method) ?? ''
  const shown = await does(held, binding, { actor: at.actor, reason }, context.deps.hotline).then(
    (done) => ({ done }),
    (error: unknown) => ({ refusal: refusalOf(error) }),
  )
  const account = await seenAgain(held, context.deps.hotline)
  answer(visit, { ...shown, reason, found: account && { account, lookUp: sealed } })
}

async function ask(visit: FormVisit, held: HeldLookUp, sealed: string): Promise<void> {
  const { context, request, response, at } = visit
  const account: AccountView | null = await seenAgain(held, context.deps.hotline)
  if (!account) return void answer(visit, { refusal: refusal('account-unknown', {}) })
  const carried = { [ACCOUNT_FIELDS.lookUp]: sealed }
  const asked = { bar: at.bar, form: at.form(CONSOLE.accounts), account, carried, back: CONSOLE.accounts }
  show(context, request, response, accountDeletionPage(asked))
}
