import { Router, type Request } from 'express'
import { BrokerError } from '../../domain/error-catalogue.js'
import { type Duration, seconds } from '../../domain/instant.js'
import { within } from '../../timing/patience.js'
import type { Dependency, OperationDeps } from '../web-deps.js'

/** A dependency that takes longer than this counts as not answering. */
const PATIENCE: Duration = seconds(2)

/**
 * Liveness, readiness with each dependency's state, and metrics. `/health/*` answers under any Host. The version is
 * told only to those who may read the metrics, because it helps those who look for known faults.
 */
export function healthRoutes(deps: OperationDeps): Router {
  const router = Router()
  // check: a-version-is-for-who-reads-the-metrics
  const versionFor = (request: Request) => (mayReadMetrics(request, deps) ? { version: deps.version } : {})
  router.get('/health/live', (request, response) => {
    response.json({ status: 'ok', ...versionFor(request) })
  })
  const look = () => Promise.all(deps.dependencies.map(async (each) => [each.name, await stateOf(each)] as const))
  let looking: ReturnType<typeof look> | null = null
  router.get('/health/ready', async (request, response) => {
    // Never shed, it must not be a way to ask the stores as often as somebody likes: who comes meanwhile shares a look.
    looking ??= look().finally(() => (looking = null))
    const states = await looking
    const ready = states.every(([, state]) => state === 'ok')
    response
      .status(ready ? 200 : 503)
      .json({ status: ready ? 'ok' : 'unavailable', ...versionFor(request), dependencies: Object.fromEntries(states) })
  })
  router.get('/metrics', async (request, response) => {
    // check: metrics-are-for-their-networks
    if (!mayReadMetrics(request, deps)) throw new BrokerError('not-found')
    response.type('text/plain; version=0.0.4; charset=utf-8').send(await deps.metrics())
  })
  return router
}

/**
 * A request through a proxy that is not trusted gets no metrics: its address is the proxy's, so every citizen would
 * pass for a neighbour.
 */
function mayReadMetrics({ headers, ip }: Request, deps: OperationDeps): boolean {
  const proxied = 'x-forwarded-for' in headers || 'forwarded' in headers
  // check: metrics-are-not-told-through-a-proxy
  const direct = !proxied || deps.trustProxy.length > 0
  return direct && ip !== undefined && deps.mayReadMetrics(ip)
}

const stateOf = (dependency: Dependency): Promise<'ok' | 'unavailable'> =>
  within(PATIENCE, dependency.check(), () => new BrokerError('unavailable', `${dependency.name}: no answer`)).then(
    () => 'ok' as const,
    () => 'unavailable' as const,
  )
