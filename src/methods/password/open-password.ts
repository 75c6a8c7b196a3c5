import { createPasswordHasher } from '../../crypto/password-hash.js'
import { createValueSeal } from '../../crypto/value-seal.js'
import { minutes } from '../../domain/instant.js'
import type { AttemptCounter } from '../../domain/ports/attempt-counter.js'
import type { PasswordCredentials } from '../../domain/ports/password-credentials.js'
import type { ReplayCache } from '../../domain/ports/replay-cache.js'
import type { SecondFactorSetup } from '../../factors/second-factor-setup.js'
import type { SessionStore } from '../../domain/ports/session-store.js'
import type { SecondFactors } from '../../domain/ports/second-factors.js'
import type { EndSessions } from '../../domain/use-cases.js'
import { higherOf } from '../../domain/trust-level.js'
import { createFactorLimit } from '../../factors/factor-limit.js'
import type { FactorDeps } from '../../factors/factor-deps.js'
import { canHavePasskeys, createPasskeys } from '../../factors/passkeys.js'
import { createSecondFactorSetup } from '../../factors/setup.js'
import { FACTORS_PAGE } from '../../factors/web/factor-pages.js'
import { secondFactorRoutes } from '../../factors/web/second-factor-routes.js'
import type { HouseServices } from '../kit/house-services.js'
import type { OpenedMethod } from '../kit/method-module.js'
import { createPasswordAuthenticator, type PasswordDeps } from './authenticator.js'
import { createRateLimits } from './rate-limits.js'
import type { PasswordSettings } from './settings.js'

/** How many password hashes may be at work at once, so that the thread pool keeps room for signatures. */
const HASHES_AT_ONCE = 2

/** The stores of passwords and their second factors, beside what every method gets. */
export interface PasswordServices extends HouseServices {
  readonly passwords: PasswordCredentials
  readonly secondFactors: SecondFactors
  readonly attempts: AttemptCounter
  readonly replay: ReplayCache
  readonly sessions: SessionStore
  readonly endSessions: EndSessions
}

/** The password as a method, and the set-up of its second factors; null if the deployment does not offer it. */
export function openPassword(settings: PasswordSettings, services: PasswordServices): OpenedMethod | null {
  const { enabled, level, argon2, brakes } = settings
  if (!enabled) return null
  const secondFactor = factorDeps(settings, services)
  const limits = { ...brakes, window: minutes(brakes.windowMinutes) }
  const method: PasswordDeps = {
    level,
    credentials: services.passwords,
    hasher: createPasswordHasher({ ...argon2, concurrency: HASHES_AT_ONCE }),
    limits: createRateLimits(services.attempts, services.digest, limits),
    secondFactor,
  }
  const { clock, site, sessions, sessionLimits, endSessions } = services
  const offered = offeredFactors(settings, services)
  const ofSessions = { clock, sessions, sessionLimits, endSessions, levelAlone: level }
  const setup = createSecondFactorSetup({ ...secondFactor, ...ofSessions, siteName: site.name, offered })
  return mountPassword(method, setup)
}

/** Puts the password method together from its parts. */
export function mountPassword(deps: PasswordDeps, setup: SecondFactorSetup): OpenedMethod {
  const method = createPasswordAuthenticator(deps)
  return {
    methods: () => [method],
    accountPages: [{ page: FACTORS_PAGE, rank: 2, routes: (context) => secondFactorRoutes(context, setup) }],
  }
}

/** What second factors are made from. */
export function factorDeps({ level, brakes, secondFactor }: PasswordSettings, services: PasswordServices): FactorDeps {
  const { digest, random, keySet, publicUrl, site } = services
  const { perName, perAddress, windowMinutes } = brakes
  const limits = { perAccount: perName, perAddress, window: minutes(windowMinutes) }
  return {
    level: higherOf(level, secondFactor.level),
    factors: services.secondFactors,
    limit: createFactorLimit(services.attempts, digest, limits),
    passkeys: createPasskeys(publicUrl, site.name),
    replay: services.replay,
    digest,
    random,
    secrets: createValueSeal(keySet.key('second-factor-secrets')),
    pages: createValueSeal(keySet.key('second-factor-pages')),
  }
}

/** The factors that can be offered here. */
function offeredFactors(
  { secondFactor: { totp, passkey } }: PasswordSettings,
  { publicUrl }: PasswordServices,
): SecondFactorSetup['offered'] {
  return { totp, passkey: passkey && canHavePasskeys(publicUrl) }
}
