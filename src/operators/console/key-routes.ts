import { Router, type Request, type Response } from 'express'
import { BrokerError } from '../../domain/error-catalogue.js'
import { OperatorError } from '../../domain/operator-error.js'
import type { KeyUse } from '../../domain/ports/signing-keys.js'
import { languageOf } from '../../http/language.js'
import { single } from '../../http/parse.js'
import { FORM_FIELDS } from '../../ui/form-fields.js'
import { mayDo } from '../rights.js'
import { ChangeDrafted } from '../drafts/change-drafted.js'
import { fetchesByKey } from '../keys/known-by.js'
import { activateKey, createKey, listKeys, retireKey, warnedOf, type KeyView } from '../keys/manage-keys.js'
import { Refused } from '../refused.js'
import { seenBy } from './bounded-services.js'
import { CONSOLE, type ConsoleContext } from './console-context.js'
import { keyFindingText, refusalText } from './finding-text.js'
import { REFUSED, type FindingLine } from './pages/components/finding-list.js'
import { keyQuestionPage, type KeyQuestionModel } from './pages/key-question.js'
import { KEY_DONE, keysPage, type KeyDone } from './pages/keys.js'
import { proposedAt } from './service-act.js'
import { requireOperator, requireOperatorForm, show, type AtConsole } from './require-operator.js'

/** The broker's keys: everybody sees them, as services do; who administers the federation changes them. */
export function keyRoutes(context: ConsoleContext): Router {
  const router = Router()
  router.get(CONSOLE.keys, async (request, response) => {
    const at = await requireOperator(context, request, response)
    const done = KEY_DONE.find((each) => each === request.query['fertig']) ?? null
    if (at) await showKeys(context, request, response, at, { done })
  })
  router.post(CONSOLE.keys, (request, response) => takeForm(context, request, response))
  return router
}

interface Shown {
  readonly done?: KeyDone | null
  readonly refused?: FindingLine | null
}

async function showKeys(
  context: ConsoleContext,
  request: Request,
  response: Response,
  at: AtConsole,
  { done = null, refused = null }: Shown,
): Promise<void> {
  const deps = context.deps.keys()
  const views = await listKeys(deps)
  const seen = seenBy(at.operator, context.deps.allServices())
  const fetches = await fetchesByKey(views, new Set(seen.map(({ entityId }) => entityId)), context.deps.metadataFetches)
  const page = keysPage({
    bar: at.bar,
    keys: views,
    fetches,
    types: deps.keys.types,
    form: mayDo(at.operator, 'keys') ? at.form(CONSOLE.keys) : null,
    done,
    refused,
  })
  show(context, request, response, page, refused === null ? 200 : 409)
}

interface Act {
  readonly id: string
  readonly use: string
  readonly type: string
  readonly actor: string
  readonly context: ConsoleContext
}

/** What became of a form: it is done, or it is asked first. */
type Taken = { readonly done: KeyDone } | { readonly asks: KeyQuestionModel['asks']; readonly because: string | null }

const retiring =
  (force: boolean) =>
  async ({ id, actor, context }: Act): Promise<Taken> => {
    await retireKey(id, { force }, actor, context.deps.keys())
    return { done: 'retired' }
  }

const activating = async ({ id, actor, context }: Act): Promise<Taken> => {
  await activateKey(id, actor, context.deps.keys())
  return { done: 'activated' }
}

const USES: readonly KeyUse[] = ['signing', 'encryption']

/** What each button does. */
const ACTS: Readonly<Record<string, (act: Act, language: 'de' | 'en') => Promise<Taken>>> = {
  async generate({ use, type, actor, context }) {
    const known = USES.find((each) => each === use)
    if (!known) throw new BrokerError('form-input', 'use')
    await createKey({ use: known, type, inHsm: false }, actor, context.deps.keys())
    return { done: 'generated' }
  },
  /** A key that some services cannot know yet is asked about first. */
  async activate(act, language) {
    const [early] = await warnedOf(act.id, act.context.deps.keys())
    return early ? { asks: 'activate', because: keyFindingText(early, { language }) } : activating(act)
  },
  'activate-early': activating,
  'ask-retire': () => Promise.resolve({ asks: 'retire', because: null }),
  retire: retiring(false),
  'retire-at-once': retiring(true),
}

async function takeForm(context: ConsoleContext, request: Request, response: Response): Promise<void> {
  const at = await requireOperatorForm(context, request, response, 'keys')
  if (!at) return
  const decision = single(at.fields, FORM_FIELDS.decision) ?? ''
  const act = Object.hasOwn(ACTS, decision) ? ACTS[decision] : undefined
  if (!act) throw new BrokerError('form-input', FORM_FIELDS.decision)
  const of = (name: string): string => single(at.fields, name) ?? ''
  const asked = request.query['key']
  const given: Act = {
    id: typeof asked === 'string' ? asked : of('key'),
    use: of('use'),
    type: of('type'),
    actor: at.actor,
    context,
  }
  const language = languageOf(request, context.cookies)
  const taken = await act(given, language === 'en' ? 'en' : 'de').catch(refusedAs(language === 'en' ? 'en' : 'de'))
  if ('to' in taken) return void context.outcomes.seeOther(response, taken.to)
  if ('refused' in taken) return showKeys(context, request, response, at, taken)
  if ('done' in taken) {
    context.outcomes.seeOther(response, `${CONSOLE.keys}?fertig=${taken.done}`)
    return
  }
  const view = (await listKeys(context.deps.keys())).find(({ key }) => key.id === given.id)
  if (!view) throw new BrokerError('not-found')
  ask(context, request, response, at, { view, ...taken })
}

function ask(
  context: ConsoleContext,
  request: Request,
  response: Response,
  at: AtConsole,
  question: Pick<KeyQuestionModel, 'asks' | 'because'> & { readonly view: KeyView },
): void {
  const form = at.form(`${CONSOLE.keys}?key=${encodeURIComponent(question.view.key.id)}`)
  const page = keyQuestionPage({ bar: at.bar, form, waits: context.deps.secondPerson, ...question })
  show(context, request, response, page)
}

/** `to`: where it waits for a second person. */
type RefusedTaken = { readonly refused: FindingLine } | { readonly to: string } | Extract<Taken, { asks: unknown }>

/** A refusal in words. That a successor is too new may be overridden, if the key was stolen: that is asked. */
const refusedAs =
  (language: 'de' | 'en') =>
  (error: unknown): RefusedTaken => {
    if (error instanceof ChangeDrafted) return { to: proposedAt(error) }
    if (error instanceof Refused) {
      const message = refusalText(error.refusal, { language })
      if (error.refusal.code === 'key-successor-new') return { asks: 'retire-at-once', because: message }
      return { refused: { ...REFUSED, rule: error.refusal.rule, message } }
    }
    // What the keys themselves refuse is said in English alone.
    if (error instanceof OperatorError)
      return { refused: { ...REFUSED, rule: error.rule, message: error.message, saidIn: 'en' } }
    throw error
  }
