import type { Config } from '../config/config.js'
import { createPseudonyms } from '../crypto/pseudonym.js'
import { createValueSeal } from '../crypto/value-seal.js'
import { days } from '../domain/instant.js'
import type { Job } from '../domain/job.js'
import type { WeakAlgorithmUsed } from '../domain/weak-algorithms.js'
import type { UseCases } from '../domain/use-cases.js'
import { endWithoutBrowser } from '../logout/begin-logout.js'
import type { LogoutPorts } from '../logout/logout-ports.js'
import { createTelling } from '../logout/telling.js'
import type { LogoutDeps } from '../logout/web/logout-context.js'
import type { EndInLogout } from '../sessions/session-policy.js'
import { createLogoutMessages } from '../saml/logout/logout-messages.js'
import { createLogoutReceiver } from '../saml/logout/receive-logout.js'
import type { Lasting } from './lasting.js'
import { entityIdOf, sloLocationOf, sloSoapLocationOf } from './own-addresses.js'
import { endedElsewhereJob, leftLogoutsJob } from './logout-jobs.js'
import { createUseCases } from './use-cases.js'

/** Logging out, and what ends sessions elsewhere: whoever ends one has its services told. */
export interface LogoutFace extends LogoutDeps {
  readonly useCases: UseCases
  /** What tells services without anybody asking. */
  readonly jobs: readonly Job[]
  /** Resolves when every service is told that was to be told so far. */
  settled(): Promise<void>
}

/** Makes it on these stores, at the config's addresses. */
export function createLogoutFace(lasting: Lasting, config: Config, weakUsed: WeakAlgorithmUsed): LogoutFace {
  const { stores, ephemeral, registry, digest, random, clock, log, metrics, keySet } = lasting
  const { receiver, messages } = samlOf(lasting, config, weakUsed)
  const requestIds = createValueSeal(keySet.key('stored-values'))
  const ports: LogoutPorts = {
    ...ephemeral,
    messages,
    registry,
    digest,
    random,
    clock,
    requestIds,
    log,
    meter: metrics,
  }
  const telling = createTelling(ports)
  /** The services of sessions that end without a browser. */
  const others = new Set<Promise<void>>()
  const tells = (work: Promise<unknown>): void => {
    const told = work
      .then(() => undefined)
      .catch((error: unknown) => log.error('logout.failed', { detail: String(error) }))
      .finally(() => others.delete(told))
    others.add(told)
  }
  const inLogout: EndInLogout = (sessions, end) => endWithoutBrowser(sessions, end, ports, tells)
  return {
    ports,
    receiver,
    telling,
    useCases: createUseCases({ ...stores, ...ephemeral, clock }, inLogout),
    jobs: [leftLogoutsJob(ports), endedElsewhereJob({ ...ports, ...stores, sessionLimits: config.settings.sessions })],
    settled: async () => void (await Promise.all([...others, telling.settled()])),
  }
}

function samlOf(lasting: Lasting, config: Config, weakUsed: WeakAlgorithmUsed) {
  const { registry, keys, clock, random, dialects, keySet, log } = lasting
  const entityId = entityIdOf(config)
  const places = { sloLocation: sloLocationOf(config), sloSoapLocation: sloSoapLocationOf(config) }
  const metadataGrace = days(config.settings.metadata.grace)
  const receiver = createLogoutReceiver({ registry, clock, keys, entityId, ...places, metadataGrace, weakUsed })
  const messages = createLogoutMessages({
    registry,
    keys,
    clock,
    random,
    dialects,
    entityId,
    pseudonyms: createPseudonyms(keySet.key('pseudonym')),
    metadataGrace,
    callOut: lasting.openOutgoing(config),
    receiver,
    unanswered: (service, detail) => log.warn('logout.unanswered', { service, detail }),
  })
  return { receiver, messages }
}
