import type { AttemptCounter } from '../../domain/ports/attempt-counter.js'
import type { MetadataFetchStore } from '../../domain/ports/metadata-fetches.js'
import type { OperatorStore } from '../../domain/ports/operator-store.js'
import type { Service } from '../../domain/service.js'
import type { Cookies } from '../../http/cookies.js'
import type { Outcomes } from '../../http/outcome.js'
import type { WebDeps } from '../../http/web-deps.js'
import type { OwnAccessDeps } from '../access/own-access.js'
import type { KeyDeps } from '../keys/manage-keys.js'
import type { DraftingDeps } from '../drafts/drafting.js'
import type { DraftDeps } from '../drafts/draft-view.js'
import type { RequestDeps } from '../requests/look-up-request.js'
import type { SourceDeps } from '../sources/source-deps.js'
import type { LookUpAccountDeps } from '../accounts/find-account.js'
import type { HotlineDeps } from '../accounts/hotline.js'
import type { LookUpDeps } from '../audit/look-up.js'
import type { MethodSwitchDeps } from '../methods/switch-method.js'
import type { TrialDeps } from '../services/trial-login.js'
import type { ReadMetadata, ServiceDeps } from '../services/service-deps.js'
import type { UpstreamDeps } from '../upstreams/upstream-deps.js'
import { serviceTabPath } from './service-tabs.js'

/** What the operators' pages are made from. */
export interface ConsoleDeps extends WebDeps {
  readonly access: OwnAccessDeps
  /** Operators as others change them: at once, or by drafts. */
  readonly operators: OperatorStore
  /** The registry as operators change it: at once, or by drafts. */
  readonly services: ServiceDeps
  /** The broker's keys, at this moment. */
  readonly keys: () => KeyDeps
  /** What a change is kept with that waits for a second person whatever the settings say. */
  readonly drafting: DraftingDeps
  /** Who has fetched the broker's metadata, as far as that is counted. */
  readonly metadataFetches: Pick<MetadataFetchStore, 'all'>
  /** What drafts are decided with. */
  readonly drafts: DraftDeps
  /** Changes wait for a second person. */
  readonly secondPerson: boolean
  readonly requests: RequestDeps
  /** What answers are made with that are only looked at. */
  readonly trial: () => Pick<TrialDeps, 'answers' | 'audit'>
  readonly sources: SourceDeps
  /** Citizens' accounts: looked up, counted for all instances together, and mended. */
  readonly accounts: LookUpAccountDeps
  readonly attempts: Pick<AttemptCounter, 'add' | 'read'>
  readonly hotline: HotlineDeps
  readonly methods: MethodSwitchDeps
  /** Other accounts as ways to log in, as operators change them. */
  readonly upstreams: UpstreamDeps
  readonly publicUrl: string
  readonly audit: LookUpDeps
  /** Every service as this process knows them, in memory. */
  readonly allServices: () => Iterable<Service>
  /** Reads now what has changed, so that whoever changed something sees it. */
  readonly followChanges: () => Promise<void>
  readonly readMetadata: ReadMetadata
  /** Fetches the document at an address. Throws `OperatorError` of one line if it cannot be had. */
  readonly fetchMetadata: (url: string) => Promise<Uint8Array>
}

/** What every route of the console works with. */
export interface ConsoleContext {
  readonly deps: ConsoleDeps
  readonly cookies: Cookies
  readonly outcomes: Outcomes
}

/** The request decoder, which needs no sign-in. */
export const REQUEST_CHECK = '/anfrage-pruefen'

/** Where the console's pages lie. */
export const CONSOLE = {
  overview: '/operator',
  signIn: '/operator/anmelden',
  signOut: '/operator/abmelden',
  services: '/operator/dienste',
  import: '/operator/einlesen',
  keys: '/operator/schluessel',
  access: '/operator/zugang',
  drafts: '/operator/entwuerfe',
  draft: (id: string) => `/operator/entwuerfe/${encodeURIComponent(id)}`,
  requests: '/operator/anfragen',
  accounts: '/operator/konten',
  methods: '/operator/anmeldearten',
  upstreams: '/operator/andere-konten',
  upstreamImport: '/operator/anderes-konto-einlesen',
  upstream: (name: string) => `/operator/andere-konten/${encodeURIComponent(name)}`,
  audit: '/operator/protokoll',
  operators: '/operator/zugaenge',
  auditExport: '/operator/protokoll/export',
  service: (entityId: string) => serviceTabPath(entityId, 'overview'),
  history: (entityId: string) => serviceTabPath(entityId, 'history'),
  tab: serviceTabPath,
} as const
