import { NOT_SAID, type AuditSentences, type Side } from './audit-words.js'

/** Who asked: a service, or a child service through its portal. */
const asker = (after: Side): string =>
  after('child') === NOT_SAID ? after('service') : `${after('child')} through ${after('service')}`

/** What a test login was for. */
const tested = (portal: string, after: Side): string =>
  after('child') === NOT_SAID ? `the service ${portal}` : `the service ${after('child')} through ${portal}`

/** What each action says, about whom and what. Who did it stands before it. */
export const en: AuditSentences = {
  'account.created': ({ subject, after }) => `made account ${subject} (${after('methods')}, ${after('proofing')})`,
  'account.deleted': ({ subject }) => `deleted account ${subject} with all that belonged to it`,
  'account.signed-in': ({ subject, after }) =>
    `signed in to account ${subject} with ${after('method')} at ${after('level')}`,
  'account.completed': ({ subject, after }) => `added ${after('attributes')} to account ${subject}`,
  'account.pseudonym-imported': ({ subject, after }) =>
    `imported the earlier pseudonym of account ${subject} in sector ${after('sector')} (draft ${after('draft')})`,
  'account.refreshed': ({ subject, after }) =>
    `brought ${after('attributes')} of account ${subject} in line with a card`,
  'account.card-linked': ({ subject, after }) => `bound a card to account ${subject}, now ${after('proofing')}`,
  'account.upstream-linked': ({ subject, after }) =>
    `bound ${after('method')} to account ${subject}, now ${after('proofing')}`,
  'account.card-renewed': ({ subject, after }) => `bound a new card to account ${subject}, now ${after('proofing')}`,
  'account.methods-confirmed': ({ subject, after }) =>
    `confirmed ${after('methods')} of account ${subject}, up to ${after('cap')}`,
  'account.second-factor-bound': ({ subject, after }) =>
    `bound the second factor ${after('instance')} to account ${subject}, up to ${after('cap')}`,
  'account.second-factor-removed': ({ subject, before }) =>
    `took the second factor ${before('instance')} off account ${subject}`,
  'account.recovery-codes-renewed': ({ subject, after }) =>
    `made ${after('codes')} recovery codes for account ${subject}`,
  'account.recovery-code-used': ({ subject, after }) =>
    `used a recovery code of account ${subject}; ${after('left')} are left`,
  'audit.shown': ({ after }) => `looked entries of this log up (${after('*')})`,
  'audit.exported': ({ after }) => `took entries of this log out (${after('*')})`,
  'draft.proposed': ({ subject, after }) => `proposed draft ${subject}: ${after('act')} ${after('of')}`,
  'draft.approved': ({ subject, before, after }) =>
    `approved draft ${subject} of ${before('author')}: ${after('act')} ${after('of')}`,
  'draft.rejected': ({ subject, before }) => `rejected draft ${subject} of ${before('author')}`,
  'draft.ended': ({ subject, before }) => `let draft ${subject} of ${before('author')} end undecided`,
  'key.generated': ({ subject, after }) => `made the ${after('use')} key ${subject} (${after('type')})`,
  'key.activated': ({ subject, after }) => `activated the ${after('use')} key ${subject} (${after('type')})`,
  'key.superseded': ({ subject }) => `put another key in the place of ${subject}, which stays announced`,
  'keys.rewrapped': ({ after }) => `wrapped ${after('keys')} stored keys with another SECRET_KEY`,
  'key.retired': ({ subject }) => `retired the key ${subject}`,
  'login.answered': ({ subject, after }) =>
    `logged in to ${asker(after)} as account ${subject} with ${after('method')} at ${after('level')}, reached ${after('reached')}; released: ${after('attributes')}`,
  'login.aborted': ({ subject, after }) =>
    `ended login ${subject} to ${asker(after)} without identity: ${after('reason')}`,
  'login.not-answered': ({ subject, after }) =>
    `got no answer of login ${subject} to ${asker(after)} after all: ${after('reason')}`,
  'operator.created': ({ subject, after }) =>
    `made operator ${subject} (${after('username')}, ${after('role')}, tenant ${after('tenant')})`,
  'operator.disabled': ({ subject, after }) => `disabled operator ${subject} (${after('username')})`,
  'operator.second-factor-bound': ({ subject, after }) =>
    after('factor') === NOT_SAID
      ? `set up the code app of operator ${subject} (${after('username')})`
      : `set up the second factor ${after('factor')} of operator ${subject} (${after('username')})`,
  'operator.second-factor-removed': ({ subject, before }) =>
    `took the second factor ${before('factor')} off operator ${subject} (${before('username')})`,
  'operator.second-factor-reset': ({ subject, after }) =>
    `took the second factors of operator ${subject} (${after('username')}) away`,
  'operator.password-reset': ({ subject, after }) =>
    `gave a one-time password to operator ${subject} (${after('username')})`,
  'operator.password-changed': ({ subject, after }) =>
    `changed the password of operator ${subject} (${after('username')})`,
  'operator.signed-in': ({ after }) =>
    after('factor') === NOT_SAID
      ? `signed in at /operator as ${after('username')}`
      : `signed in at /operator as ${after('username')}, with ${after('factor')}`,
  'operator.signed-out': ({ after }) => `signed out at /operator as ${after('username')}`,
  'pass.registered': ({ subject, after }) => `registered phone ${after('device')} for ${subject}`,
  'pass.bound': ({ subject, after }) => `bound phone ${after('device')} to account ${subject}, up to ${after('cap')}`,
  'pass.pairing-failed': ({ subject, before }) => `failed to pair phone ${before('device')} with account ${subject}`,
  'pass.pairing-cancelled': ({ subject, before }) =>
    `ended the pairing of phone ${before('device')} with account ${subject}`,
  'pass.renamed': ({ subject, before }) => `renamed phone ${before('device')} of account ${subject}`,
  'pass.removed': ({ subject, before }) => `unpaired phone ${before('device')} from account ${subject}`,
  'pass.blocked': ({ subject, after }) => `blocked phone ${after('device')} of ${subject} (${after('reason')})`,
  'pass.unused-forgotten': () => 'forgot phones that nobody had used',
  'request.shown': ({ after }) => `looked the refused request ${after('errorId')} up`,
  'service.imported': ({ subject }) => `registered the service ${subject}`,
  'service.updated': ({ subject, changed }) => `read newer metadata of the service ${subject} (${changed})`,
  'service.set': ({ subject, changed }) => `set ${changed} of the service ${subject}`,
  'service.enabled': ({ subject }) => `enabled the service ${subject}`,
  'service.disabled': ({ subject }) => `disabled the service ${subject}`,
  'service.restored': ({ subject, after }) => `restored version ${after('version')} of the service ${subject}`,
  'service.removed': ({ subject }) => `removed the service ${subject}`,
  'source.registered': ({ after }) => `registered ${after('url')} as a source of metadata (${after('feeds')})`,
  'source.removed': ({ before }) => `stopped fetching metadata from ${before('url')}`,
  'service.tested': ({ subject, after }) =>
    `looked at a test login of ${tested(subject, after)}: ${after('outcome')}; attributes: ${after('attributes')}`,
  'tenant.created': ({ subject }) => `made the tenant ${subject}`,
  'account.looked-up': ({ subject, after }) =>
    after('found') === 'true'
      ? `looked account ${subject} up (${after('reason')})`
      : `looked for an account and found none (${after('reason')})`,
  'account.blocked': ({ subject, after }) => `blocked account ${subject} (${after('reason')})`,
  'account.unblocked': ({ subject, after }) => `unblocked account ${subject} (${after('reason')})`,
  'account.sessions-ended': ({ subject, after }) => `ended all sessions of account ${subject} (${after('reason')})`,
  'account.method-blocked': ({ subject, after }) =>
    `blocked ${after('method')} ${after('instance')} of account ${subject} (${after('reason')})`,
  'account.method-unblocked': ({ subject, after }) =>
    `unblocked ${after('method')} ${after('instance')} of account ${subject} (${after('reason')})`,
  'account.method-removed': ({ subject, before, after }) =>
    `took ${before('method')} ${before('instance')} off account ${subject} (${after('reason')})`,
  'account.deleted-by-operator': ({ subject, after }) =>
    `deleted account ${subject} with all that belonged to it (${after('reason')})`,
  'upstream.imported': ({ subject }) => `registered the upstream ${subject}`,
  'upstream.updated': ({ subject, changed }) => `read newer values of the upstream ${subject} (${changed})`,
  'upstream.set': ({ subject, changed }) => `set ${changed} of the upstream ${subject}`,
  'upstream.removed': ({ subject }) => `removed the upstream ${subject}`,
  'method.disabled': ({ subject }) => `switched the method ${subject} off`,
  'method.enabled': ({ subject }) => `switched the method ${subject} on`,
}
