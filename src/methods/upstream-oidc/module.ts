import { methodId } from '../../domain/ids.js'
import type { MethodModule } from '../kit/method-module.js'
import { OIDC_FAILURES } from './failures.js'
import type { OidcServices } from './open-oidc.js'

/**
 * Other accounts by OpenID Connect: a method for each issuer that is registered. No setting names them, as operators
 * register them while the broker runs.
 */
export const upstreamOidcModule: MethodModule<null, OidcServices> = {
  id: methodId('upstream-oidc'),
  names: null,
  section: null,
  failures: OIDC_FAILURES,
  metrics: [],
  offeredAt: () => null,
  settingsOf: () => null,
  open: async (_settings, services) => (await import('./open-oidc.js')).openOidc(services),
}
