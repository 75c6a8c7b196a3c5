import { expect } from 'chai'
import { createValueSeal } from '../../../src/crypto/value-seal.js'
import { createPasskeys } from '../../../src/factors/passkeys.js'
import { totpCode } from '../../../src/factors/totp.js'
import { createOperator } from '../../../src/operators/access/manage-operators.js'
import type { OwnAccessDeps } from '../../../src/operators/access/own-access.js'
import type { PasskeyAsked } from '../../../src/operators/access/passkey-use.js'
import { operatorOf } from '../../../src/operators/access/sessions.js'
import { createSignInLimit } from '../../../src/operators/access/sign-in-limit.js'
import {
  takeCode,
  takePasskey,
  takePassword,
  type CodeEnd,
  type CodeWanted,
  type PasswordEnd,
} from '../../../src/operators/access/sign-in.js'
import type { SoftwarePasskey } from '../../support/software-passkey.js'
import { openParts } from '../../support/world.js'

export const PASSWORD = 'ein langes Passwort'
export const PLACE = { browser: 'this browser', address: '192.0.2.7' }

/** Vera, an admin who has not signed in yet, and what she signs in with; passwords cost nothing. */
export async function accessWorld() {
  const parts = await openParts()
  const { stores, ephemeral, digest, keySet, clock, random } = parts.lasting
  const deps: OwnAccessDeps = {
    operators: stores.operators,
    limit: createSignInLimit(ephemeral.attempts, digest),
    checkPassword: (hash, password) => Promise.resolve(hash === `hash of ${password}`),
    hashPassword: (password) => Promise.resolve(`hash of ${password}`),
    commonPasswords: () => Promise.resolve(new Set<string>(['passwortpasswort'])),
    digest,
    passkeys: createPasskeys('https://konto.example', 'Servicekonto Betrieb'),
    replay: ephemeral.replay,
    secrets: createValueSeal(keySet.key('second-factor-secrets')),
    pages: createValueSeal(keySet.key('second-factor-pages')),
    clock,
    random,
  }
  const rights = { role: 'admin', tenant: null, hotline: false } as const
  const made = { username: 'Vera', password: PASSWORD, ...rights, isOwnPassword: true }
  await createOperator(made, 'cli:mira', deps)

  const password = (typed = PASSWORD, place = PLACE): Promise<PasswordEnd> =>
    takePassword({ username: 'vera', password: typed }, place, deps)
  const first = async (): Promise<CodeWanted> => wanted(await password())
  const code = (proof: string, typed: string) => takeCode({ proof, code: typed }, PLACE, deps)
  const passkey = (proof: string, answer: string, place = PLACE) => takePasskey({ proof, answer }, place, deps)
  /** Signs in for the first time, with a code app. */
  const withApp = async () => {
    const page = await first()
    const key = page.key ?? expect.fail('no key')
    return { secret: secretOf(await code(page.proof, totpCode(key, clock.now()))), key }
  }
  /** Signs in for the first time, with this passkey. */
  const withPasskey = async (key: SoftwarePasskey): Promise<string> => {
    const page = await first()
    const use = wanted(await passkey(page.proof, key.create(challengeOf(page.passkey))))
    return secretOf(await passkey(use.proof, key.use({ ...challengeOf(use.passkey), counter: 1 })))
  }
  const at = async (secret: string) => ({
    ...((await operatorOf(secret, deps)) ?? expect.fail('signed out')),
    address: PLACE.address,
  })
  const actions = () => parts.view.audit.map(({ action }) => action)
  return { parts, clock: parts.clock, deps, password, first, code, passkey, withApp, withPasskey, at, actions }
}

export type AccessWorld = Awaited<ReturnType<typeof accessWorld>>

export const wanted = (end: PasswordEnd | CodeEnd): CodeWanted => (end.kind === 'code' ? end : expect.fail(end.kind))

export const secretOf = (end: CodeEnd): string => (end.kind === 'signed-in' ? end.secret : expect.fail(end.kind))

/** What the browser is told to sign, and whatever else it is told. */
export const optionsOf = (asked: PasskeyAsked | null) =>
  JSON.parse(asked?.options ?? expect.fail('no passkey')) as {
    readonly challenge: string
    readonly user?: { readonly id: string }
    readonly allowCredentials?: readonly { readonly id: string }[]
    readonly excludeCredentials?: readonly { readonly id: string }[]
    readonly userVerification?: string
  }

export const challengeOf = (asked: PasskeyAsked | null) => ({ challenge: optionsOf(asked).challenge })
