import { Router } from 'express'
import { BrokerError } from '../../domain/errors.js'
import type { Dependency, OperationDeps } from '../web-deps.js'

/** Longer than this a dependency does not answer. */
const PATIENCE_MS = 2000

/** Liveness, readiness with each dependency's state, and metrics. `/health/*` answers under any Host. */
export function healthRoutes(deps: OperationDeps): Router {
  const router = Router()
  router.get('/health/live', (_request, response) => {
    response.json({ status: 'ok' })
  })
  router.get('/health/ready', async (_request, response) => {
    const states = await Promise.all(deps.dependencies.map(async (each) => [each.name, await stateOf(each)] as const))
    const ready = states.every(([, state]) => state === 'ok')
    response
      .status(ready ? 200 : 503)
      .json({ status: ready ? 'ok' : 'unavailable', dependencies: Object.fromEntries(states) })
  })
  router.get('/metrics', async (request, response) => {
    // A proxy that is not trusted would make every citizen look like a neighbour.
    const proxied = 'x-forwarded-for' in request.headers || 'forwarded' in request.headers
    // check: metrics-are-not-told-through-a-proxy
    const direct = !proxied || deps.trustProxy.length > 0
    // check: metrics-are-for-their-networks
    if (!direct || !request.ip || !deps.mayReadMetrics(request.ip)) throw new BrokerError('not-found')
    response.type('text/plain; version=0.0.4; charset=utf-8').send(await deps.metrics())
  })
  return router
}

async function stateOf(dependency: Dependency): Promise<'ok' | 'unavailable'> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<'unavailable'>((resolve) => {
    timer = setTimeout(() => resolve('unavailable'), PATIENCE_MS)
  })
  const checked = dependency.check().then(
    () => 'ok' as const,
    () => 'unavailable' as const,
  )
  return Promise.race([checked, tooLate]).finally(() => clearTimeout(timer))
}
