import { accountStoreContract } from '../../contracts/account-store.contract.js'
import { accountDeletionContract } from '../../contracts/account-deletion.contract.js'
import { accountVersionContract } from '../../contracts/account-version.contract.js'
import { auditLogContract } from '../../contracts/audit-log.contract.js'
import { jobLeasesContract } from '../../contracts/job-leases.contract.js'
import { keySetStoreContract } from '../../contracts/key-set-store.contract.js'
import { keyStoreContract } from '../../contracts/key-store.contract.js'
import { secondFactorsContract } from '../../contracts/second-factors.contract.js'
import { usedSectorsContract } from '../../contracts/used-sectors.contract.js'
import { auditLookUpContract } from '../../contracts/audit-look-up.contract.js'
import { logoStoreContract } from '../../contracts/logo-store.contract.js'
import { sessionsToEndContract } from '../../contracts/sessions-to-end.contract.js'
import { methodSwitchesContract } from '../../contracts/method-switches.contract.js'
import { upstreamStoreContract } from '../../contracts/upstream-store.contract.js'
import { operatorStoreContract } from '../../contracts/operator-store.contract.js'
import { passDevicesContract } from '../../contracts/pass-devices.contract.js'
import { metadataFetchesContract } from '../../contracts/metadata-fetches.contract.js'
import { refusedRequestsContract } from '../../contracts/refused-requests.contract.js'
import { sourcesWithServicesContract } from '../../contracts/sources-with-services.contract.js'
import { sourceStoreContract } from '../../contracts/source-store.contract.js'
import { serviceStoreContract } from '../../contracts/service-store.contract.js'
import { loginHistoryContract } from '../../contracts/login-history.contract.js'
import { pseudonymImportsContract } from '../../contracts/pseudonym-imports.contract.js'
import { draftStoreContract } from '../../contracts/draft-store.contract.js'
import { serviceVersionsContract } from '../../contracts/service-versions.contract.js'
import { sqliteHouse } from './support/sqlite-house.js'

serviceStoreContract('SQLite', sqliteHouse)
serviceVersionsContract('SQLite', sqliteHouse)
draftStoreContract('SQLite', sqliteHouse)
pseudonymImportsContract('SQLite', sqliteHouse)
loginHistoryContract('SQLite', sqliteHouse)
accountStoreContract('SQLite', sqliteHouse)
accountVersionContract('SQLite', sqliteHouse)
usedSectorsContract('SQLite', sqliteHouse)
accountDeletionContract('SQLite', sqliteHouse)
keyStoreContract('SQLite', sqliteHouse)
auditLogContract('SQLite', sqliteHouse)
keySetStoreContract('SQLite', sqliteHouse)
jobLeasesContract('SQLite', sqliteHouse)
secondFactorsContract('SQLite', sqliteHouse)
passDevicesContract('SQLite', sqliteHouse)
operatorStoreContract('SQLite', sqliteHouse)
refusedRequestsContract('SQLite', sqliteHouse)
metadataFetchesContract('SQLite', sqliteHouse)
sourceStoreContract('SQLite', sqliteHouse)
sourcesWithServicesContract('SQLite', sqliteHouse)
logoStoreContract('SQLite', sqliteHouse)
methodSwitchesContract('SQLite', sqliteHouse)
upstreamStoreContract('SQLite', sqliteHouse)
sessionsToEndContract('SQLite', sqliteHouse)
auditLookUpContract('SQLite', sqliteHouse)
