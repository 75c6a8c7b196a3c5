import { z } from 'zod'
import type { AuditEvent } from '../../domain/audit-event.js'
import { minutes, type Instant } from '../../domain/instant.js'
import { operatorFactors, type Operator } from '../../domain/operator.js'
import { normalizePassword, passwordFault, type PasswordFault } from '../../domain/password-policy.js'
import { newTotpSecret, totpStep } from '../../factors/totp.js'
import { actorOf } from '../actor.js'
import { askToCreate, askToUse, keptPasskey, takeCreated, takeUsed, type PasskeyAsked } from './passkey-use.js'
import type { SignedInOperator } from './sessions.js'
import { sealedSecret, type SignInDeps } from './sign-in.js'
import { newPasskeyShape } from './sign-in-proof.js'

/** What operators change of their own access with. */
export interface OwnAccessDeps extends SignInDeps {
  /** Makes the PHC string of a password, on the thread pool. */
  readonly hashPassword: (password: string) => Promise<string>
  /** The entries are in lower case. */
  readonly commonPasswords: () => Promise<ReadonlySet<string>>
}

/** Whose access it is, and from where the form came. */
export type AtOwnAccess = SignedInOperator & { readonly address: string }

/** Passkeys of one operator. */
const MOST_PASSKEYS = 10

/** How long a password that was just given holds for what follows from it. */
const FRESH = minutes(5)

export type ProofFault = { readonly kind: 'wrong' } | { readonly kind: 'limited'; readonly until: Instant }

/**
 * The password once more: whoever has a session alone changes nothing of the access. Null if it is right. It is limited with
 * the sign-in.
 */
export async function ownPasswordFault(
  at: AtOwnAccess,
  password: string,
  deps: OwnAccessDeps,
): Promise<ProofFault | null> {
  const { username, passwordHash } = at.operator
  const attempt = { username, address: at.address, proof: 'password' } as const
  // check: an-own-password-is-limited-with-the-sign-in
  const until = await deps.limit.take(attempt)
  if (until !== null) return { kind: 'limited', until }
  // check: an-operators-access-is-changed-with-the-password
  if (!(await deps.checkPassword(passwordHash, password))) return { kind: 'wrong' }
  await deps.limit.giveBack(attempt)
  return null
}

/** A factor that is being set up: what its page shows, and what it carries to its form. */
export type FactorOffer =
  | { readonly kind: 'app'; readonly key: string; readonly draft: string }
  | { readonly kind: 'passkey'; readonly asked: PasskeyAsked; readonly draft: string }

export type OfferEnd = ProofFault | { readonly kind: 'offer'; readonly offer: FactorOffer } | { readonly kind: 'none' }

/** Begins to set up another factor. `none`: there is an app, or there can be no further passkey. */
export async function beginFactor(
  what: 'app' | 'passkey',
  password: string,
  at: AtOwnAccess,
  deps: OwnAccessDeps,
): Promise<OfferEnd> {
  const fault = await ownPasswordFault(at, password, deps)
  if (fault) return fault
  const offer = what === 'app' ? offerApp(at, deps) : offerPasskey(at, deps)
  return offer ? { kind: 'offer', offer } : { kind: 'none' }
}

function offerApp(at: AtOwnAccess, deps: OwnAccessDeps): FactorOffer | null {
  if (at.operator.totp !== null) return null
  const key = newTotpSecret()
  return { kind: 'app', key, draft: sealDraft(at, { kind: 'app', key }, deps) }
}

function offerPasskey(at: AtOwnAccess, deps: OwnAccessDeps): FactorOffer | null {
  const challenge = deps.random.secret()
  const asked = hasRoom(at.operator) ? askToCreate(at.operator, challenge, deps) : null
  return asked && { kind: 'passkey', asked, draft: sealDraft(at, { kind: 'create', challenge }, deps) }
}

const hasRoom = ({ passkeys }: Operator): boolean => passkeys.length < MOST_PASSKEYS

const draftShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('app'), key: z.string() }),
  z.strictObject({ kind: z.literal('create'), challenge: z.string() }),
  z.strictObject({ kind: z.literal('use'), challenge: z.string(), name: z.string(), made: newPasskeyShape }),
])

type Draft = z.output<typeof draftShape>

// check: an-operators-draft-is-of-its-session
const draftPlace = ({ session }: AtOwnAccess): string => `operator access ${session.id}`

