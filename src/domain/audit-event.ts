import type { Instant } from './instant.js'
import type { TrustLevel } from './trust-level.js'

/** What one field of an entry holds: in words for the manual, as a type for whoever writes an entry. */
interface Field<Value> {
  readonly holds: string
  /** For the compiler alone. */
  readonly sample: Value | null
}

const field = <Value>(holds: string): Field<Value> => ({ holds, sample: null })

const WORD = field<string>('word')
/** The child service that a portal asked for. */
const CHILD = { ...field<string>('word'), isOptional: true } as const
/** What services are set to that come later; entries from before this was told have none. */
const TYPED = { ...field<unknown>('the settings, as they were typed'), isOptional: true } as const
const LEVEL = field<TrustLevel>('level')
const NAMES = field<readonly string[]>('names')
const COUNT = field<number>('number')
const FLAG = field<boolean>('flag')
const REASON = field<string>('text, as the operator gave it')
const WHOLE = field<unknown>('the service: active, tenant, settings, metadata, source')
const UPSTREAM = field<unknown>('the upstream: id, dialect, entityId, settings, addresses, keys by fingerprint, source')
const ASKED = field<unknown>('what was asked for, by the option that says it')
const PARTS = field<unknown>('the values that differ, by name')

type Side = null | Field<unknown> | Readonly<Record<string, Field<unknown>>>

/** One action: what it is done to, what the entry keeps of before and after, and what it means. */
interface AuditAction {
  readonly subject:
    | 'account'
    | 'account or phone'
    | 'draft'
    | 'key'
    | 'account or `none`'
    | 'method'
    | 'login'
    | 'operator'
    | 'request'
    | 'service'
    | 'source'
    | 'tenant'
    | 'upstream'
    | '`audit`'
    | '`pass`'
    | '`keys`'
  readonly before: Side
  readonly after: Side
  readonly says: string
}

const ACCOUNT = { proofing: LEVEL, attributes: NAMES, methods: NAMES }
const KEY = { use: WORD, type: WORD, state: WORD }
const STATE = { state: WORD }
const DEVICE = { device: WORD }
const BINDING = { method: WORD, instance: WORD }
const FACTOR = { instance: WORD, cap: LEVEL }
const OPERATOR = { username: WORD, role: WORD, tenant: field<string | null>('word'), hotline: field<boolean>('flag') }
/** `factor`: `totp`, or `passkey:` with its id; entries from before there were passkeys have none. */
const BOUND = { username: WORD, factor: WORD }
const DRAFT = { act: WORD, of: NAMES }
const PROOF = { login: WORD, method: WORD, level: LEVEL }

const entry =
  (subject: AuditAction['subject'], says: string) =>
  <Before extends Side, After extends Side>(before: Before, after: After) => ({ subject, says, before, after })

/**
 * The catalogue of what the audit log tells: each action with the fields that it takes. docs/audit.md is made from it.
 * Names of actions and fields are part of the contract: they do not change.
 */
