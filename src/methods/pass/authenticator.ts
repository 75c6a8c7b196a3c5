import { z } from 'zod'
import { sameText } from '../../crypto/same-text.js'
import type { Evidence } from '../../domain/evidence.js'
import type { Instant } from '../../domain/instant.js'
import { hasExpired, movedTo, passStatus, type PassChallenge } from '../../domain/pass-challenge.js'
import type { PassDevice } from '../../domain/pass-device.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import type { Authenticator, CallbackInput, MethodContext, Outcome } from '../../login/kit/authenticator.js'
import { newChallenge } from './new-challenge.js'
import { passPage } from './pages/pass.js'
import type { PassDeps } from './pass-deps.js'
import { PASS } from './settings.js'

type Shared = 'devices' | 'challenges' | 'seal' | 'digest' | 'random' | 'clock' | 'publicUrl' | 'siteNames'

export interface PassMethodDeps extends Pick<PassDeps, Shared> {
  readonly level: TrustLevel
  /** The level of a phone without an account (RULES: The pass 6). */
  readonly levelWithoutAccount: TrustLevel
  /** Where the app is got; null: the deployment has not said. */
  readonly installUrl: string | null
}

/** What the method keeps in the login: its challenge, and the challenge's status when the page was last shown. */
const stateShape = z.object({ challenge: z.string(), shown: z.string() })

/** How often the request of a waiting page looks: in all for 25 s. */
const [LOOKS, LOOK_EVERY_MS] = [63, 400]

/**
 * The smartphone pass: phone and PIN. It asks a phone by a challenge, waits for the answer, and names the account that
 * the phone is bound to.
 */
export function createPassAuthenticator(deps: PassMethodDeps): Authenticator {
  return {
    id: PASS,
    level: deps.level,
    provesIdentity: false,
    opensByLink: false,
    returnFields: ['token', 'look', 'auto'],
    usable: () => ({ usable: true }),
    start: async (context) => {
      const challenge = await challengeOf(context, deps)
      // If a code is under way when the page is opened again, it is the same one.
      return challenge && isUnderWay(challenge, context) ? page(challenge, context, true, deps) : renewed(context, deps)
    },
    show: (context) => resume(context, { fields: {}, returned: true, address: '' }, deps),
    resume: (context, input) => resume(context, input, deps),
    wait: (context, signal) => wait(context, signal, deps),
  }
}

const isUnderWay = (challenge: PassChallenge, { now }: MethodContext): boolean =>
  ['waiting', 'scanned', 'returning'].includes(passStatus(challenge, now))

/** The challenge that this login is waiting for. */
async function challengeOf({ state, login }: MethodContext, { challenges }: PassMethodDeps) {
  const kept = stateShape.safeParse(state)
  const challenge = kept.success ? await challenges.find(kept.data.challenge) : null
  // check: a-challenge-belongs-to-one-login
  const isOurs = challenge?.purpose.kind === 'login' && challenge.purpose.login === login
  return isOurs ? challenge : null
}

async function resume(context: MethodContext, input: CallbackInput, deps: PassMethodDeps): Promise<Outcome> {
  // check: no-new-code-by-a-link
  if (input.fields['step'] === 'renew' && !input.returned) return renewed(context, deps)
  const challenge = await challengeOf(context, deps)
  const isLook = input.returned && input.fields['look'] !== undefined
  if (challenge && !isLook) {
    const proved = await proof(challenge, input, context, deps)
    if (proved) return proved
  }
  const automatic = !(input.returned && input.fields['auto'] === '0')
  const now = challenge && (await deps.challenges.find(challenge.id))
  return page(now, context, automatic, deps)
}

/**
 * Evidence if the phone has confirmed: with the number, or by the one-time token that it brought to this browser. That
 * uses the challenge up. Null if there is no evidence (yet).
 */