/** A draft is made where the password was right alone, so that whoever brings one has proved it. */
const sealDraft = (at: AtOwnAccess, content: Draft, { pages, clock }: OwnAccessDeps): string =>
  pages.seal(draftPlace(at), JSON.stringify({ content, until: clock.now() + FRESH }))

function openDraft(at: AtOwnAccess, sealed: string, { pages, clock }: OwnAccessDeps): Draft | null {
  const text = pages.open(draftPlace(at), sealed)
  if (text === null) return null
  const { content, until } = z.strictObject({ content: draftShape, until: z.number() }).parse(JSON.parse(text))
  // check: an-operators-draft-ends
  return clock.now() < until ? content : null
}

/** What a page of a set-up sends. */
export interface FactorForm {
  readonly draft: string
  readonly code: string
  /** What the browser answered of a passkey, or empty. */
  readonly answer: string
  readonly name: string
}

/** `name`: it is too long, or none. */
export type FactorProblem = 'format' | 'wrong' | 'passkey' | 'name'

export type FactorEnd =
  | { readonly kind: 'bound' }
  /** The page again, or the next one. */
  | { readonly kind: 'offer'; readonly offer: FactorOffer; readonly problem: FactorProblem | null }
  /** Begun too long ago or in another session, or the operator was changed meanwhile. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'limited'; readonly until: Instant }

/** Goes on with a factor that is set up: it counts once it was used. */
export async function takeFactor(form: FactorForm, at: AtOwnAccess, deps: OwnAccessDeps): Promise<FactorEnd> {
  const draft = openDraft(at, form.draft, deps)
  if (!draft) return { kind: 'expired' }
  switch (draft.kind) {
    case 'app':
      return bindApp(draft.key, form, at, deps)
    case 'create':
      return takeMade(draft.challenge, form, at, deps)
    case 'use':
      return bindPasskey(draft, form, at, deps)
  }
}

async function bindApp(key: string, form: FactorForm, at: AtOwnAccess, deps: OwnAccessDeps): Promise<FactorEnd> {
  const again = { kind: 'offer', offer: { kind: 'app', key, draft: form.draft } } as const
  const code = form.code.replace(/[\s-]/g, '')
  if (!/^\d{6}$/.test(code)) return { ...again, problem: 'format' }
  const step = totpStep(key, code, deps.clock.now())
  if (step === null) return { ...again, problem: 'wrong' }
  const secret = sealedSecret(at.operator, key, deps.secrets)
  const bind = (operator: Operator) => (operator.totp === null ? { ...operator, totp: { secret, step } } : null)
  return ended(await bound('totp', bind, at, deps))
}

/** What an operator may call a passkey, in letters. */
const LONGEST_NAME = 60

/** The name of a passkey as typed; null for one that is too long or holds control characters. */
function nameOf(typed: string): string | null {
  const name = typed.normalize('NFC').trim()
  // check: a-passkeys-name-has-a-length
  if ([...name].length > LONGEST_NAME || /\p{Cc}/u.test(name)) return null
  return name === '' ? 'Passkey' : name
}

async function takeMade(challenge: string, form: FactorForm, at: AtOwnAccess, deps: OwnAccessDeps): Promise<FactorEnd> {
  const name = nameOf(form.name)
  const made = name === null ? null : await takeCreated(form.answer, challenge, deps)
  if (name !== null && made) return offerUse({ made, name }, null, at, deps)
  const offer = offerPasskey(at, deps)
  return offer ? { kind: 'offer', offer, problem: name === null ? 'name' : 'passkey' } : { kind: 'expired' }
}

function offerUse(
  { made, name }: Pick<Extract<Draft, { kind: 'use' }>, 'made' | 'name'>,
  problem: 'passkey' | null,
  at: AtOwnAccess,
  deps: OwnAccessDeps,
): FactorEnd {
  const challenge = deps.random.secret()
  const asked = askToUse([made], challenge, deps)
  if (!asked) return { kind: 'expired' }
  const draft = sealDraft(at, { kind: 'use', challenge, name, made }, deps)
  return { kind: 'offer', offer: { kind: 'passkey', asked, draft }, problem }
}

