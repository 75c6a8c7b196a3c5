import type { DraftHead } from '../../../src/domain/draft.js'
import { draftId, operatorId, tenantId } from '../../../src/domain/ids.js'
import { draftPage, type DraftModel } from '../../../src/operators/console/pages/draft.js'
import { draftsPage } from '../../../src/operators/console/pages/drafts.js'
import { serviceHistoryPage, type ServiceHistoryModel } from '../../../src/operators/console/pages/service-history.js'
import { serviceRestorePage, type ServiceRestoreModel } from '../../../src/operators/console/pages/service-restore.js'
import { tabLinks } from '../../../src/operators/console/service-tabs.js'
import type { DraftedView, DraftView } from '../../../src/operators/drafts/draft-view.js'
import { finding, refusal } from '../../../src/operators/findings.js'
import { changesOf } from '../../../src/operators/services/service-changes.js'
import { aachen, bar, ending, entries, NOW, version, words } from './operator-parts.js'
import { type PageSamples, samplesOf } from './page-samples.js'

const history = (changes: Partial<ServiceHistoryModel> = {}): ServiceHistoryModel => ({
  bar: bar('services'),
  name: 'Kitaportal Musterkreis',
  entityId: ending.entityId,
  back: '/operator/dienste/x',
  tabs: tabLinks('x', 'history'),
  entries,
  form: { action: '/operator/dienste/x', token: 'sample-token' },
  ...changes,
})

const head = (changes: Partial<DraftHead> = {}): DraftHead => ({
  id: draftId('Xk3vJ0b6pQ1sXo8uT5yR2w'),
  at: NOW - 3_600_000,
  author: 'operator:vera.vogt',
  expiresAt: NOW + 13 * 86_400_000,
  tenant: null,
  act: 'set',
  subject: ending.entityId,
  more: 0,
  state: 'open',
  decidedBy: null,
  decidedAt: null,
  ...changes,
})

const drafted: readonly DraftedView[] = [
  { act: 'updated', restored: null, service: ending, changes: changesOf(aachen, ending, words) },
  { act: 'restored', restored: 3, service: aachen, changes: null },
]

const drafting = (changes: Partial<DraftModel> = {}, view: Partial<DraftView> = {}): DraftModel => ({
  bar: bar('drafts', 'admin'),
  view: {
    draft: { ...head(), content: { kind: 'services', services: drafted } },
    services: drafted,
    upstream: null,
    standing: 'ready',
    digest: 'digest',
    ...view,
  },
  done: null,
  refusal: null,
  form: { action: '/operator/entwuerfe/x', token: 'sample-token' },
  isOwn: false,
  ...changes,
})

const keyDraft = head({ act: 'activate', subject: 'Zk3vJ0b6pQ1sXo8uT5yR2w' })
const imported = { act: 'import-pseudonyms', sector: 'https://kita.musterkreis.example', rows: 1204 } as const
const pseudonymDraft = head({ act: imported.act, subject: imported.sector })
const decidedDraft = head({ act: 'removed', state: 'approved', decidedBy: 'operator:uwe.uhl', decidedAt: NOW })

const restoring = (changes: Partial<ServiceRestoreModel> = {}): ServiceRestoreModel => ({
  bar: bar('services'),
  form: { action: '/operator/dienste/x', token: 'sample-token' },
  name: 'Kitaportal Musterkreis',
  restoration: {
    version: version(3),
    service: ending,
    changes: changesOf(aachen, ending, words),
    findings: [finding('encryption-missing', {})],
  },
  shown: 'digest',
  changedMeanwhile: false,
  back: '/operator/dienste/x/verlauf',
  ...changes,
})

/** What became of portals, and what waits for a second person. */
export const operatorChanges: readonly PageSamples[] = [
  samplesOf(serviceHistoryPage, 'outside', {
    plain: history(),
    'to-read': history({ form: null, bar: bar('services', 'auditor') }),
    gone: history({
      back: null,
      tabs: [],
      entries: [{ version: version(6, { act: 'removed' }), changes: [] }, ...entries],
    }),
    none: history({ entries: [] }),
  }),
  samplesOf(serviceRestorePage, 'outside', {
    plain: restoring(),
    changed: restoring({ changedMeanwhile: true }),
    same: restoring({ restoration: { version: version(3), service: aachen, changes: [], findings: [] } }),
  }),
  samplesOf(draftsPage, 'outside', {
    some: {
      bar: bar('drafts'),
      drafts: [head(), keyDraft, head({ id: draftId('another-draft-of-22-ch'), act: 'imported', more: 40 })],
    },
    none: { bar: bar('drafts'), drafts: [] },
  }),
  samplesOf(draftPage, 'outside', {
    plain: drafting(),
    own: drafting({ isOwn: true, done: 'proposed' }),
    moved: drafting(
      { refusal: refusal('draft-moved', { draft: 'x', subject: ending.entityId }) },
      { standing: 'moved' },
    ),
    'author-gone': drafting({}, { standing: 'author-gone' }),
    key: drafting(
      {},
      {
        draft: { ...keyDraft, content: { kind: 'key', act: 'activate', key: keyDraft.subject, base: 3 } },
        services: [],
      },
    ),
    'new-pseudonyms': drafting(
      {},
      { services: [{ ...drafted[0], newPseudonyms: true, accounts: 1204 }] as typeof drafted },
    ),
    pseudonyms: drafting(
      {},
      {
        draft: { ...pseudonymDraft, content: { kind: 'pseudonyms', ...imported, file: 'ab'.repeat(32) } },
        services: [],
      },
    ),
    password: drafting(
      {},
      {
        draft: {
          ...head({ act: 'reset-password', subject: 'uwe.uhl' }),
          content: { kind: 'operator', act: 'reset-password', username: 'uwe.uhl', base: 3, passwordHash: 'phc' },
        },
        services: [],
      },
    ),
    'new-operator': drafting(
      {},
      {
        draft: {
          ...head({ act: 'create-operator', subject: 'uwe.uhl' }),
          content: {
            ...{ kind: 'operator', act: 'create-operator', username: 'uwe.uhl', base: 0, passwordHash: 'phc' },
            ...{ id: operatorId('uwe'), role: 'operator', tenant: tenantId('Aachen'), hotline: true },
          },
        },
        services: [],
      },
    ),
    factors: drafting(
      {},
      {
        draft: {
          ...head({ act: 'reset-second-factor', subject: 'uwe.uhl' }),
          content: { kind: 'operator', act: 'reset-second-factor', username: 'uwe.uhl', base: 3 },
        },
        services: [],
      },
    ),
    'pseudonyms-refused': drafting(
      {
        refusal: refusal('pseudonym-rows', {
          rows: [
            { line: 3, fault: 'account-answered' },
            { line: 8, fault: 'value-taken' },
          ],
          more: 2,
        }),
      },
      {
        draft: { ...pseudonymDraft, content: { kind: 'pseudonyms', ...imported, file: 'ab'.repeat(32) } },
        services: [],
      },
    ),
    decided: drafting(
      { done: 'approved' },
      {
        draft: { ...decidedDraft, content: { kind: 'services', services: [] } },
        services: [{ act: 'removed', restored: null, service: aachen, changes: null }],
        standing: 'decided',
      },
    ),
    'to-read': drafting({ form: null, bar: bar('drafts', 'auditor') }, { standing: 'ended' }),
  }),
]
