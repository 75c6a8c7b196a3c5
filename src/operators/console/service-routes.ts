import { Router, type Request, type Response } from 'express'
import { BrokerError } from '../../domain/error-catalogue.js'
import { serviceName } from '../../domain/service.js'
import { single, type Fields } from '../../http/parse.js'
import { FORM_FIELDS } from '../../ui/form-fields.js'
import type { Page } from '../../ui/page.js'
import { mayDo } from '../rights.js'
import { ChangeDrafted } from '../drafts/change-drafted.js'
import { openDrafts } from '../drafts/draft-view.js'
import { Refused } from '../refused.js'
import { recentVersions } from '../services/history.js'
import { changeService, removeService, showService, switchService } from '../services/manage-services.js'
import { changeWithNewPseudonyms } from '../services/new-pseudonyms.js'
import { trialLogin } from '../services/trial-login.js'
import { removalConsequences } from '../services/removal.js'
import { judgedNow, standingFindings } from '../services/service-view.js'
import { logoFindings } from '../logos/logo-findings.js'
import { refreshFindings } from '../sources/source-findings.js'
import { draftsOf } from './bounded-drafts.js'
import { asSeen, seenBy, servicesOf } from './bounded-services.js'
import { CONSOLE, type ConsoleContext } from './console-context.js'
import { restore } from './history-routes.js'
import { overviewPage } from './pages/overview.js'
import { serviceListPage } from './pages/service-list.js'
import { trialPage } from './pages/trial.js'
import { serviceRemovalPage } from './pages/service-removal.js'
import { servicePage } from './pages/service.js'
import { serviceAttributesPage } from './pages/service-attributes.js'
import { serviceEndpointsPage } from './pages/service-endpoints.js'
import { serviceKeysPage } from './pages/service-keys.js'
import { serviceLevelPage } from './pages/service-level.js'
import { SERVICE_DONE, type ServiceModel } from './pages/service-model.js'
import { serviceTestPage } from './pages/service-test.js'
import { requireOperator, requireOperatorForm, show, type AskedAtConsole } from './require-operator.js'
import { doneAt, proposedAt, type Act, type Shown, type Taken } from './service-act.js'
import { failingSources, sourceFor, takeRefresh } from './service-refresh.js'
import { listQuery, serviceList } from './service-list.js'
import { shownLogo } from './service-logo.js'
import { SERVICE_TABS, SHOWN_TABS, TAB_SETTINGS, tabLinks, type ShownTab } from './service-tabs.js'
import { readTyped } from './typed-settings.js'

/** What needs a person, the list of services, and each of them. */
export function serviceRoutes(context: ConsoleContext): Router {
  const router = Router()
  router.get(CONSOLE.overview, (request, response) => showOverview(context, request, response))
  router.get(CONSOLE.services, (request, response) => showList(context, request, response))
  for (const tab of SHOWN_TABS) {
    const below = SERVICE_TABS[tab]
    const path = `${CONSOLE.services}/:entityId${below === null ? '' : `/${below}`}`
    router.get(path, (request, response) => showOne(tab, context, request, response))
    router.post(path, (request, response) => takeOne(tab, context, request, response))
  }
  return router
}

async function showOverview(context: ConsoleContext, request: Request, response: Response): Promise<void> {
  const at = await requireOperator(context, request, response)
  if (!at) return
  const services = seenBy(at.operator, context.deps.allServices())
  const judging = judgedNow(context.deps.services)
  const attention = services.flatMap((service) =>
    standingFindings(service, judging)
      .filter(({ severity }) => severity !== 'info')
      .map((finding) => ({ entityId: service.entityId, name: serviceName(service, 'de'), finding })),
  )
  const page = overviewPage({
    bar: at.bar,
    active: services.filter(({ active }) => active).length,
    all: services.length,
    drafts: (await openDrafts(draftsOf(at.operator, context.deps.drafts))).length,
    attention: [...attention, ...(await failingSources(at.operator, context.deps))].sort(
      (one, other) => urgency(one.finding.severity) - urgency(other.finding.severity),
    ),
  })
  show(context, request, response, page)
}

const urgency = (severity: string): number => ['error', 'warning', 'info'].indexOf(severity)

async function showList(context: ConsoleContext, request: Request, response: Response): Promise<void> {
  const at = await requireOperator(context, request, response)
  if (!at) return
  const seen = seenBy(at.operator, context.deps.allServices())
  const list = serviceList(seen, listQuery(request.query), context.deps.clock.now())
  const rows = list.rows.map((row) => ({ ...row, logo: shownLogo(context.deps.logos.find(row.entityId) ?? null) }))
  show(context, request, response, serviceListPage({ ...list, rows, bar: at.bar }))
}

const entityIdOf = ({ params }: Request): string => (typeof params['entityId'] === 'string' ? params['entityId'] : '')

async function showOne(tab: ShownTab, context: ConsoleContext, request: Request, response: Response): Promise<void> {
  const at = await requireOperator(context, request, response)
  if (at) await answerWith(tab, { context, request, response, at }, doneIn(request.query))
}

const TAB_PAGES: Readonly<Record<ShownTab, (model: ServiceModel) => Page>> = {
  overview: servicePage,
  endpoints: serviceEndpointsPage,
  keys: serviceKeysPage,
  attributes: serviceAttributesPage,
  level: serviceLevelPage,
  test: serviceTestPage,
}