export const AUDIT_ACTIONS = {
  'account.created': entry('account', 'An account was made, by an operator or of a card.')(null, ACCOUNT),
  'account.deleted': entry('account', 'An account was deleted, with everything that belonged to it.')(ACCOUNT, null),
  'account.signed-in': entry('account', 'The citizen signed in to the own pages.')(null, PROOF),
  'account.completed': entry('account', 'The citizen added values that a service needs.')(null, { attributes: NAMES }),
  'account.pseudonym-imported': entry(
    'account',
    'The account keeps in one sector what an earlier IdP called it there; the name itself stands nowhere in this log.',
  )(null, { sector: WORD, draft: WORD }),
  'account.refreshed': entry('account', 'Values followed a newer card.')(null, { attributes: NAMES }),
  'account.card-linked': entry('account', 'A card was bound to an account.')(
    { proofing: LEVEL },
    { proofing: LEVEL, method: WORD, attributes: NAMES },
  ),
  'account.upstream-linked': entry('account', 'Another account was bound to an account.')(
    { proofing: LEVEL },
    { proofing: LEVEL, method: WORD, attributes: NAMES },
  ),
  'account.card-renewed': entry('account', 'A new card of the same person was bound.')(
    { proofing: LEVEL },
    { proofing: LEVEL, method: WORD, attributes: NAMES },
  ),
  'account.methods-confirmed': entry('account', 'Methods count for more, as the citizen confirmed them.')(
    field<readonly { readonly method: string; readonly cap: TrustLevel }[]>('list of method and cap'),
    { methods: NAMES, cap: LEVEL },
  ),
  'account.second-factor-bound': entry('account', 'A second factor joined the password.')(null, FACTOR),
  'account.second-factor-removed': entry('account', 'A second factor was taken off.')(FACTOR, null),
  'account.recovery-codes-renewed': entry('account', 'New recovery codes took the place of the old.')(null, {
    codes: COUNT,
  }),
  'account.recovery-code-used': entry('account', 'A recovery code stood in for a second factor.')(
    { left: COUNT },
    { left: COUNT },
  ),
  'account.looked-up': entry(
    'account or `none`',
    'An operator looked an account up for a caller, and found one or not.',
  )(null, { found: FLAG, reason: REASON }),
  'account.blocked': entry('account', 'An operator blocked the account; its sessions ended.')(null, { reason: REASON }),
  'account.unblocked': entry('account', 'An operator let the account be used again.')(null, { reason: REASON }),
  'account.sessions-ended': entry('account', 'An operator ended all sessions of the account.')(null, {
    reason: REASON,
  }),
  'account.method-blocked': entry('account', 'An operator blocked one way in, such as a stolen phone; sessions ended.')(
    null,
    { ...BINDING, reason: REASON },
  ),
  'account.method-unblocked': entry('account', 'An operator let one way in be used again.')(null, {
    ...BINDING,
    reason: REASON,
  }),
  'account.method-removed': entry('account', 'An operator took one way in, or a second factor, off; sessions ended.')(
    BINDING,
    { reason: REASON },
  ),
  'account.deleted-by-operator': entry(
    'account',
    'An operator deleted an account, with everything that belonged to it.',
  )(ACCOUNT, { reason: REASON }),
  'audit.shown': entry('`audit`', 'Somebody looked entries of this log up.')(null, ASKED),
  'audit.exported': entry('`audit`', 'Somebody took entries of this log out.')(null, ASKED),
  'draft.proposed': entry('draft', 'Somebody wants a change, which waits for a second person.')(null, DRAFT),
  'draft.approved': entry('draft', 'A second person agreed, and the change was made; its own entries name its author.')(
    { author: WORD },
    DRAFT,
  ),
  'draft.rejected': entry('draft', 'A change that waited was refused or taken back.')({ author: WORD }, null),
  'draft.ended': entry('draft', 'Nobody decided in time.')({ author: WORD }, null),
  'key.generated': entry('key', 'A key was made.')(null, KEY),
  'key.activated': entry('key', 'A key is used from now on.')(STATE, KEY),
  'key.superseded': entry('key', 'A key is still announced, and another one used.')(STATE, KEY),
  'key.retired': entry('key', 'A key is neither used nor announced any more.')(STATE, KEY),
  'keys.rewrapped': entry('`keys`', 'The stored keys are wrapped with another SECRET_KEY; they are the same.')(null, {
    keys: COUNT,
  }),
  'login.answered': entry(
    'account',
    'The answer to a service was made; it left unless `login.not-answered` follows or its browser never came back for it. `level` as asserted, `reached` as proved.',
  )(null, {
    ...PROOF,
    service: WORD,
    child: CHILD,
    sector: field<string | null>('word'),
    reached: LEVEL,
    attributes: NAMES,
  }),
  'login.aborted': entry('login', 'A login ended without an identity.')(null, {
    service: WORD,
    child: CHILD,
    reason: WORD,
  }),
  'login.not-answered': entry('login', 'The answer that was begun, and may have an entry, did not leave.')(null, {
    service: WORD,
    child: CHILD,
    reason: WORD,
  }),
  'method.disabled': entry('method', 'A method was switched off for every service; what it had proved counts no more.')(
    null,
    null,
  ),
  'method.enabled': entry('method', 'A method may be used again.')(null, null),
  'operator.created': entry('operator', 'Somebody may sign in at /operator.')(null, OPERATOR),
  'operator.disabled': entry('operator', 'An operator cannot sign in any more; open sessions ended.')(null, {
    username: WORD,
  }),
  'operator.second-factor-bound': entry(
    'operator',
    'A code app or a passkey was set up, at the first sign-in or later; it was used once.',
  )(null, BOUND),
  'operator.second-factor-removed': entry('operator', 'An operator took off one of several second factors.')(
    BOUND,
    null,
  ),
  'operator.second-factor-reset': entry(
    'operator',
    'Code app and passkeys are gone, and one is set up anew at the next sign-in; sessions ended.',
  )(null, { username: WORD }),
  'operator.password-reset': entry(
    'operator',
    'An operator got a one-time password from somebody else; the second factors stay, all sessions ended.',
  )(null, { username: WORD }),
  'operator.password-changed': entry('operator', 'An operator set another password; other sessions ended.')(null, {
    username: WORD,
  }),
  'operator.signed-in': entry('operator', 'An operator signed in.')(null, BOUND),
  'operator.signed-out': entry('operator', 'An operator signed out.')(null, { username: WORD }),
  'pass.registered': entry('account or phone', 'A phone sent its key; it does not count yet.')(null, DEVICE),
  'pass.bound': entry('account', 'A phone was used for the first time, and counts from now on.')(null, {
    device: WORD,
    cap: LEVEL,
  }),
  'pass.pairing-failed': entry('account', 'A pairing came to nothing.')(DEVICE, null),
  'pass.pairing-cancelled': entry('account', 'The citizen ended a pairing.')(DEVICE, null),
  'pass.renamed': entry('account', 'A phone got another name.')(DEVICE, null),
  'pass.removed': entry('account', 'A phone was unpaired.')(DEVICE, null),
  'pass.blocked': entry('account or phone', 'A phone was blocked; `reason`: `pin` or `asked`.')(null, {
    device: WORD,
    reason: field<'pin' | 'asked'>('word'),
  }),
  'pass.unused-forgotten': entry('`pass`', 'Phones without an account that nobody used were forgotten.')(null, null),
  'request.shown': entry(
    'request',
    'Somebody looked a refused request up by its error id, whether it is there or not.',
  )(null, { errorId: WORD }),
  'source.registered': entry('source', 'Metadata are fetched from this address again and again from now on.')(null, {
    url: WORD,
    feeds: WORD,
    signer: field<string | null>('word'),
    settings: TYPED,
  }),
  'source.removed': entry('source', 'An address feeds no service any more, and is not asked again.')(
    { url: WORD },
    null,
  ),
  'service.imported': entry('service', 'A service was registered.')(null, WHOLE),
  'service.updated': entry('service', 'Newer metadata was read.')(PARTS, PARTS),
  'service.set': entry('service', 'Settings were changed.')(PARTS, PARTS),
  'service.enabled': entry('service', 'A service gets answers again.')(PARTS, PARTS),
  'service.disabled': entry('service', 'A service gets no answers.')(PARTS, PARTS),
  'service.restored': entry('service', 'An earlier version was restored.')(PARTS, { version: COUNT, changed: PARTS }),
  'service.tested': entry(
    'service',
    'Somebody looked at what a test citizen’s login there would send; nothing left. `outcome`: `answered`, or the code that ends it.',
  )(null, { child: CHILD, outcome: WORD, attributes: NAMES }),
  'tenant.created': entry('tenant', 'A tenant was made, which can own services.')(null, null),
  'upstream.imported': entry(
    'upstream',
    'Another account was registered as a method; its subject is the name of the method.',
  )(null, UPSTREAM),
  'upstream.updated': entry('upstream', 'Newer metadata of an upstream was read, or its client set anew.')(
    PARTS,
    PARTS,
  ),
  'upstream.set': entry('upstream', 'Settings of an upstream were changed.')(PARTS, PARTS),
  'upstream.removed': entry(
    'upstream',
    'An upstream is no method any more; what it had proved counts no more, and its name revives no link.',
  )(UPSTREAM, null),
  'service.removed': entry('service', 'A service was taken out of the registry.')(WHOLE, null),
} as const satisfies Readonly<Record<string, AuditAction>>

