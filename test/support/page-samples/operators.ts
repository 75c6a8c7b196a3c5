import { aggregateSourceId, NEVER_FETCHED, type Source } from '../../../src/domain/source.js'
import { refreshFindings } from '../../../src/operators/sources/source-findings.js'
import type { KeyInfo } from '../../../src/domain/ports/signing-keys.js'
import { codePage, type CodeModel } from '../../../src/operators/console/pages/code.js'
import { REFUSED } from '../../../src/operators/console/pages/components/finding-list.js'
import { importPreviewPage, type ImportPreviewModel } from '../../../src/operators/console/pages/import-preview.js'
import { importPage, type ImportModel } from '../../../src/operators/console/pages/import.js'
import { keyQuestionPage, type KeyQuestionModel } from '../../../src/operators/console/pages/key-question.js'
import { keysPage, type KeysModel } from '../../../src/operators/console/pages/keys.js'
import { overviewPage } from '../../../src/operators/console/pages/overview.js'
import { serviceListPage } from '../../../src/operators/console/pages/service-list.js'
import { serviceRemovalPage } from '../../../src/operators/console/pages/service-removal.js'
import { servicePage } from '../../../src/operators/console/pages/service.js'
import type { ServiceModel } from '../../../src/operators/console/pages/service-model.js'
import { signInPage, type SignInModel } from '../../../src/operators/console/pages/sign-in.js'
import { tabLinks } from '../../../src/operators/console/service-tabs.js'
import { listQuery, serviceList } from '../../../src/operators/console/service-list.js'
import { finding, refusal } from '../../../src/operators/findings.js'
import { viewsOf } from '../../../src/operators/keys/manage-keys.js'
import { changesOf } from '../../../src/operators/services/service-changes.js'
import { serviceView } from '../../../src/operators/services/service-view.js'
import { SETTING_KEYS, settingText } from '../../../src/operators/typed/setting-keys.js'
import { testKey } from '../saml-keys.js'
import { testService } from '../saml-service.js'
import { aachen, bar, ending, entries, KNOWN, LOGO, NOW, words } from './operator-parts.js'
import { type PageSamples, samplesOf } from './page-samples.js'

export const judging = { now: NOW, metadataGrace: 7 * 86_400_000, certificateEnd: () => NOW + 20 * 86_400_000 }
const form = { action: '/operator/anmelden', token: 'sample-token' }

const ended = testService({
  entityId: 'https://bau.nordkreis.example/sp',
  metadata: { validUntil: NOW - 86_400_000, displayNames: { de: 'Bauportal Nordkreis' } },
})
const many = Array.from({ length: 120 }, (_, index) => testService({ entityId: `https://portal-${index}.example/sp` }))

const list = (services: typeof many, query: Readonly<Record<string, string>> = {}) => {
  const found = serviceList(services, listQuery(query), NOW)
  const rows = found.rows.map((row) => ({ ...row, logo: row.entityId === aachen.entityId ? LOGO : null }))
  return { ...found, rows, bar: bar('services') }
}

const FAILING: Source = {
  id: aggregateSourceId('https://metadaten.musterland.example/foederation/alle-portale.xml'),
  feeds: 'services',
  url: 'https://metadaten.musterland.example/foederation/alle-portale.xml',
  entityId: null,
  tenant: null,
  signer: 'PEM',
  settings: {},
  state: {
    ...NEVER_FETCHED,
    succeededAt: NOW - 7_200_000,
    failures: 3,
    trouble: {
      rule: 'metadata-signature',
      message: 'The signature does not hold',
      since: NOW - 3_600_000,
      leaving: null,
    },
    refused: [{ entityId: ending.entityId, rule: 'metadata-endpoint', message: 'no usable ACS' }],
  },
  fetchedAt: NOW - 60_000,
  dueAt: NOW + 240_000,
  version: 4,
}
const failingView = {
  ...serviceView(ending, judging, words),
  findings: [...refreshFindings(ending, FAILING), ...serviceView(ending, judging, words).findings],
}

export const service = (changes: Partial<ServiceModel> = {}): ServiceModel => ({
  bar: bar('services'),
  tab: 'overview',
  tabs: tabLinks('x', changes.tab ?? 'overview'),
  view: serviceView(ending, judging, words),
  logo: null,
  done: null,
  refusal: null,
  form: { action: '/operator/dienste/x', token: 'sample-token' },
  source: null,
  held: null,
  changedMeanwhile: false,
  fields: SETTING_KEYS.map((key) => {
    const stored = settingText(key, ending, KNOWN)
    return { name: key.name, value: stored, stored, expected: null }
  }),
  versions: entries.slice(0, 2).map(({ version }) => version),
  history: '/operator/dienste/x/verlauf',
  ownMetadata: 'https://konto.example/saml/metadata?for=https%3A%2F%2Fportal.aachen.example%2Fsaml%2Fmetadata',
  ...changes,
})

