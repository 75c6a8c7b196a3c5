import { accountId, methodId } from '../../../src/domain/ids.js'
import type { AccountView } from '../../../src/operators/accounts/account-view.js'
import { accountDeletionPage } from '../../../src/operators/console/pages/account-deletion.js'
import { accountsPage, type AccountsModel } from '../../../src/operators/console/pages/accounts.js'
import { auditPage, type AuditModel } from '../../../src/operators/console/pages/audit.js'
import { methodDisablingPage } from '../../../src/operators/console/pages/method-disabling.js'
import { methodsPage } from '../../../src/operators/console/pages/methods.js'
import { refusal } from '../../../src/operators/findings.js'
import { testService } from '../saml-service.js'
import { bar as consoleBar } from './operator-parts.js'
import { type PageSamples, samplesOf } from './page-samples.js'

const NOW = Date.UTC(2026, 10, 20, 12)
const SINCE = { boundAt: Date.UTC(2026, 2, 1), blocked: false } as const
const aachen = testService()
const KITA = 'https://kita.musterkreis.example/shibboleth/metadaten/mit/einem/langen/pfad'

const found: AccountView = {
  id: accountId('X32zJA8Mz4kzaskxoNoBfw'),
  username: 'mia.keller',
  email: 'm…@p….example',
  status: 'active',
  methods: [
    { id: 'password', method: methodId('password'), kind: 'password', instance: '', name: null, ...SINCE },
    { id: 'password:totp', method: methodId('password'), kind: 'factor', instance: 'totp', name: null, ...SINCE },
    { id: 'pass:a', method: methodId('pass'), kind: 'phone', instance: 'a', name: 'Mias Telefon', ...SINCE },
    {
      ...{ id: 'pass:b', method: methodId('pass'), kind: 'phone', instance: 'b', name: null },
      ...{ boundAt: NOW, blocked: true },
    },
    { id: 'eid:c', method: methodId('eid'), kind: 'other', instance: 'c', name: null, ...SINCE },
  ],
}

const accounts = (changes: Partial<AccountsModel> = {}): AccountsModel => ({
  bar: consoleBar('accounts', 'admin'),
  form: { action: '/operator/konten', token: 'sample-token' },
  identifier: '',
  reason: '',
  problems: [],
  expired: false,
  refusal: null,
  done: null,
  found: null,
  ...changes,
})

const lookedUp = (account: Partial<AccountView> = {}): Partial<AccountsModel> => ({
  identifier: 'mia.keller',
  reason: 'Anruf: Telefon gestohlen',
  found: { account: { ...found, ...account }, lookUp: 's1.sealed' },
})

const auditing = (changes: Partial<AuditModel> = {}): AuditModel => ({
  bar: consoleBar('audit', 'admin'),
  query: { von: '', bis: '', wer: '', portal: '', ereignis: '', fehler: '' },
  entries: [],
  next: null,
  isFirst: true,
  refusal: null,
  ...changes,
})

const entry = (seq: number | null, action: string, after: object | null): AuditModel['entries'][number] => ({
  id: `entry-${seq ?? 'new'}.000000`,
  at: '2026-11-20T12:00:00.000Z',
  actor: 'operator:vera.vogt',
  action,
  subject: aachen.entityId,
  before: null,
  after: after && JSON.stringify(after),
  mac: '1.m',
  seq,
  seal: seq === null ? null : '1.s',
})

const entries = [
  entry(null, 'audit.shown', { since: '2026-11-20T00:00:00.000Z', limit: 50 }),
  entry(1_204, 'service.set', { trustLevel: 'hoch' }),
  entry(1_203, 'login.answered', {
    login: 'x',
    method: 'password',
    level: 'normal',
    service: KITA,
    reached: 'normal',
    attributes: ['givenName', 'familyName'],
  }),
]

/** What operators do with accounts, methods and the log. */
export const oversightPages: readonly PageSamples[] = [
  samplesOf(accountsPage, 'outside', {
    plain: accounts(),
    missing: accounts({ problems: ['identifier', 'reason'] }),
    found: accounts(lookedUp()),
    blocked: accounts({
      ...lookedUp({ status: 'blocked', email: null, username: null, methods: [] }),
      done: 'blocked',
    }),
    unknown: accounts({ identifier: 'mia', reason: 'Anruf', refusal: refusal('account-unknown', {}) }),
    expired: accounts({ expired: true }),
    deleted: accounts({ done: 'deleted' }),
  }),
  samplesOf(accountDeletionPage, 'outside', {
    plain: {
      bar: consoleBar('accounts'),
      form: { action: '/operator/konten', token: 'sample-token' },
      account: found,
      carried: { lookUp: 's1.sealed' },
      back: '/operator/konten',
    },
  }),
  samplesOf(methodsPage, 'outside', {
    plain: {
      bar: consoleBar('methods', 'admin'),
      form: { action: '/operator/anmeldearten', token: 'sample-token' },
      methods: [
        { method: methodId('password'), enabled: true, disabledAt: null },
        { method: methodId('eid'), enabled: false, disabledAt: NOW },
      ],
      done: 'disabled',
    },
  }),
  samplesOf(methodDisablingPage, 'outside', {
    plain: {
      bar: consoleBar('methods', 'admin'),
      form: { action: '/operator/anmeldearten', token: 'sample-token' },
      method: 'eid',
      back: '/operator/anmeldearten',
    },
  }),
  samplesOf(auditPage, 'outside', {
    some: auditing({ entries, next: { at: '2026-11-20T12:00:00.000Z', id: 'a.0' } }),
    none: auditing({
      bar: consoleBar('audit'),
      query: { ...auditing().query, portal: aachen.entityId, ereignis: 'key.retired' },
    }),
    older: auditing({ entries, isFirst: false }),
    refused: auditing({
      query: { ...auditing().query, von: 'gestern' },
      refusal: refusal('audit-filter', { field: 'since', value: 'gestern' }),
    }),
  }),
]
