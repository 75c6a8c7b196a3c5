import { auditChainContract } from '../../contracts/audit-chain.contract.js'
import { postgresHouse } from './support/postgres-house.js'

auditChainContract('PostgreSQL', postgresHouse)
