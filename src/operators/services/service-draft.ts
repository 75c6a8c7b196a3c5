import type { EntityId, TenantId } from '../../domain/ids.js'
import {
  attributeSet,
  type AttributeConsumingService,
  type ServiceMetadata,
  type Service,
  type ServiceSettings,
  type SubjectIdAsked,
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
  idpInitiated: false,
  subjectId: 'none',
  privacyUrl: null,
  contacts: [],
  refreshUrl: null,
  validUntilRequired: null,
  legalBasis: null,
  purpose: null,
})

/**
 * What a service that asks for it gets at its first import. What is the same at all services nobody gets before an
 * operator has decided so; whom either serves gets what tells less.
 */
export const subjectIdFor = (asked: SubjectIdAsked | undefined): ServiceSettings['subjectId'] =>
  // check: no-subject-id-without-an-operator
  asked === 'pairwise-id' || asked === 'any' ? 'pairwise-id' : 'none'

/** A service at its first import, with a sector of its own, and with the identifier that its metadata ask for. */
export const initialDraft = (entityId: EntityId, metadata: ServiceMetadata): ServiceDraft => ({
  entityId,
  metadata,
  tenant: null,
  settings: { ...initialSettings(entityId), subjectId: subjectIdFor(metadata.subjectIdAsked) },
})

export const draftOf = ({ entityId, metadata, tenant, settings }: Service): ServiceDraft => ({
  entityId,
  metadata,
  tenant,
  settings,
})

/** The AttributeConsumingService whose attributes count unless a request names another: the metadata's default one. */
export const defaultConsumer = (metadata: ServiceMetadata): AttributeConsumingService | null =>
  attributeSet(metadata, null) ?? null
