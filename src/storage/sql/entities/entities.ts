import {
  AccountEntity,
  AccountMethodEntity,
  ConsentEntity,
  PasswordCredentialEntity,
  ReleaseChoiceEntity,
} from './account-entities.js'
import { AuditEntity, AuditMarkEntity } from './audit-entity.js'
import { DraftEntity } from './draft-entity.js'
import { JobLeaseEntity } from './job-lease-entity.js'
import { KeyEntity } from './key-entity.js'
import { KeySetEntity } from './key-set-entity.js'
import { OperatorEntity, OperatorSessionEntity, TenantEntity } from './operator-entities.js'
import { LogoEntity } from './logo-entity.js'
import { MetadataFetchEntity } from './metadata-fetch-entity.js'
import { MethodSwitchEntity } from './method-switch-entity.js'
import { PassDeviceEntity } from './pass-device-entity.js'
import { EarlierPseudonymEntity, ProposedPseudonymEntity } from './pseudonym-entities.js'
import { RefusedRequestEntity } from './refused-request-entity.js'
import { RevisionEntity } from './revision-entity.js'
import { SectorUsedEntity } from './sector-entity.js'
import { RecoveryCodeEntity, SecondFactorEntity } from './second-factor-entities.js'
import { SourceEntity } from './source-entity.js'
import { SessionsToEndEntity } from './sessions-to-end-entity.js'
import { ServiceEntity, ServiceRemovalEntity } from './service-entities.js'
import { UpstreamEntity } from './upstream-entity.js'
import { ServiceDocumentEntity, ServiceVersionEntity } from './service-version-entities.js'

/** Every table. A new one is added here, and in a migration. */
export const ENTITIES = [
  RevisionEntity,
  ServiceEntity,
  ServiceRemovalEntity,
  ServiceDocumentEntity,
  ServiceVersionEntity,
  DraftEntity,
  SourceEntity,
  LogoEntity,
  AccountEntity,
  AccountMethodEntity,
  PasswordCredentialEntity,
  SecondFactorEntity,
  RecoveryCodeEntity,
  ConsentEntity,
  ReleaseChoiceEntity,
  PassDeviceEntity,
  EarlierPseudonymEntity,
  ProposedPseudonymEntity,
  SectorUsedEntity,
  MethodSwitchEntity,
  UpstreamEntity,
  SessionsToEndEntity,
  TenantEntity,
  OperatorEntity,
  OperatorSessionEntity,
  KeyEntity,
  KeySetEntity,
  AuditEntity,
  AuditMarkEntity,
  JobLeaseEntity,
  RefusedRequestEntity,
  MetadataFetchEntity,
]
