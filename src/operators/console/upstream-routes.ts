import { Router, type Request, type Response } from 'express'
import { BrokerError } from '../../domain/error-catalogue.js'
import { single, type Fields } from '../../http/parse.js'
import { FORM_FIELDS } from '../../ui/form-fields.js'
import { mayDo } from '../rights.js'
import { ChangeDrafted } from '../drafts/change-drafted.js'
import { refusal, type Refusal } from '../findings.js'
import { Refused } from '../refused.js'
import { levelsText, UPSTREAM_KEYS } from '../typed/upstream-keys.js'
import { removalOf, removeUpstream, setUpstream, switchUpstream } from '../upstreams/manage-upstreams.js'
import type { UpstreamSettingsChange } from '../upstreams/upstream-rules.js'
import { listUpstreams, showUpstream, type UpstreamView } from '../upstreams/upstream-view.js'
import { CONSOLE, type ConsoleContext } from './console-context.js'
import { SHOWN_VERSION, type UpstreamField } from './pages/components/upstream-settings.js'
import { upstreamQuestionPage } from './pages/upstream-question.js'
import { UPSTREAM_DONE, upstreamPage, type UpstreamDone } from './pages/upstream.js'
import { upstreamsPage } from './pages/upstreams.js'
import { requireOperator, requireOperatorForm, show, type AtConsole } from './require-operator.js'
import { proposedAt } from './service-act.js'

/** Other accounts as ways to log in, which belong to no tenant: auditors read them, admins change them. */
export function upstreamConsoleRoutes(context: ConsoleContext): Router {
  const router = Router()
  router.get(CONSOLE.upstreams, async (request, response) => {
    const at = await requireOperator(context, request, response, 'see-upstreams')
    if (!at) return
    const upstreams = await listUpstreams(context.deps.upstreams)
    const done = request.query['fertig'] === 'removed' ? 'removed' : null
    const mayChange = mayDo(at.operator, 'upstreams')
    show(context, request, response, upstreamsPage({ bar: at.bar, upstreams, mayChange, done }))
  })
  router.get(`${CONSOLE.upstreams}/:name`, async (request, response) => {
    const at = await requireOperator(context, request, response, 'see-upstreams')
    if (!at) return
    const view = await viewOf(context, request)
    const done = UPSTREAM_DONE.find((each) => each === request.query['fertig']) ?? null
    answer(context, request, response, { at, view, fields: fieldsOf(view), done, refused: null })
  })
  router.post(`${CONSOLE.upstreams}/:name`, (request, response) => takeForm(context, request, response))
  return router
}

const nameOf = (request: Request): string => {
  const { name } = request.params
  return typeof name === 'string' ? name : ''
}

/** Throws `not-found` for one that is not registered. */
const viewOf = (context: ConsoleContext, request: Request): Promise<UpstreamView> =>
  showUpstream(nameOf(request), context.deps.upstreams).catch((error: unknown) => {
    throw error instanceof Refused && error.refusal.code === 'upstream-unknown' ? new BrokerError('not-found') : error
  })

/** The settings as they are stored, as one types them. */
const fieldsOf = ({ upstream: { settings } }: UpstreamView): readonly UpstreamField[] =>
  UPSTREAM_KEYS.map(({ name }) => {
    const value = settings[name]
    const text = typeof value === 'object' && value !== null ? levelsText(value) : String(value ?? '')
    return { name, value: text, expected: null }
  })

interface Answer {
  readonly at: AtConsole
  readonly view: UpstreamView
  readonly fields: readonly UpstreamField[]
  readonly done: UpstreamDone | null
  readonly refused: Refusal | null
}

