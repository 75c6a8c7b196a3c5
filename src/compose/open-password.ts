import type { PasswordDeps } from '../methods/password/authenticator.js'
import { createBrakes } from '../methods/password/brakes.js'
import { createFactorBrake } from '../factors/factor-brake.js'
import type { FactorDeps } from '../factors/factor-deps.js'
import { createPasskeys } from '../factors/passkeys.js'
import { createSecondFactorSetup } from '../factors/setup.js'
import type { Config } from '../config/config.js'
import type { KeySet } from '../crypto/key-set.js'
import { createPasswordHasher } from '../crypto/password-hash.js'
import { createValueSeal } from '../crypto/value-seal.js'
import { minutes } from '../domain/instant.js'
import type { Clock } from '../domain/ports/clock.js'
import type { KeyedDigest } from '../domain/ports/keyed-digest.js'
import type { Random } from '../domain/ports/random.js'
import type { SecondFactorSetup } from '../domain/ports/second-factor-setup.js'
import { higherOf } from '../domain/trust-level.js'
import type { EphemeralStores } from '../storage/ephemeral-stores.js'
import type { SqlStores } from '../storage/sql/sql-stores.js'

/** Password hashes at work at once: the thread pool keeps room for signatures. */
const HASHES_AT_ONCE = 2

interface Opened {
  readonly stores: Pick<SqlStores, 'passwords' | 'secondFactors'>
  readonly ephemeral: Pick<EphemeralStores, 'attempts' | 'replay'>
  readonly digest: KeyedDigest
  readonly random: Random
  readonly keySet: KeySet
  readonly clock: Clock
}

/** The password as a method, and the set-up of its second factors; null where the deployment does not offer it. */
export function openPassword(
  config: Config,
  opened: Opened,
): { readonly method: PasswordDeps; readonly setup: SecondFactorSetup } | null {
  const { enabled, level, argon2, brakes } = config.settings.methods.password
  if (!enabled) return null
  const { stores, ephemeral, digest } = opened
  const limits = { ...brakes, window: minutes(brakes.windowMinutes) }
  const secondFactor = factorDeps(config, opened)
  return {
    method: {
      level,
      credentials: stores.passwords,
      hasher: createPasswordHasher({ ...argon2, concurrency: HASHES_AT_ONCE }),
      brakes: createBrakes(ephemeral.attempts, digest, limits),
      secondFactor,
    },
    setup: createSecondFactorSetup({
      ...secondFactor,
      clock: opened.clock,
      siteName: config.settings.site.name,
      offered: offeredFactors(config),
    }),
  }
}

function factorDeps(config: Config, { stores, ephemeral, digest, random, keySet }: Opened): FactorDeps {
  const { level, brakes, secondFactor } = config.settings.methods.password
  const { perName, perAddress, windowMinutes } = brakes
  return {
    level: higherOf(level, secondFactor.level),
    factors: stores.secondFactors,
    brake: createFactorBrake(ephemeral.attempts, digest, {
      perAccount: perName,
      perAddress,
      window: minutes(windowMinutes),
    }),
    passkeys: createPasskeys(config.publicUrl, config.settings.site.name),
    replay: ephemeral.replay,
    digest,
    random,
    secrets: createValueSeal(keySet.key('second-factor-secrets')),
    pages: createValueSeal(keySet.key('second-factor-pages')),
  }
}

/** A passkey is bound to a name: an address of numbers has none (WebAuthn §5.1.2, effective domain). */
function offeredFactors({ publicUrl, settings }: Config): SecondFactorSetup['offered'] {
  const { totp, passkey } = settings.methods.password.secondFactor
  return { totp, passkey: passkey && !/^[\d.]+$|:/.test(new URL(publicUrl).hostname) }
}
