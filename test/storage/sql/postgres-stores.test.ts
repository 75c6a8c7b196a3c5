import { accountStoreContract } from '../../contracts/account-store.contract.js'
import { accountDeletionContract } from '../../contracts/account-deletion.contract.js'
import { accountVersionContract } from '../../contracts/account-version.contract.js'
import { jobLeasesContract } from '../../contracts/job-leases.contract.js'
import { keySetStoreContract } from '../../contracts/key-set-store.contract.js'
import { keyStoreContract } from '../../contracts/key-store.contract.js'
import { secondFactorsContract } from '../../contracts/second-factors.contract.js'
import { usedSectorsContract } from '../../contracts/used-sectors.contract.js'
import { passDevicesContract } from '../../contracts/pass-devices.contract.js'
import { serviceStoreContract } from '../../contracts/service-store.contract.js'
import { postgresHouse } from './support/postgres-house.js'

serviceStoreContract('PostgreSQL', postgresHouse)
accountStoreContract('PostgreSQL', postgresHouse)
accountVersionContract('PostgreSQL', postgresHouse)
usedSectorsContract('PostgreSQL', postgresHouse)
accountDeletionContract('PostgreSQL', postgresHouse)
keyStoreContract('PostgreSQL', postgresHouse)
keySetStoreContract('PostgreSQL', postgresHouse)
jobLeasesContract('PostgreSQL', postgresHouse)
secondFactorsContract('PostgreSQL', postgresHouse)
passDevicesContract('PostgreSQL', postgresHouse)