async function bindPasskey(
  draft: Extract<Draft, { kind: 'use' }>,
  form: FactorForm,
  at: AtOwnAccess,
  deps: OwnAccessDeps,
): Promise<FactorEnd> {
  // check: an-operators-passkey-is-used-before-it-counts
  const used = await takeUsed(form.answer, draft.challenge, [draft.made], deps)
  if (!used) return offerUse(draft, 'passkey', at, deps)
  const kept = keptPasskey(used, draft.name, deps.clock.now(), deps.random)
  const isThere = ({ passkeys }: Operator) => passkeys.some(({ credential }) => credential === kept.credential)
  const bind = (operator: Operator) =>
    hasRoom(operator) && !isThere(operator) ? { ...operator, passkeys: [...operator.passkeys, kept] } : null
  return ended(await bound(kept.instance, bind, at, deps))
}

const ended = (isBound: boolean): FactorEnd => (isBound ? { kind: 'bound' } : { kind: 'expired' })

const bound = (
  factor: string,
  bind: (operator: Operator) => Operator | null,
  at: AtOwnAccess,
  deps: OwnAccessDeps,
): Promise<boolean> =>
  changed(at, deps, bind, (entry, { username }) => ({
    ...entry,
    action: 'operator.second-factor-bound',
    before: null,
    after: { username, factor },
  }))

export type RemovalEnd = ProofFault | { readonly kind: 'removed' } | { readonly kind: 'last' }

/** Takes a factor off. `last`: it is the only one, or gone, or the operator was changed meanwhile. */
export async function removeFactor(
  factor: string,
  password: string,
  at: AtOwnAccess,
  deps: OwnAccessDeps,
): Promise<RemovalEnd> {
  const fault = await ownPasswordFault(at, password, deps)
  if (fault) return fault
  const take = (operator: Operator): Operator | null => {
    const factors = operatorFactors(operator)
    // check: an-operator-keeps-a-second-factor
    if (factors.length < 2 || !factors.includes(factor)) return null
    const passkeys = operator.passkeys.filter(({ instance }) => instance !== factor)
    return { ...operator, totp: factor === 'totp' ? null : operator.totp, passkeys }
  }
  const isDone = await changed(at, deps, take, (entry, { username }) => ({
    ...entry,
    action: 'operator.second-factor-removed',
    before: { username, factor },
    after: null,
  }))
  return { kind: isDone ? 'removed' : 'last' }
}

export type PasswordChangeEnd =
  ProofFault | { readonly kind: 'changed' | 'same' | 'expired' } | { readonly kind: PasswordFault }

/**
 * Sets another password. One that breaks a rule is told by the rule. `same`: it is the one-time password that it is to
 * replace. `expired`: the operator was changed meanwhile.
 */
export async function changePassword(
  typed: { readonly current: string; readonly wanted: string },
  at: AtOwnAccess,
  deps: OwnAccessDeps,
): Promise<PasswordChangeEnd> {
  const fault = await ownPasswordFault(at, typed.current, deps)
  if (fault) return fault
  const broken = passwordFault(typed.wanted, await deps.commonPasswords())
  if (broken) return { kind: broken }
  const isSame = normalizePassword(typed.wanted) === normalizePassword(typed.current)
  // check: a-one-time-password-is-replaced-by-another
  if (at.operator.oneTimeUntil !== null && isSame) return { kind: 'same' }
  const passwordHash = await deps.hashPassword(normalizePassword(typed.wanted))
  const isDone = await changed(
    at,
    deps,
    (operator) => ({ ...operator, passwordHash, oneTimeUntil: null }),
    (entry, { username }) => ({ ...entry, action: 'operator.password-changed', before: null, after: { username } }),
  )
  return { kind: isDone ? 'changed' : 'expired' }
}

type EntryOf = Pick<AuditEvent, 'at' | 'actor' | 'subject'>

/**
 * Changes the operator as this request found them, with the entry, and ends their other sessions; false where `to` gives
 * null, or somebody was faster: an admin who takes the factors away ends what is under way.
 */
async function changed(
  { operator, session }: AtOwnAccess,
  { operators, clock }: OwnAccessDeps,
  to: (operator: Operator) => Operator | null,
  told: (entry: EntryOf, operator: Operator) => AuditEvent,
): Promise<boolean> {
  const done = await operators.change(operator.id, (seen) => {
    // check: a-change-of-the-operator-ends-what-was-begun
    const next = seen.version === operator.version ? to(seen) : null
    const audit = told({ at: clock.now(), actor: actorOf(seen), subject: seen.id }, seen)
    // check: a-change-of-access-ends-the-other-sessions
    return next && { next, audit, endSessions: true, keepSession: session.id }
  })
  return done !== null
}
