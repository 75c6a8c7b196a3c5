import { bindDevice } from '../methods/pass/devices/bind-device.js'
import type { PassMethodDeps } from '../methods/pass/authenticator.js'
import type { PassDeps } from '../methods/pass/pass-deps.js'
import { createPassPhone } from '../methods/pass/pass-phone.js'
import type { Config } from '../config/config.js'
import type { KeySet } from '../crypto/key-set.js'
import { createPassSeal } from '../crypto/pass-seal.js'
import type { Clock } from '../domain/ports/clock.js'
import type { KeyedDigest } from '../domain/ports/keyed-digest.js'
import type { Random } from '../domain/ports/random.js'
import type { PassFace } from '../methods/pass/pass-face.js'
import type { EphemeralStores } from '../storage/ephemeral-stores.js'
import type { SqlStores } from '../storage/sql/sql-stores.js'

export interface OpenedPass {
  readonly method: PassMethodDeps
  readonly face: PassFace
}

interface PassSources {
  readonly stores: SqlStores
  readonly ephemeral: EphemeralStores
  readonly keySet: KeySet
  readonly digest: KeyedDigest
  readonly random: Random
  readonly clock: Clock
}

/** The pass, if the deployment offers it: the method of the login, and what phones ask. */
export function openPass({ settings, publicUrl }: Config, sources: PassSources): OpenedPass | null {
  const { enabled, level, levelWithoutAccount, webApp } = settings.methods.pass
  if (!enabled) return null
  const { stores, ephemeral, keySet, digest, random, clock } = sources
  const { sessions } = ephemeral
  const binding = {
    accounts: stores.accounts,
    devices: stores.passDevices,
    sessions,
    sessionLimits: settings.sessions,
    clock,
  }
  const deps: PassDeps = {
    devices: stores.passDevices,
    challenges: ephemeral.passChallenges,
    pairings: ephemeral.passPairings,
    sessions: ephemeral.sessions,
    attempts: ephemeral.attempts,
    seal: createPassSeal(keySet.key('pass-seal')),
    digest,
    random,
    clock,
    publicUrl,
    siteNames: { de: settings.site.name, en: settings.site.name },
    bind: (pairing, device) => bindDevice(pairing, device, binding),
  }
  const { accounts } = stores
  const devices = { ...deps, accounts, passLevel: level, makeKey: (id: string) => deps.seal.make(id) }
  return { method: { ...deps, level, levelWithoutAccount }, face: { phone: createPassPhone(deps), devices, webApp } }
}
