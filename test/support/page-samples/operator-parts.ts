import { methodId } from '../../../src/domain/ids.js'
import { logoPath } from '../../../src/domain/logo.js'
import type { ServiceVersion } from '../../../src/domain/service-version.js'
import type { ConsoleBarModel } from '../../../src/operators/console/pages/components/console-bar.js'
import type { HistoryEntry } from '../../../src/operators/services/history.js'
import { changesOf } from '../../../src/operators/services/service-changes.js'
import { createMetadataWords } from '../../../src/saml/dialects/metadata-words.js'
import { createDialects } from '../../../src/saml/dialects/registry.js'
import { testService } from '../saml-service.js'

export const NOW = Date.UTC(2026, 10, 20, 12)
export const KNOWN = {
  dialects: ['saml2int'],
  levelVocabularies: ['eidas', 'stork'],
  methods: [methodId('password')],
  signatureAlgorithms: [],
  encryptionAlgorithms: [],
  keyTransportAlgorithms: [],
  httpLoopback: false,
}
export const words = createMetadataWords(createDialects())

export const bar = (
  here: ConsoleBarModel['pages'][number]['id'],
  role: ConsoleBarModel['role'] = 'operator',
): ConsoleBarModel => ({
  operator: 'vera.vogt',
  role,
  tenant: role === 'admin' ? null : 'Aachen',
  pages: [
    { id: 'overview', path: '/operator', isHere: here === 'overview' },
    { id: 'services', path: '/operator/dienste', isHere: here === 'services' },
    { id: 'requests', path: '/operator/anfragen', isHere: here === 'requests' },
    { id: 'import', path: '/operator/einlesen', isHere: here === 'import' },
    { id: 'keys', path: '/operator/schluessel', isHere: here === 'keys' },
    { id: 'drafts', path: '/operator/entwuerfe', isHere: here === 'drafts' },
    { id: 'accounts', path: '/operator/konten', isHere: here === 'accounts' },
    { id: 'methods', path: '/operator/anmeldearten', isHere: here === 'methods' },
    ...(role === 'operator'
      ? []
      : [{ id: 'upstreams', path: '/operator/andere-konten', isHere: here === 'upstreams' } as const]),
    { id: 'audit', path: '/operator/protokoll', isHere: here === 'audit' },
    ...(role === 'admin'
      ? [{ id: 'operators', path: '/operator/zugaenge', isHere: here === 'operators' } as const]
      : []),
    { id: 'access', path: '/operator/zugang', isHere: here === 'access' },
  ],
  signOut: { action: '/operator/abmelden', token: 'sample-token' },
})

/** Where the sites of the samples serve a picture. */
export const LOGO = { path: logoPath('0'.repeat(64)), width: 300, height: 80 }

export const aachen = testService()
export const ending = testService({
  entityId: 'https://kita.musterkreis.example/shibboleth/metadaten/mit/einem/langen/pfad',
  active: false,
  metadata: { validUntil: NOW + 5 * 86_400_000, displayNames: { de: 'Kitaportal Musterkreis' } },
  settings: { trustLevel: 'substantiell' },
})

export const version = (number: number, changes: Partial<ServiceVersion> = {}): ServiceVersion => ({
  entityId: ending.entityId,
  number,
  at: NOW - (9 - number) * 86_400_000,
  actor: 'operator:vera.vogt',
  approvedBy: null,
  act: 'set',
  restored: null,
  state: ending,
  ...changes,
})

export const entries: readonly HistoryEntry[] = [
  {
    version: version(5, { act: 'restored', restored: 2, approvedBy: 'cli:betrieb' }),
    changes: changesOf(aachen, ending, words),
  },
  { version: version(4, { act: 'disabled' }), changes: [{ field: 'active', before: true, after: false }] },
  { version: version(3, { actor: null, act: 'imported' }), changes: null },
]
