import { AccountEntity, AccountMethodEntity, ConsentEntity, PasswordCredentialEntity } from './account-entities.js'
import { AuditEntity } from './audit-entity.js'
import { JobLeaseEntity } from './job-lease-entity.js'
import { KeyEntity } from './key-entity.js'
import { KeySetEntity } from './key-set-entity.js'
import { PassDeviceEntity } from './pass-device-entity.js'
import { RevisionEntity } from './revision-entity.js'
import { SectorUsedEntity } from './sector-entity.js'
import { RecoveryCodeEntity, SecondFactorEntity } from './second-factor-entities.js'
import { ServiceEntity, ServiceRemovalEntity } from './service-entities.js'

/** Every table. A new one is added here, and in a migration. */
export const ENTITIES = [
  RevisionEntity,
  ServiceEntity,
  ServiceRemovalEntity,
  AccountEntity,
  AccountMethodEntity,
  PasswordCredentialEntity,
  SecondFactorEntity,
  RecoveryCodeEntity,
  ConsentEntity,
  PassDeviceEntity,
  SectorUsedEntity,
  KeyEntity,
  KeySetEntity,
  AuditEntity,
  JobLeaseEntity,
]
