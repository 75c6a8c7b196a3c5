import type { EntityId, TenantId } from '../../domain/ids.js'
import {
  type AttributeConsumingService,
  type ServiceMetadata,
  type Service,
  type ServiceSettings,
} from '../../domain/service.js'

/** A service while an operator changes it: its settings, and the metadata that they are checked against. */
export interface ServiceDraft {
  readonly entityId: EntityId
  readonly metadata: ServiceMetadata
  readonly tenant: TenantId | null
  readonly settings: ServiceSettings
}

/** The settings of a service at its first import (CONTRACT: An SP as imported). */
export const initialSettings = (sector: string): ServiceSettings => ({
  trustLevel: 'normal',
  displayName: null,
  dialect: 'saml2int',
  requiredAttributes: null,
  optionalAttributes: null,
  attributeLevels: [],
  nameIdFormat: null,
  sector,
  pseudonymous: false,
  sso: true,
  methods: null,
  signedRequests: null,
  sign: 'both',
  encrypt: 'auto',
  signatureAlgorithm: null,
  encryptionAlgorithm: null,
  keyTransportAlgorithm: null,
  weakAlgorithms: [],
  weakAlgorithmsUntil: null,
  appReturn: null,
  stage: 'production',
  levelVocabulary: null,
  requesters: [],
  responseBinding: null,
  privacyUrl: null,
  contacts: [],
  refreshUrl: null,
  validUntilRequired: null,
  legalBasis: null,
  purpose: null,
})

/** A service at its first import, with a sector of its own. */
export const initialDraft = (entityId: EntityId, metadata: ServiceMetadata): ServiceDraft => ({
  entityId,
  metadata,
  tenant: null,
  settings: initialSettings(entityId),
})

export const draftOf = ({ entityId, metadata, tenant, settings }: Service): ServiceDraft => ({
  entityId,
  metadata,
  tenant,
  settings,
})

/** The AttributeConsumingService whose attributes count unless a request names another: the metadata's default one. */
export function defaultConsumer(metadata: ServiceMetadata): AttributeConsumingService | null {
  const all = metadata.attributeConsumingServices
  return all.find(({ isDefault }) => isDefault) ?? all[0] ?? null
}