const importing = (changes: Partial<ImportModel> = {}): ImportModel => ({
  bar: bar('import', 'admin'),
  form: { action: '/operator/einlesen', token: 'sample-token' },
  text: '',
  url: '',
  signer: '',
  trustLevel: '',
  tenant: '',
  tenants: ['Aachen', 'Solingen'],
  problem: null,
  refused: null,
  ...changes,
})

export const preview = (changes: Partial<ImportPreviewModel> = {}): ImportPreviewModel => ({
  bar: bar('import'),
  form: { action: '/operator/einlesen', token: 'sample-token' },
  from: 'portal.xml',
  carried: { document: 'AA', shown: 'digest' },
  changedMeanwhile: false,
  done: false,
  result: {
    dryRun: true,
    document: 'AB:CD:EF',
    signer: null,
    unread: [
      {
        entityId: 'https://x.example',
        rule: 'metadata-key-too-short',
        message: 'https://x.example: its key is too short',
      },
    ],
    untold: 0,
    refused: [],
    services: [
      {
        service: ending,
        kind: 'updated',
        changes: changesOf(aachen, ending, words),
        findings: [finding('encryption-missing', {}), finding('valid-until-missing', {})],
        signingKeys: [],
      },
      { service: aachen, kind: 'unchanged', changes: [], findings: [], signingKeys: [] },
    ],
  },
  ...changes,
})

const DAY = 86_400_000
const signing: KeyInfo = {
  id: 'xJN03uMu_SRzQvbTOGs0hA',
  use: 'signing',
  state: 'active',
  stateSince: NOW - 40 * DAY,
  type: 'RSA-3072',
  certificate: testKey('broker').certificate,
  notAfter: NOW + 900 * DAY,
  createdAt: NOW - 40 * DAY,
  activatedAt: NOW - 40 * DAY,
  inHsm: false,
}
const encryption: KeyInfo = { ...signing, id: 'zCd9z587gQp1ksKjzf9GTA', use: 'encryption', notAfter: NOW + 20 * DAY }
const successor: KeyInfo = {
  ...signing,
  inHsm: true,
  id: 't405qSh7OhTqQKqN5bI8dQ',
  stateSince: NOW - DAY,
  createdAt: NOW - 2 * DAY,
}
const retired: KeyInfo = { ...signing, id: '-hRqvBUEj0iUMDbqM3OVpw', state: 'retired', stateSince: null }

const keysOf = (keys: readonly KeyInfo[], changes: Partial<KeysModel> = {}): KeysModel => ({
  bar: bar('keys', 'admin'),
  keys: viewsOf({ keys, now: NOW, validFor: 28 * DAY, announceFor: 7 * DAY }),
  fetches: new Map([
    [
      signing.id,
      {
        count: 214,
        lastAt: NOW,
        named: [
          { entityId: aachen.entityId, count: 1, lastAt: NOW - DAY },
          { entityId: ending.entityId, count: 28, lastAt: NOW },
        ],
        notYet: [],
      },
    ],
    [
      successor.id,
      {
        count: 9,
        lastAt: NOW,
        named: [{ entityId: aachen.entityId, count: 1, lastAt: NOW }],
        notYet: [ending.entityId],
      },
    ],
  ]),
  types: ['RSA-3072', 'EC-P-256'],
  form: { action: '/operator/schluessel', token: 'sample-token' },
  done: null,
  refused: null,
  ...changes,
})
const [asked] = keysOf([{ ...successor, state: 'next' }]).keys
if (!asked) throw new Error('no key')
const question = {
  bar: bar('keys', 'admin'),
  form: { action: '/operator/schluessel?key=t405qSh7OhTqQKqN5bI8dQ', token: 'sample-token' },
  view: asked,
  waits: false,
}

const codeModel = (changes: Partial<CodeModel> = {}): CodeModel => ({
  form,
  proof: 'sealed',
  key: null,
  takesCode: true,
  passkey: null,
  problem: null,
  ...changes,
})

