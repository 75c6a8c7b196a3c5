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
import { postgresHouse } from './support/postgres-house.js'

serviceStoreContract('PostgreSQL', postgresHouse)
serviceVersionsContract('PostgreSQL', postgresHouse)
draftStoreContract('PostgreSQL', postgresHouse)
pseudonymImportsContract('PostgreSQL', postgresHouse)
loginHistoryContract('PostgreSQL', postgresHouse)
accountStoreContract('PostgreSQL', postgresHouse)
accountVersionContract('PostgreSQL', postgresHouse)
usedSectorsContract('PostgreSQL', postgresHouse)
accountDeletionContract('PostgreSQL', postgresHouse)
keyStoreContract('PostgreSQL', postgresHouse)
auditLogContract('PostgreSQL', postgresHouse)
keySetStoreContract('PostgreSQL', postgresHouse)
jobLeasesContract('PostgreSQL', postgresHouse)
secondFactorsContract('PostgreSQL', postgresHouse)
passDevicesContract('PostgreSQL', postgresHouse)
operatorStoreContract('PostgreSQL', postgresHouse)
refusedRequestsContract('PostgreSQL', postgresHouse)
metadataFetchesContract('PostgreSQL', postgresHouse)
sourceStoreContract('PostgreSQL', postgresHouse)
sourcesWithServicesContract('PostgreSQL', postgresHouse)
logoStoreContract('PostgreSQL', postgresHouse)
methodSwitchesContract('PostgreSQL', postgresHouse)
upstreamStoreContract('PostgreSQL', postgresHouse)
sessionsToEndContract('PostgreSQL', postgresHouse)
auditLookUpContract('PostgreSQL', postgresHouse)
