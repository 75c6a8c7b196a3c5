import { methodId } from '../../domain/ids.js'
import type { MethodModule } from '../kit/method-module.js'
import { UPSTREAM_FAILURES } from './judge-answer.js'
import type { UpstreamServices } from './open-upstreams.js'

/**
 * Other accounts by SAML: a method for each upstream that is registered. No setting names them, as operators register
 * them while the broker runs.
 */
export const upstreamSamlModule: MethodModule<null, UpstreamServices> = {
  id: methodId('upstream-saml'),
  names: null,
  section: null,
  failures: UPSTREAM_FAILURES,
  metrics: [],
  offeredAt: () => null,
  settingsOf: () => null,
  open: async (_settings, services) => (await import('./open-upstreams.js')).openUpstreams(services),
}
