import type { AccountStore } from '../../domain/ports/account-store.js'
import type { AuditChain } from '../../domain/ports/audit-chain.js'
import type { AuditStamp } from '../../domain/ports/audit-stamp.js'
import type { AuditLog } from '../../domain/ports/audit-log.js'
import type { ConsentStore } from '../../domain/ports/consent-store.js'
import type { DraftStore } from '../../domain/ports/draft-store.js'
import type { LoginHistory } from '../../domain/ports/login-history.js'
import type { KeyStore } from '../../domain/ports/key-store.js'
import type { LogoStore } from '../../domain/ports/logo-store.js'
import type { MetadataFetchStore } from '../../domain/ports/metadata-fetches.js'
import type { MethodSwitchStore } from '../../domain/ports/method-switches.js'
import type { OperatorStore } from '../../domain/ports/operator-store.js'
import type { PasswordCredentials } from '../../domain/ports/password-credentials.js'
import type { PassDevices } from '../../domain/ports/pass-devices.js'
import type { RefusedRequestStore } from '../../domain/ports/refused-requests.js'
import type { PseudonymImports } from '../../domain/ports/pseudonym-imports.js'
import type { ReleaseChoices } from '../../domain/ports/release-choices.js'
import type { SecondFactors } from '../../domain/ports/second-factors.js'
import type { ServiceStore } from '../../domain/ports/service-store.js'
import type { SessionsToEndStore } from '../../domain/ports/sessions-to-end.js'
import type { SourceStore } from '../../domain/ports/source-store.js'
import type { UpstreamStore } from '../../domain/ports/upstream-store.js'
import type { UsedSectors } from '../../domain/ports/used-sectors.js'
import type { Database } from './database.js'
import { createAccountStore } from './stores/account-store.js'
import { createUsedSectors } from './stores/used-sectors.js'
import { createAuditChain } from './stores/audit-chain.js'
import { createAuditLog } from './stores/write-audit.js'
import { createConsentStore } from './stores/consent-store.js'
import { createDraftStore } from './stores/draft-store.js'
import { createLoginHistory } from './stores/login-history.js'
import { createKeyStore } from './stores/key-store.js'
import { createLogoStore } from './stores/logo-store.js'
import { createMetadataFetches } from './stores/metadata-fetches.js'
import { createMethodSwitchStore } from './stores/method-switch-store.js'
import { createOperatorStore } from './stores/operator-store.js'
import { createPassDevices } from './stores/pass-devices.js'
import { createPseudonymImports } from './stores/pseudonym-imports.js'
import { createRefusedRequests } from './stores/refused-requests.js'
import { createReleaseChoices } from './stores/release-choices.js'
import { createPasswordCredentials } from './stores/password-credentials.js'
import { createSecondFactors } from './stores/second-factors.js'
import { createServiceStore } from './stores/service-store.js'
import { createSessionsToEnd } from './stores/sessions-to-end.js'
import { createSourceStore } from './stores/source-store.js'
import { createUpstreamStore } from './stores/upstream-store.js'

/** Everything that lasts. */
export interface SqlStores {
  readonly services: ServiceStore
  readonly sources: SourceStore
  readonly logos: LogoStore
  readonly accounts: AccountStore
  readonly passwords: PasswordCredentials
  readonly secondFactors: SecondFactors
  readonly passDevices: PassDevices
  readonly consents: ConsentStore
  readonly releaseChoices: ReleaseChoices
  readonly keys: KeyStore
  readonly audit: AuditLog
  readonly auditChain: AuditChain
  readonly history: LoginHistory
  readonly sectors: UsedSectors
  readonly operators: OperatorStore
  readonly drafts: DraftStore
  readonly pseudonyms: PseudonymImports
  readonly refusedRequests: RefusedRequestStore
  readonly methodSwitches: MethodSwitchStore
  readonly upstreams: UpstreamStore
  readonly metadataFetches: MetadataFetchStore
  readonly sessionsToEnd: SessionsToEndStore
}

/** All stores on one database; its schema has to be this version's. `stamp` marks every entry of the audit. */
export function createSqlStores(database: Database, stamp: AuditStamp): SqlStores {
  const audit = createAuditLog(database, stamp)
  return {
    services: createServiceStore(database, stamp),
    sources: createSourceStore(database, stamp),
    logos: createLogoStore(database),
    accounts: createAccountStore(database, stamp),
    passwords: createPasswordCredentials(database),
    secondFactors: createSecondFactors(database, stamp),
    passDevices: createPassDevices(database, stamp),
    consents: createConsentStore(database),
    releaseChoices: createReleaseChoices(database),
    keys: createKeyStore(database, stamp),
    audit,
    auditChain: createAuditChain(database),
    history: createLoginHistory(database),
    sectors: createUsedSectors(database, audit, stamp),
    operators: createOperatorStore(database, stamp),
    drafts: createDraftStore(database, stamp),
    pseudonyms: createPseudonymImports(database, stamp),
    refusedRequests: createRefusedRequests(database),
    metadataFetches: createMetadataFetches(database),
    methodSwitches: createMethodSwitchStore(database, stamp),
    upstreams: createUpstreamStore(database, stamp),
    sessionsToEnd: createSessionsToEnd(database),
  }
}
