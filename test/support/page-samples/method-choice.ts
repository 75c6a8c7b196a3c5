import { methodId } from '../../../src/domain/ids.js'
import type { TrustLevel } from '../../../src/domain/trust-level.js'
import type { OfferedMethod } from '../../../src/login/pages/components/method-row.js'
import type { MethodChoiceModel } from '../../../src/login/pages/method-choice.js'
import type { NotOffered } from '../../../src/login/offered-methods.js'

const form = { action: '/login/a1/methods', token: 'sample-token' }
const password: OfferedMethod = {
  id: 'password',
  link: '/login/a1/password',
  lastUsed: false,
  pausedUntil: null,
  provesIdentity: false,
}
const eid: OfferedMethod = {
  id: 'eid',
  link: '/login/a1/eid',
  lastUsed: false,
  pausedUntil: null,
  provesIdentity: true,
}
const pass: OfferedMethod = { id: 'pass', link: null, lastUsed: false, pausedUntil: null, provesIdentity: false }
const upstream: OfferedMethod = {
  id: 'nutzerkonto-nachbarland',
  link: null,
  lastUsed: false,
  pausedUntil: null,
  provesIdentity: false,
}

const page = (
  level: MethodChoiceModel['level'],
  offered: MethodChoiceModel['offered'],
  missing: MethodChoiceModel['missing'] = [],
): MethodChoiceModel => ({
  purpose: 'login',
  sessionEnded: false,
  signedInAs: null,
  fellShort: null,
  form,
  level,
  offered,
  missing,
})

const passwordTooLow = {
  id: 'password',
  reason: { kind: 'level-too-low', reaches: 'normal', way: { kind: 'set-up', by: methodId('pass') } },
} as const
const passwordWithoutWay = { id: 'password', reason: { kind: 'level-too-low', reaches: 'normal', way: null } } as const
const passwordAlone = {
  id: 'password',
  reason: { kind: 'level-too-low', reaches: 'normal', way: { kind: 'add-factor', by: methodId('password') } },
} as const

const LEVELS: Readonly<Record<TrustLevel, MethodChoiceModel>> = {
  basis: { ...page('basis', [password]), backUrl: 'https://aachen.example/start' },
  normal: page('normal', [{ ...pass, lastUsed: true }, password, eid, upstream]),
  substantiell: page('substantiell', [pass, eid, upstream], [passwordTooLow]),
  hoch: page(
    'hoch',
    [eid],
    [passwordWithoutWay, { id: 'pass', reason: { kind: 'level-too-low', reaches: 'substantiell', way: null } }],
  ),
}

const REASONS: Readonly<Record<NotOffered['kind'], MethodChoiceModel>> = {
  'level-too-low': page('hoch', [], [passwordWithoutWay]),
  'not-allowed-by-service': page('normal', [eid], [{ id: 'password', reason: { kind: 'not-allowed-by-service' } }]),
  blocked: page('normal', [password], [{ id: 'pass', reason: { kind: 'blocked' } }]),
  'switched-off': page('normal', [eid], [{ id: 'password', reason: { kind: 'switched-off' } }]),
  'not-working': page('normal', [], [{ id: 'password', reason: { kind: 'not-working' } }]),
  'no-proxy': page('normal', [eid], [{ id: upstream.id, reason: { kind: 'no-proxy' } }]),
  'level-refused': {
    ...page('normal', [eid], [{ id: upstream.id, reason: { kind: 'level-refused' } }]),
    gaveUp: { method: methodId(upstream.id), problem: 'level' },
  },
}

export const methodChoiceSamples: Readonly<Record<string, MethodChoiceModel>> = {
  ...LEVELS,
  ...REASONS,
  'other-down': page(
    'hoch',
    [],
    [
      passwordWithoutWay,
      { id: 'eid', reason: { kind: 'not-working' } },
      { id: 'pass', reason: { kind: 'level-too-low', reaches: 'substantiell', way: null } },
    ],
  ),
  declined: {
    ...page('normal', [password, upstream]),
    gaveUp: { method: methodId(upstream.id), problem: 'declined' },
  },
  'not-possible': {
    ...page('normal', [password, upstream]),
    gaveUp: { method: methodId(upstream.id), problem: 'not-possible' },
  },
  'link-other-account': { ...page('hoch', [password, pass]), purpose: 'link-account', linked: upstream.id },
  'step-up': { ...page('substantiell', [eid], [passwordTooLow]), signedInAs: 'Jana Nowak', fellShort: 'password' },
  'step-up-choice': { ...page('substantiell', [pass, eid], [passwordTooLow]), signedInAs: '', fellShort: 'password' },
  'proof-again': { ...page('normal', [password, eid]), signedInAs: 'Jana Nowak' },
  'all-down': page(
    'normal',
    [],
    [
      { id: 'password', reason: { kind: 'not-working' } },
      { id: 'nutzerkonto-nachbarland', reason: { kind: 'not-working' } },
    ],
  ),
  'session-ended': { ...page('normal', [password, eid]), sessionEnded: true },
  'password-alone': page('substantiell', [eid], [passwordAlone]),
  paused: page('normal', [{ ...password, pausedUntil: Date.parse('2026-07-28T13:14:00Z') }, eid]),
  'one-last-used': page('normal', [{ ...password, lastUsed: true }]),
  'link-account': { ...page('hoch', [password, pass, upstream]), purpose: 'link-account' },
  'link-account-down': {
    ...page('normal', [], [{ id: 'password', reason: { kind: 'not-working' } }]),
    purpose: 'link-account',
  },
  unreachable: page('unreachable', [], [passwordWithoutWay]),
  'long-names': page('normal', [password, { ...upstream, id: 'Donaudampfschifffahrtsgesellschaftskonto' }]),
}
