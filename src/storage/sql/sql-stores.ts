import type { AccountStore } from '../../domain/ports/account-store.js'
import type { AuditStamp } from '../../domain/ports/audit-stamp.js'
import type { AuditLog } from '../../domain/ports/audit-log.js'
import type { ConsentStore } from '../../domain/ports/consent-store.js'
import type { LoginHistory } from '../../domain/ports/login-history.js'
import type { KeyStore } from '../../domain/ports/key-store.js'
import type { PasswordCredentials } from '../../domain/ports/password-credentials.js'
import type { PassDevices } from '../../domain/ports/pass-devices.js'
import type { SecondFactors } from '../../domain/ports/second-factors.js'
import type { ServiceStore } from '../../domain/ports/service-store.js'
import type { UsedSectors } from '../../domain/ports/used-sectors.js'
import type { Database } from './database.js'
import { createAccountStore } from './stores/account-store.js'
import { createUsedSectors } from './stores/used-sectors.js'
import { createAuditLog } from './stores/write-audit.js'
import { createConsentStore } from './stores/consent-store.js'
import { createLoginHistory } from './stores/login-history.js'
import { createKeyStore } from './stores/key-store.js'
import { createPassDevices } from './stores/pass-devices.js'
import { createPasswordCredentials } from './stores/password-credentials.js'
import { createSecondFactors } from './stores/second-factors.js'
import { createServiceStore } from './stores/service-store.js'

/** Everything that lasts. */
export interface SqlStores {
  readonly services: ServiceStore
  readonly accounts: AccountStore
  readonly passwords: PasswordCredentials
  readonly secondFactors: SecondFactors
  readonly passDevices: PassDevices
  readonly consents: ConsentStore
  readonly keys: KeyStore
  readonly audit: AuditLog
  readonly history: LoginHistory
  readonly sectors: UsedSectors
}

/** All stores on one database; its schema has to be this version's. `stamp` marks every entry of the audit. */
export function createSqlStores(database: Database, stamp: AuditStamp): SqlStores {
  const audit = createAuditLog(database, stamp)
  return {
    services: createServiceStore(database, stamp),
    accounts: createAccountStore(database, stamp),
    passwords: createPasswordCredentials(database),
    secondFactors: createSecondFactors(database, stamp),
    passDevices: createPassDevices(database, stamp),
    consents: createConsentStore(database),
    keys: createKeyStore(database, stamp),
    audit,
    history: createLoginHistory(database),
    sectors: createUsedSectors(database, audit, stamp),
  }
}
