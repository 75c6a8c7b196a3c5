import { edgesOf } from '../../src/compose/edges.js'
import { requireSchema } from '../../src/compose/database.js'
import { loadConfig } from '../../src/compose/load-config.js'
import { openStores, type OpenedStores } from '../../src/compose/stores.js'
import { createValueSeal } from '../../src/crypto/value-seal.js'
import type { AuditEvent } from '../../src/domain/audit-event.js'
import { entityId, methodId } from '../../src/domain/ids.js'
import { upstreamSecretPlace } from '../../src/domain/upstream-secret.js'
import { UPSTREAM_DEFAULTS, type UpstreamSettings } from '../../src/domain/upstream.js'
import { CLIENT_ID, CLIENT_SECRET } from './oidc-world.js'
import type { RunningTestBroker } from './running-broker.js'

const NORD = methodId('nord')

/** Registers an OpenID provider as `nord` with a running broker, which follows. */
export const registerIssuer = (
  broker: RunningTestBroker,
  issuer: string,
  settings: Partial<UpstreamSettings> = {},
): Promise<void> =>
  withStores(broker, async (stores, now) => {
    const id = 'upstream-nord'
    await stores.keySet.open()
    const seal = createValueSeal(stores.keySet.key('stored-values'))
    const sealedSecret = seal.seal(upstreamSecretPlace(id), CLIENT_SECRET)
    await stores.upstreams.create(
      {
        id,
        name: NORD,
        dialect: 'oidc',
        peer: {
          kind: 'oidc',
          entityId: entityId(issuer),
          clientId: CLIENT_ID,
          proof: 'client_secret_basic',
          sealedSecret,
          names: {},
        },
        settings: { ...UPSTREAM_DEFAULTS, maxLevel: 'substantiell', methodName: 'Konto Nord', ...settings },
        metadata: null,
        source: { from: issuer, signer: null, importedAt: now, lastRefresh: null, trouble: null },
        version: 1,
      },
      entryAt(now),
    )
  })

/** Switches it for every service, as an operator does. */
export const switchIssuer = (broker: RunningTestBroker, enabled: boolean): Promise<void> =>
  withStores(broker, async (stores, now) => {
    await stores.methodSwitches.set({ method: NORD, enabled, disabledAt: enabled ? null : now }, entryAt(now))
  })

const entryAt = (at: number): AuditEvent => ({
  at,
  actor: 'test',
  action: 'method.enabled',
  subject: NORD,
  before: null,
  after: null,
})

async function withStores(
  broker: RunningTestBroker,
  change: (stores: OpenedStores, now: number) => Promise<void>,
): Promise<void> {
  const config = loadConfig({ PUBLIC_URL: broker.url, DATA_DIR: broker.dataDir })
  const stores = await openStores(config, edgesOf(), { schema: requireSchema, keys: 'at-once' })
  try {
    await change(stores, Date.now())
  } finally {
    await stores.close()
  }
  await broker.settled()
}