type Catalogue = typeof AUDIT_ACTIONS

type Held<Of> =
  Of extends Field<infer Value>
    ? Value
    : Of extends null
      ? null
      : { readonly [Name in Exclude<keyof Of, OptionalIn<Of>>]: ValueOf<Of[Name]> } & {
          readonly [Name in OptionalIn<Of>]?: ValueOf<Of[Name]> | undefined
        }

type ValueOf<Of> = Of extends Field<infer Value> ? Value : never

/** The names of the fields that not every entry of an action has. */
type OptionalIn<Of> = { [Name in keyof Of]: Of[Name] extends { readonly isOptional: true } ? Name : never }[keyof Of]

/**
 * Who did what, when, to what; before and after. Holds no names, birth dates, addresses or e-mail of
 * citizens: accounts appear by their random id. `actor`: `cli:<os user>`, `operator:<user name>`, `broker`, `citizen`.
 */
export type AuditEvent<Action extends keyof Catalogue = keyof Catalogue> = {
  readonly [Each in Action]: {
    readonly at: Instant
    readonly actor: string
    readonly action: Each
    /** What it was done to: an entityID, an account id, a key id. */
    readonly subject: string
    readonly before: Held<Catalogue[Each]['before']>
    readonly after: Held<Catalogue[Each]['after']>
  }
}[Action]
