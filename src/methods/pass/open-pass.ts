import { createPassSeal } from '../../crypto/pass-seal.js'
import type { PassChallenge } from '../../domain/pass-challenge.js'
import type { PassPairing } from '../../domain/pass-pairing.js'
import type { AccountStore } from '../../domain/ports/account-store.js'
import type { AttemptCounter } from '../../domain/ports/attempt-counter.js'
import type { PassDevices } from '../../domain/ports/pass-devices.js'
import type { SessionStore } from '../../domain/ports/session-store.js'
import type { VersionedStore } from '../../domain/ports/versioned-store.js'
import type { HouseServices } from '../kit/house-services.js'
import type { OpenedMethod } from '../kit/method-module.js'
import { createPassAuthenticator } from './authenticator.js'
import { bindDevice } from './devices/bind-device.js'
import { BLOCK_CODE_PAGE, DEVICES_PAGE } from './devices/device-pages.js'
import { deviceRoutes } from './devices/device-routes.js'
import type { PassDeps } from './pass-deps.js'
import { createPassPhone } from './pass-phone.js'
import { passApiRoutes } from './phone-api/pass-api-routes.js'
import type { PassSettings } from './settings.js'
import { passLinkRoutes } from './web/pass-link-routes.js'

/** The stores of the pass, beside what every method gets. */
export interface PassServices extends HouseServices {
  readonly accounts: AccountStore
  readonly passDevices: PassDevices
  readonly passChallenges: VersionedStore<PassChallenge>
  readonly passPairings: VersionedStore<PassPairing>
  readonly sessions: SessionStore
  readonly attempts: AttemptCounter
}

/**
 * The pass, if the deployment offers it: the method of a login, the phones' interface, and the pages of the citizen's
 * phones.
 */
export function openPass(settings: PassSettings, services: PassServices): OpenedMethod | null {
  return settings.enabled ? mountPass(passDeps(services), settings, services) : null
}

/** Puts the pass together from its parts. */
export function mountPass(
  deps: PassDeps,
  {
    level,
    levelWithoutAccount,
    webApp,
    links,
  }: Pick<PassSettings, 'level' | 'levelWithoutAccount' | 'webApp' | 'links'>,
  { accounts }: Pick<PassServices, 'accounts'>,
): OpenedMethod {
  const installUrl = links.install
  const method = createPassAuthenticator({ ...deps, level, levelWithoutAccount, installUrl })
  const phone = createPassPhone(deps)
  const devices = { ...deps, accounts, passLevel: level, installUrl, makeKey: (id: string) => deps.seal.make(id) }
  return {
    methods: () => [method],
    routes: (context) => passLinkRoutes(context, webApp),
    accountPages: [{ page: DEVICES_PAGE, rank: 1, routes: (context) => deviceRoutes(context, devices) }],
    openPages: [BLOCK_CODE_PAGE],
    api: { path: '/api/v1/pass', routes: (web) => passApiRoutes(web, phone) },
  }
}

export function passDeps(services: PassServices): PassDeps {
  const { accounts, passDevices, sessions, sessionLimits, attempts, digest, random, clock, publicUrl, site } = services
  const binding = { accounts, devices: passDevices, sessions, sessionLimits, clock }
  return {
    devices: passDevices,
    challenges: services.passChallenges,
    pairings: services.passPairings,
    sessions,
    attempts,
    seal: createPassSeal(services.keySet.key('pass-seal')),
    digest,
    random,
    clock,
    publicUrl,
    siteNames: { de: site.name, en: site.name },
    bind: (pairing, device) => bindDevice(pairing, device, binding),
  }
}