/** The operators' console. */
export const operatorPages: readonly PageSamples[] = [
  samplesOf<SignInModel>(signInPage, 'outside', {
    plain: { form, username: '', problem: null },
    wrong: { form, username: 'vera.vogt', problem: 'wrong' },
    expired: { form, username: '', problem: 'expired' },
  }),
  samplesOf<CodeModel>(codePage, 'outside', {
    plain: codeModel(),
    passkey: codeModel({ takesCode: false, passkey: { action: 'use', options: '{}', isNew: false } }),
    both: codeModel({ passkey: { action: 'use', options: '{}', isNew: false } }),
    'passkey-made': codeModel({ takesCode: false, passkey: { action: 'use', options: '{}', isNew: true } }),
    'passkey-wrong': codeModel({ passkey: { action: 'use', options: '{}', isNew: false }, problem: 'passkey' }),
    'no-way': codeModel({ takesCode: false }),
    'set-up': {
      form,
      proof: 'sealed',
      key: {
        secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
        uri: 'otpauth://totp/Servicekonto:vera.vogt?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Servicekonto',
      },
      takesCode: true,
      passkey: { action: 'create', options: '{}', isNew: false },
      problem: null,
    },
    wrong: codeModel({ problem: 'wrong' }),
  }),
  samplesOf(overviewPage, 'outside', {
    quiet: { bar: bar('overview'), active: 12, all: 12, drafts: 0, attention: [] },
    busy: {
      bar: bar('overview', 'admin'),
      active: 1,
      all: 2,
      drafts: 3,
      attention: [
        {
          entityId: ended.entityId,
          name: 'Bauportal Nordkreis',
          finding: finding('metadata-ended', { validUntil: NOW }),
        },
        {
          entityId: ending.entityId,
          name: 'Kitaportal Musterkreis',
          finding: finding('refresh-held', { url: FAILING.url, gone: 40, of: 90, since: NOW }),
        },
        {
          entityId: ending.entityId,
          name: 'Kitaportal Musterkreis',
          finding: finding('metadata-ending', { validUntil: NOW, daysLeft: 5 }),
        },
      ],
    },
  }),
  samplesOf(serviceListPage, 'outside', {
    some: list([aachen, ending, ended]),
    none: list([aachen], { suche: 'gibt es nicht' }),
    many: list(many, { seite: '2', sort: 'name' }),
  }),
  samplesOf(servicePage, 'outside', {
    plain: service(),
    done: service({ done: 'set' }),
    'to-read': service({
      form: null,
      bar: bar('services', 'auditor'),
      view: serviceView(aachen, judging, words),
    }),
    'with-source': service({ source: FAILING, view: failingView }),
    held: service({
      source: FAILING,
      held: { gone: 40, of: 90, document: 'ab', leaving: [aachen.entityId, ending.entityId] },
    }),
    'source-to-read': service({ source: { ...FAILING, state: NEVER_FETCHED, fetchedAt: null }, form: null }),
    refused: service({ refusal: refusal('signing-key-missing', { entityId: aachen.entityId }) }),
    'sector-in-use': service({
      refusal: refusal('sector-frozen', { ...aachen, sector: aachen.settings.sector, wanted: 'neu', accounts: 1204 }),
    }),
    'sector-kept': service({
      refusal: refusal('sector-kept', { ...aachen, sector: aachen.settings.sector, wanted: 'neu', accounts: 1204 }),
    }),
    overtaken: service({ changedMeanwhile: true }),
    wrong: service({
      fields: SETTING_KEYS.map(({ name, words, expects }) => ({
        name,
        value: 'falsch',
        stored: '',
        expected: name === 'sign' ? { words: words(KNOWN), said: expects(KNOWN) } : null,
      })),
    }),
  }),
  samplesOf(serviceRemovalPage, 'outside', {
    plain: {
      bar: bar('services'),
      form: { action: '/operator/dienste/x', token: 'sample-token' },
      consequences: {
        view: serviceView(aachen, judging, words),
        lately: { logins: 120, accounts: 98 },
        pseudonyms: 1204,
        sharing: 1,
      },
      back: '/operator/dienste/x',
      history: '/operator/dienste/x/verlauf',
    },
  }),
  samplesOf(importPage, 'outside', {
    plain: importing(),
    missing: importing({ problem: 'missing', tenants: null }),
    refused: importing({
      refused: { ...REFUSED, rule: 'metadata-xml', message: 'The document is no XML', saidIn: 'en' },
      text: '<nothing',
    }),
  }),
  samplesOf(importPreviewPage, 'outside', {
    plain: preview(),
    'changed-meanwhile': preview({ changedMeanwhile: true }),
    done: preview({ done: true }),
  }),
  samplesOf<KeysModel>(keysPage, 'outside', {
    plain: keysOf([signing, encryption]),
    'roll-over': keysOf([{ ...signing, state: 'previous' }, successor, encryption, retired], { done: 'activated' }),
    'to-read': keysOf([signing, { ...successor, state: 'next' }, encryption], { form: null }),
    refused: keysOf([signing, encryption], {
      refused: { ...REFUSED, rule: 'key-only-active', message: 'Key k1 is the only active one', saidIn: 'en' },
    }),
  }),
  samplesOf<KeyQuestionModel>(keyQuestionPage, 'outside', {
    activate: { ...question, asks: 'activate', because: 'Dieser Schlüssel ist erst seit 2 Tagen angekündigt.' },
    retire: { ...question, asks: 'retire', because: null },
    'retire-at-once': { ...question, asks: 'retire-at-once', because: 'Der Nachfolger ist noch zu neu.' },
    waiting: { ...question, asks: 'retire-at-once', because: 'Der Nachfolger ist noch zu neu.', waits: true },
  }),
]
