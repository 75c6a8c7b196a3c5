import { draftId, methodId } from '../../../src/domain/ids.js'
import { UPSTREAM_NEVER_FETCHED, UPSTREAM_UNPROBED } from '../../../src/domain/upstream.js'
import { finding, refusal } from '../../../src/operators/findings.js'
import { draftPage } from '../../../src/operators/console/pages/draft.js'
import { readerLine } from '../../../src/operators/console/pages/components/finding-list.js'
import type { UpstreamField } from '../../../src/operators/console/pages/components/upstream-settings.js'
import { upstreamImportPage, upstreamPreviewPage } from '../../../src/operators/console/pages/upstream-import.js'
import type { UpstreamImportModel, UpstreamPreviewModel } from '../../../src/operators/console/pages/upstream-import.js'
import { upstreamQuestionPage } from '../../../src/operators/console/pages/upstream-question.js'
import { upstreamPage, type UpstreamModel } from '../../../src/operators/console/pages/upstream.js'
import { upstreamsPage } from '../../../src/operators/console/pages/upstreams.js'
import type { UpstreamView } from '../../../src/operators/upstreams/upstream-view.js'
import { sampleProvider, sampleUpstream } from '../upstream-samples.js'
import { bar, NOW } from './operator-parts.js'
import { samplesOf, type PageSamples } from './page-samples.js'

const SHA256 = Array.from({ length: 32 }, () => 'A7').join(':')

const viewed = (changes: Partial<UpstreamView> = {}): UpstreamView => ({
  upstream: sampleUpstream(),
  fetches: UPSTREAM_NEVER_FETCHED,
  health: UPSTREAM_UNPROBED,
  enabled: true,
  disabledAt: null,
  keys: [{ use: 'signing', sha256: SHA256 }],
  findings: [],
  ...changes,
})

const down = viewed({
  upstream: sampleUpstream({
    name: methodId('konto-am-fluss'),
    dialect: 'akdb',
    settings: { ...sampleUpstream().settings, healthUrl: 'https://konto.example/health', maxLevel: 'hoch' },
    source: {
      from: 'https://konto.example/metadaten/mit/einem/langen/pfad.xml',
      signer: 'PEM',
      importedAt: NOW,
      lastRefresh: NOW,
      trouble: 'no answer (metadata-fetch-time)',
    },
  }),
  health: { isUp: false, failures: 2, since: NOW, detail: 'time' },
  findings: [
    finding('upstream-down', { since: NOW, detail: 'time' }),
    finding('upstream-refresh-failing', {
      from: 'https://konto.example/metadaten/mit/einem/langen/pfad.xml',
      message: 'no answer (metadata-fetch-time)',
      lastRefresh: NOW,
    }),
    finding('upstream-ended', { validUntil: NOW }),
  ],
})
const off = viewed({ upstream: sampleProvider(), enabled: false, disabledAt: NOW, keys: [] })

const VALUES = {
  maxLevel: 'normal',
  methodName: 'Konto Elbe',
  signed: 'either',
  healthUrl: '',
  hideAuthority: 'false',
  levels: 'urn:example:hoch=hoch',
} as const

const fields = (wrong: UpstreamField['name'] | null = null): readonly UpstreamField[] =>
  Object.entries(VALUES).map(([name, value]) => ({
    name: name as UpstreamField['name'],
    value: name === wrong ? 'ftp://falsch' : value,
    expected: name === wrong ? true : null,
  }))

const form = (action: string) => ({ action, token: 'sample-token' })

const shown = (changes: Partial<UpstreamModel> = {}): UpstreamModel => ({
  bar: bar('upstreams', 'admin'),
  view: viewed(),
  fields: fields(),
  form: form('/operator/andere-konten/nutzerkonto'),
  addresses: {
    metadata: 'https://konto.example/saml/upstream/nutzerkonto/metadata',
    acs: 'https://konto.example/saml/upstream/nutzerkonto/acs',
  },
  done: null,
  refusal: null,
  ...changes,
})