async function proof(
  challenge: PassChallenge,
  { fields, returned }: CallbackInput,
  { now }: MethodContext,
  deps: PassMethodDeps,
): Promise<Outcome | null> {
  // check: a-token-of-a-phone-expires
  if (hasExpired(challenge, now)) return null
  const { state } = challenge
  // check: a-phone-returns-with-the-one-time-token
  // check: a-return-is-no-form
  const hasReturned = state.name === 'returning' && returned && sameText(fields['token'] ?? '', state.token)
  if (state.name !== 'confirmed' && !hasReturned) return null
  const device = await deps.devices.find(state.device)
  // check: a-phone-blocked-meanwhile-proves-nothing
  if (device?.blockedAt !== null) {
    await deps.challenges.replace(movedTo(challenge, { name: device ? 'blocked' : 'failed' }))
    return null
  }
  // check: a-confirmation-is-used-once
  if (!(await deps.challenges.replace(movedTo(challenge, { name: 'used' })))) return null
  if (device.firstUsedAt === null) await deps.devices.markUsed(device.id, now)
  return { kind: 'proved', evidence: evidenceOf(device, state.name === 'confirmed' ? state.at : now, deps) }
}

/** Evidence by a phone. One without an account is recognised by a digest of its own, which tells nobody's identity. */
function evidenceOf({ id, account }: PassDevice, at: Instant, deps: PassMethodDeps): Evidence {
  const base = { method: PASS, instance: id, at }
  return account === null
    ? {
        ...base,
        level: deps.levelWithoutAccount,
        subject: { kind: 'key', key: deps.digest.digest('pass-without-account', id) },
      }
    : { ...base, level: deps.level, subject: { kind: 'account', account } }
}

async function renewed(context: MethodContext, deps: PassMethodDeps): Promise<Outcome> {
  const { login, portalNames, now, withoutAccount = false, appReturn = null } = context
  const before = await challengeOf(context, deps)
  // A login has one code at a time: the one before leads nowhere any more.
  // check: the-code-before-leads-nowhere
  if (before && isUnderWay(before, context)) await deps.challenges.replace(movedTo(before, { name: 'used' }))
  const names = Object.keys(portalNames).length > 0 ? portalNames : deps.siteNames
  const purpose = { kind: 'login', login, withoutAccount, appReturn } as const
  const challenge = await newChallenge({ purpose, names }, now, deps)
  await deps.challenges.create(challenge)
  return page(challenge, context, true, deps)
}

/** `challenge` null: the store no longer has it. */
async function page(
  challenge: PassChallenge | null,
  { now, state, withoutAccount = false }: MethodContext,
  automatic: boolean,
  { publicUrl, installUrl }: PassMethodDeps,
): Promise<Outcome> {
  const status = passStatus(challenge, now)
  const kept = stateShape.safeParse(state)
  const shows = { challenge: challenge?.id ?? '', shown: status }
  const isKept = kept.success && kept.data.challenge === shows.challenge && kept.data.shown === status
  const shown = {
    link: `${publicUrl}/pass/login/${challenge?.id ?? ''}`,
    number: challenge?.number ?? '',
    validUntil: challenge?.expiresAt ?? now,
    status,
    withoutAccount,
    automatic,
    triesLeft: challenge?.state.name === 'failed' ? (challenge.state.triesLeft ?? null) : null,
    installUrl,
  }
  return { kind: 'page', page: (place) => passPage({ ...place, ...shown }), ...(isKept ? {} : { state: shows }) }
}

/** Resolves to true when the challenge's status is no longer the one that the page shows. */
async function wait(context: MethodContext, signal: AbortSignal, deps: PassMethodDeps): Promise<boolean> {
  const kept = stateShape.safeParse(context.state)
  const shown = kept.success ? kept.data.shown : ''
  for (let look = 1; ; look++) {
    const status = passStatus(await challengeOf(context, deps), deps.clock.now())
    if (status !== shown) return true
    if (signal.aborted || look === LOOKS) return false
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
