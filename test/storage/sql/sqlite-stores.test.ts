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
import { sqliteHouse } from './support/sqlite-house.js'

serviceStoreContract('SQLite', sqliteHouse)
accountStoreContract('SQLite', sqliteHouse)
accountVersionContract('SQLite', sqliteHouse)
usedSectorsContract('SQLite', sqliteHouse)
accountDeletionContract('SQLite', sqliteHouse)
keyStoreContract('SQLite', sqliteHouse)
keySetStoreContract('SQLite', sqliteHouse)
jobLeasesContract('SQLite', sqliteHouse)
secondFactorsContract('SQLite', sqliteHouse)
passDevicesContract('SQLite', sqliteHouse)