/** A page of one service. Throws `not-found` for one that there is not, or that is another tenant's: both alike. */
async function answerWith(
  tab: ShownTab,
  { context, request, response, at }: AskedAtConsole,
  { done = null, refusal = null, typed = new Map(), held = null, changedMeanwhile = false }: Shown,
): Promise<void> {
  const { services } = context.deps
  const id = entityIdOf(request)
  const seen = servicesOf(at.operator, services)
  const stored = await asSeen(showService(id, seen))
  const source = await sourceFor(stored.service, context.deps.sources)
  const logo = context.deps.logos.find(stored.service.entityId) ?? null
  const others = [...refreshFindings(stored.service, source), ...logoFindings(stored.service, logo)]
  const view = { ...stored, findings: [...others, ...stored.findings] }
  const page = TAB_PAGES[tab]({
    bar: at.bar,
    tab,
    tabs: tabLinks(id, tab),
    view,
    logo: shownLogo(logo),
    source,
    held,
    done,
    refusal,
    changedMeanwhile,
    form: mayDo(at.operator, 'services') ? at.form(CONSOLE.tab(id, tab)) : null,
    versions: await recentVersions(id, seen),
    history: CONSOLE.history(id),
    ownMetadata: `${context.deps.publicUrl}/saml/metadata?for=${encodeURIComponent(id)}`,
    fields: fieldsOn(tab, readTyped(typed, view.service, services.known).fields),
  })
  show(context, request, response, page, refusal === null && held === null && !changedMeanwhile ? 200 : 409)
}

const fieldsOn = (tab: ShownTab, fields: ServiceModel['fields']): ServiceModel['fields'] => {
  if (tab === 'overview') return fields
  return tab === 'test' ? [] : fields.filter(({ name }) => TAB_SETTINGS[tab].includes(name))
}

/** Said by the address after a change; whoever made it up reads a sentence that is not so, and nothing else. */
const doneIn = (query: Request['query']): Shown => ({
  done: SERVICE_DONE.find((done) => done === query['fertig']) ?? null,
})

const switching =
  (active: boolean) =>
  async ({ id, at, deps }: Act): Promise<Taken> => {
    await switchService(id, active, at.actor, deps)
    return doneAt(id, active ? 'enabled' : 'disabled')
  }

/** What each button does. What is refused changes nothing. */
const ACTS: Readonly<Record<string, (act: Act) => Promise<Taken>>> = {
  /** One setting that cannot hold what was typed refuses all of them. */
  async set({ id, tab, at, deps }) {
    const { service } = await showService(id, deps)
    const { change, fields, isOvertaken } = readTyped(at.fields, service, deps.known)
    // check: settings-are-changed-from-what-was-shown
    if (isOvertaken) return { shown: { typed: at.fields, changedMeanwhile: true } }
    if (fields.some(({ expected }) => expected !== null)) return { shown: { typed: at.fields } }
    const { changes } = await changeService(id, change, at.actor, deps)
    return doneAt(id, changes.length === 0 ? 'unchanged' : 'set', tab)
  },
  async 'new-pseudonyms'({ id, tab, at, deps, drafting }) {
    const [sector, typed] = [single(at.fields, 'sector') ?? '', single(at.fields, 'presentSector') ?? '']
    await changeWithNewPseudonyms(id, { settings: { sector }, typed }, at.actor, { ...deps, drafting })
    return doneAt(id, 'set', tab)
  },
  disable: switching(false),
  enable: switching(true),
  restore,
  async test({ id, at, deps, trial }) {
    const found = await trialLogin(id, at.actor, { ...deps, ...trial() })
    const form = at.form(CONSOLE.tab(id, 'test'))
    return {
      page: trialPage({ bar: at.bar, tabs: tabLinks(id, 'test'), form, back: CONSOLE.service(id), trial: found }),
    }
  },
  async 'ask-remove'({ id, at, deps }) {
    const consequences = await removalConsequences(id, deps)
    const [form, back, history] = [at.form(CONSOLE.service(id)), CONSOLE.service(id), CONSOLE.history(id)]
    return { page: serviceRemovalPage({ bar: at.bar, form, consequences, back, history }) }
  },
  async refresh({ id, at, deps, sources }) {
    // The registry as the operator sees it says whether the service is there at all.
    await showService(id, deps)
    const taken = await takeRefresh(id, at, sources, deps)
    return 'done' in taken ? doneAt(id, taken.done) : { shown: taken }
  },
  async remove({ id, at, deps }) {
    await removeService(id, at.actor, deps)
    return { to: CONSOLE.services }
  },
}

async function takeOne(tab: ShownTab, context: ConsoleContext, request: Request, response: Response): Promise<void> {
  const at = await requireOperatorForm(context, request, response, 'services')
  if (!at) return
  const decision = single(at.fields, FORM_FIELDS.decision) ?? ''
  const act = Object.hasOwn(ACTS, decision) ? ACTS[decision] : undefined
  if (!act) throw new BrokerError('form-input', FORM_FIELDS.decision)
  const deps = servicesOf(at.operator, context.deps.services)
  const { sources, trial, drafting } = context.deps
  const taken = await asSeen(act({ id: entityIdOf(request), tab, at, deps, sources, trial, drafting })).catch(
    shownRefusal(at.fields),
  )
  if ('shown' in taken) return answerWith(tab, { context, request, response, at }, taken.shown)
  if ('page' in taken) return void show(context, request, response, taken.page)
  await context.deps.followChanges()
  context.outcomes.seeOther(response, taken.to)
}

const shownRefusal =
  (typed: Fields) =>
  (error: unknown): Taken => {
    if (error instanceof ChangeDrafted) return { to: proposedAt(error) }
    if (!(error instanceof Refused)) throw error
    return { shown: { refusal: error.refusal, typed } }
  }