function answer(context: ConsoleContext, request: Request, response: Response, answered: Answer): void {
  const { at, view, fields, done, refused } = answered
  const { name, peer } = view.upstream
  const base = `${context.deps.publicUrl}/saml/upstream/${name}`
  const page = upstreamPage({
    bar: at.bar,
    view,
    fields,
    form: mayDo(at.operator, 'upstreams') ? at.form(CONSOLE.upstream(name)) : null,
    addresses: peer.kind === 'oidc' ? null : { metadata: `${base}/metadata`, acs: `${base}/acs` },
    done,
    refusal: refused,
  })
  const isWrong = fields.some(({ expected }) => expected !== null)
  show(context, request, response, page, refused === null ? (isWrong ? 422 : 200) : 409)
}

async function takeForm(context: ConsoleContext, request: Request, response: Response): Promise<void> {
  const at = await requireOperatorForm(context, request, response, 'upstreams')
  if (!at) return
  const view = await viewOf(context, request)
  try {
    await act(context, request, response, at, view)
  } catch (error) {
    if (error instanceof ChangeDrafted) return void context.outcomes.seeOther(response, proposedAt(error))
    if (!(error instanceof Refused)) throw error
    answer(context, request, response, { at, view, fields: fieldsOf(view), done: null, refused: error.refusal })
  }
}

async function act(
  context: ConsoleContext,
  request: Request,
  response: Response,
  at: AtConsole & { readonly fields: Fields },
  view: UpstreamView,
): Promise<void> {
  const { deps, outcomes } = context
  const { name, peer } = view.upstream
  const decision = single(at.fields, FORM_FIELDS.decision)
  const done = async (what: UpstreamDone): Promise<void> => {
    await deps.followChanges()
    outcomes.seeOther(response, `${CONSOLE.upstream(name)}?fertig=${what}`)
  }
  if (decision === 'ask-disable' || decision === 'ask-remove') {
    const { services } = await removalOf(name, deps.upstreams)
    const asked = { bar: at.bar, form: at.form(CONSOLE.upstream(name)), name, entityId: peer.entityId, services }
    const question = decision === 'ask-remove' ? 'remove' : 'disable'
    return void show(context, request, response, upstreamQuestionPage({ ...asked, act: question }))
  }
  if (decision === 'disable' || decision === 'enable') {
    const end = await switchUpstream(name, decision === 'enable', at.actor, deps.upstreams)
    return done(end === 'done' ? `${decision}d` : 'unchanged')
  }
  if (decision === 'remove') {
    await removeUpstream(name, at.actor, deps.upstreams)
    await deps.followChanges()
    return void outcomes.seeOther(response, `${CONSOLE.upstreams}?fertig=removed`)
  }
  if (decision !== 'set') throw new BrokerError('form-input', FORM_FIELDS.decision)
  const { change, fields } = typedIn(at.fields, view, deps.upstreams.httpLoopback)
  if (fields.some(({ expected }) => expected !== null)) {
    return void answer(context, request, response, { at, view, fields, done: null, refused: null })
  }
  const { changes } = await setUpstream(name, change, at.actor, deps.upstreams)
  return done(changes.length === 0 ? 'unchanged' : 'set')
}

/** What was typed; an empty field is what is shipped. Throws `Refused` where another version was shown. */
function typedIn(
  typed: Fields,
  view: UpstreamView,
  httpLoopback: boolean,
): { readonly change: UpstreamSettingsChange; readonly fields: readonly UpstreamField[] } {
  const { name: upstream, version } = view.upstream
  // check: settings-of-an-upstream-are-changed-as-they-were-shown
  if (single(typed, SHOWN_VERSION) !== String(version))
    throw new Refused(refusal('upstream-changed', { name: upstream }))
  let change: UpstreamSettingsChange = {}
  const fields = UPSTREAM_KEYS.map((key): UpstreamField => {
    const value = single(typed, key.name) ?? ''
    const read = key.read(value.trim() === '' ? 'default' : value, httpLoopback)
    if (read) change = { ...change, ...read }
    return { name: key.name, value, expected: read ? null : true }
  })
  return { change, fields }
}
