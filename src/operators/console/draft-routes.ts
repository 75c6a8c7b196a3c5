import { Router, type Request, type Response } from 'express'
import { BrokerError } from '../../domain/error-catalogue.js'
import { single } from '../../http/parse.js'
import { FORM_FIELDS } from '../../ui/form-fields.js'
import { mayDo } from '../rights.js'
import { approveDraft, rejectDraft } from '../drafts/decide-drafts.js'
import { NEEDED_FOR } from '../drafts/draft-author.js'
import { openDrafts, showDraft, type DraftDeps } from '../drafts/draft-view.js'
import type { Refusal } from '../findings.js'
import { Refused } from '../refused.js'
import { draftsOf } from './bounded-drafts.js'
import { CONSOLE, type ConsoleContext } from './console-context.js'
import { DRAFT_DONE, draftPage, type DraftDone } from './pages/draft.js'
import { draftsPage } from './pages/drafts.js'
import { requireOperator, requireOperatorForm, show, type AtConsole } from './require-operator.js'

/** Changes that wait for a second person, and the decision on each. */
export function draftRoutes(context: ConsoleContext): Router {
  const router = Router()
  router.get(CONSOLE.drafts, (request, response) => showList(context, request, response))
  router.get(`${CONSOLE.drafts}/:id`, (request, response) => showOne(context, request, response))
  router.post(`${CONSOLE.drafts}/:id`, (request, response) => takeOne(context, request, response))
  return router
}

async function showList(context: ConsoleContext, request: Request, response: Response): Promise<void> {
  const at = await requireOperator(context, request, response)
  if (!at) return
  const drafts = await openDrafts(draftsOf(at.operator, context.deps.drafts))
  show(context, request, response, draftsPage({ bar: at.bar, drafts }))
}

async function showOne(context: ConsoleContext, request: Request, response: Response): Promise<void> {
  const at = await requireOperator(context, request, response)
  if (!at) return
  const done = DRAFT_DONE.find((each) => each === request.query['fertig']) ?? null
  await answerWith(context, request, response, at, { done, refusal: null })
}

const idOf = ({ params }: Request): string => (typeof params['id'] === 'string' ? params['id'] : '')

interface Said {
  readonly done: DraftDone | null
  readonly refusal: Refusal | null
}

/** The page of one draft. Throws `not-found` for one that there is not, or that is another tenant's: both alike. */
async function answerWith(
  context: ConsoleContext,
  request: Request,
  response: Response,
  at: AtConsole,
  { done, refusal }: Said,
): Promise<void> {
  const id = idOf(request)
  const view = await asSeen(showDraft(id, draftsOf(at.operator, context.deps.drafts)))
  const page = draftPage({
    bar: at.bar,
    view,
    done,
    refusal,
    form: mayDo(at.operator, NEEDED_FOR[view.draft.content.kind]) ? at.form(CONSOLE.draft(id)) : null,
    isOwn: view.draft.author === at.actor,
  })
  show(context, request, response, page, refusal === null ? 200 : 409)
}

// check: a-draft-of-another-tenant-is-not-there
const asSeen = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    if (error instanceof Refused && error.refusal.code === 'draft-unknown') throw new BrokerError('not-found')
    throw error
  })

const ACTS: Readonly<Record<string, { readonly act: typeof approveDraft; readonly done: DraftDone }>> = {
  approve: { act: approveDraft, done: 'approved' },
  reject: { act: rejectDraft, done: 'rejected' },
}

async function takeOne(context: ConsoleContext, request: Request, response: Response): Promise<void> {
  const at = await requireOperatorForm(context, request, response, 'services')
  if (!at) return
  const decision = single(at.fields, FORM_FIELDS.decision) ?? ''
  const chosen = Object.hasOwn(ACTS, decision) ? ACTS[decision] : undefined
  if (!chosen) throw new BrokerError('form-input', FORM_FIELDS.decision)
  const deps: DraftDeps = draftsOf(at.operator, context.deps.drafts)
  const { content } = (await asSeen(showDraft(idOf(request), deps))).draft
  // check: pseudonyms-are-imported-by-admins-alone
  if (!mayDo(at.operator, NEEDED_FOR[content.kind])) throw new BrokerError('operator-right', NEEDED_FOR[content.kind])
  // A form without it has been shown nothing.
  const shown = single(at.fields, 'shown') ?? ''
  const refusal = await refusedIn(asSeen(chosen.act(idOf(request), { actor: at.actor, shown }, deps)))
  if (refusal) return answerWith(context, request, response, at, { done: null, refusal })
  await context.deps.followChanges()
  context.outcomes.seeOther(response, `${CONSOLE.draft(idOf(request))}?fertig=${chosen.done}`)
}

async function refusedIn(work: Promise<unknown>): Promise<Refusal | null> {
  try {
    await work
    return null
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
}
