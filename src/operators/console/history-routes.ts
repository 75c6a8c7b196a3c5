import { Router, type Request, type Response } from 'express'
import { BrokerError } from '../../domain/error-catalogue.js'
import { entityId } from '../../domain/ids.js'
import { serviceName } from '../../domain/service.js'
import { single } from '../../http/parse.js'
import { mayDo } from '../rights.js'
import { restoreVersion, serviceHistory } from '../services/history.js'
import { asSeen, servicesOf } from './bounded-services.js'
import { CONSOLE, type ConsoleContext } from './console-context.js'
import { serviceHistoryPage } from './pages/service-history.js'
import { serviceRestorePage } from './pages/service-restore.js'
import { requireOperator, show } from './require-operator.js'
import type { Act, Taken } from './service-act.js'
import { doneAt } from './service-act.js'
import { tabLinks } from './service-tabs.js'
import { shownDigest } from '../shown-digest.js'

/** What became of a service. */
export function historyRoutes(context: ConsoleContext): Router {
  const router = Router()
  router.get(`${CONSOLE.services}/:entityId/verlauf`, (request, response) => showHistory(context, request, response))
  return router
}

async function showHistory(context: ConsoleContext, request: Request, response: Response): Promise<void> {
  const at = await requireOperator(context, request, response)
  if (!at) return
  const id = typeof request.params['entityId'] === 'string' ? request.params['entityId'] : ''
  const history = await asSeen(serviceHistory(id, servicesOf(at.operator, context.deps.services)))
  const { service, entries } = history
  const last = entries[0]?.version.state
  const named = service ?? (last ? { ...last, entityId: history.entityId, revision: 0 } : null)
  const page = serviceHistoryPage({
    bar: at.bar,
    name: named ? serviceName(named, 'de') : id,
    entityId: id,
    tabs: service ? tabLinks(id, 'history') : [],
    back: service ? CONSOLE.service(id) : null,
    entries,
    form: mayDo(at.operator, 'services') ? at.form(CONSOLE.service(id)) : null,
  })
  show(context, request, response, page)
}

/** Shows what a version would change; restores it where that is what the page showed. */
export async function restore({ id, at, deps }: Act): Promise<Taken> {
  const typed = single(at.fields, 'version') ?? ''
  if (!/^[1-9]\d{0,8}$/.test(typed)) throw new BrokerError('form-input', 'version')
  const number = Number(typed)
  const restoration = await restoreVersion(id, { number, dryRun: true }, at.actor, deps)
  const { service, changes } = restoration
  const digest = shownDigest([service, changes])
  const shown = single(at.fields, 'shown') ?? null
  // check: a-restoration-is-what-was-shown
  if (shown === digest) {
    await restoreVersion(id, { number, dryRun: false }, at.actor, deps)
    return doneAt(id, 'restored')
  }
  return {
    page: serviceRestorePage({
      bar: at.bar,
      form: at.form(CONSOLE.service(id)),
      name: serviceName(service, 'de'),
      restoration,
      shown: digest,
      changedMeanwhile: shown !== null,
      back: CONSOLE.history(entityId(id)),
    }),
  }
}
