import { auditChainContract } from '../../contracts/audit-chain.contract.js'
import { sqliteHouse } from './support/sqlite-house.js'

auditChainContract('SQLite', sqliteHouse)