const importing = (changes: Partial<UpstreamImportModel> = {}): UpstreamImportModel => ({
  bar: bar('upstreams', 'admin'),
  form: form('/operator/anderes-konto-einlesen'),
  ...{ name: '', dialect: '', maxLevel: '', text: '', url: '', signer: '', problem: null, refused: null },
  ...changes,
})

const looked = (changes: Partial<UpstreamPreviewModel> = {}): UpstreamPreviewModel => ({
  bar: bar('upstreams', 'admin'),
  form: form('/operator/anderes-konto-einlesen'),
  result: {
    upstream: sampleUpstream(),
    kind: 'registered',
    changes: [],
    findings: [finding('upstream-level-shipped', { level: 'normal' }), finding('upstream-not-fetched', {})],
    document: '0'.repeat(64),
    signer: null,
  },
  from: 'nutzerkonto.xml',
  carried: { shown: 'digest' },
  changedMeanwhile: false,
  ...changes,
})

const changes = [
  { part: 'maxLevel', before: 'normal', after: 'hoch' },
  { part: 'keys', before: [`signing ${SHA256}`], after: [`signing ${SHA256.replaceAll('A', 'B')}`] },
]

/** Other accounts at the console. */
export const upstreamPages: readonly PageSamples[] = [
  samplesOf(upstreamsPage, 'outside', {
    some: { bar: bar('upstreams', 'admin'), upstreams: [viewed(), down, off], mayChange: true, done: 'removed' },
    none: { bar: bar('upstreams', 'auditor'), upstreams: [], mayChange: false, done: null },
  }),
  samplesOf(upstreamPage, 'outside', {
    plain: shown({ done: 'imported' }),
    down: shown({ view: down, done: 'unchanged' }),
    off: shown({ view: off, addresses: null, done: 'disabled' }),
    wrong: shown({ fields: fields('healthUrl') }),
    overtaken: shown({ refusal: refusal('upstream-changed', { name: 'nutzerkonto' }) }),
    read: shown({ bar: bar('upstreams', 'auditor'), form: null }),
  }),
  samplesOf(upstreamQuestionPage, 'outside', {
    remove: {
      bar: bar('upstreams', 'admin'),
      form: form('/operator/andere-konten/nutzerkonto'),
      ...{ act: 'remove', name: 'nutzerkonto', entityId: 'https://konto.example/idp', services: ['a', 'b'] },
    },
    disable: {
      bar: bar('upstreams', 'admin'),
      form: form('/operator/andere-konten/nutzerkonto'),
      ...{ act: 'disable', name: 'nutzerkonto', entityId: 'https://konto.example/idp', services: [] },
    },
  }),
  samplesOf(upstreamImportPage, 'outside', {
    empty: importing(),
    missing: importing({ name: 'nutzerkonto', dialect: 'akdb', maxLevel: 'hoch', problem: 'missing' }),
    refused: importing({
      refused: readerLine('metadata-no-idp', 'The file has no IDPSSODescriptor', { language: 'de' }),
    }),
  }),
  samplesOf(upstreamPreviewPage, 'outside', {
    new: looked(),
    updated: looked({
      result: { ...looked().result, kind: 'updated', changes, findings: [], signer: SHA256 },
      changedMeanwhile: true,
    }),
  }),
  samplesOf(draftPage, 'outside', {
    upstream: {
      bar: bar('drafts', 'admin'),
      view: {
        draft: {
          ...{ id: draftId('x'), at: NOW, author: 'operator:vera.vogt', expiresAt: NOW + 86_400_000, tenant: null },
          ...{ act: 'set-upstream', subject: 'nutzerkonto', more: 0, state: 'open', decidedBy: null, decidedAt: null },
          content: { kind: 'upstream', act: 'set-upstream', base: 1, upstream: sampleUpstream() },
        },
        ...{ services: [], upstream: changes, standing: 'ready', digest: 'digest' },
      },
      ...{ done: null, refusal: null, form: form('/operator/entwuerfe/x'), isOwn: false },
    },
  }),
]
