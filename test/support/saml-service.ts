import { storedPublicKey } from '../../src/crypto/service-key.js'
import type { AttributeName } from '../../src/domain/identity.js'
import { entityId } from '../../src/domain/ids.js'
import type { ServiceRegistry } from '../../src/domain/ports/service-registry.js'
import type {
  AssertionConsumerService,
  AttributeConsumingService,
  ServiceKey,
  ServiceMetadata,
  Service,
  ServiceSettings,
} from '../../src/domain/service.js'
import { SAML2INT_ATTRIBUTES } from '../../src/saml/dialects/saml2int/attributes.js'
import { testKey, type TestKeyName } from './saml-keys.js'
import { serviceSettings } from './service-settings.js'

export const SERVICE = 'https://portal.aachen.example/saml/metadata'
export const ACS = 'https://portal.aachen.example/saml/acs'

/** What a test says of a service; everything else is as imported from plain metadata. */
export interface ServiceDraft {
  readonly entityId?: string
  readonly active?: boolean
  readonly metadata?: Partial<ServiceMetadata>
  readonly settings?: Partial<ServiceSettings>
}

/** A registered service: one ACS by POST, the signing key `service`, level `normal`, no attributes. */
export function testService(draft: ServiceDraft = {}): Service {
  const id = draft.entityId ?? SERVICE
  return {
    entityId: entityId(id),
    tenant: null,
    active: draft.active ?? true,
    metadata: { ...plainMetadata(), ...draft.metadata },
    settings: serviceSettings(id, draft.settings),
    source: { from: 'test', signer: null, importedAt: 0 },
    revision: 1,
  }
}

const plainMetadata = (): ServiceMetadata => ({
  assertionConsumerServices: [acs(ACS)],
  singleLogoutServices: [],
  keys: [serviceKey('service')],
  nameIdFormats: [],
  attributeConsumingServices: [],
  authnRequestsSigned: false,
  signingMethods: [],
  displayNames: { de: 'Serviceportal Aachen' },
  privacyUrls: {},
  informationUrls: {},
  entityAttributes: [],
  validUntil: null,
})

export const acs = (
  location: string,
  rest: Partial<Omit<AssertionConsumerService, 'location'>> = {},
): AssertionConsumerService => ({ index: 0, isDefault: false, binding: 'post', location, ...rest })

interface ConsumerDraft extends Partial<Omit<AttributeConsumingService, 'requested'>> {
  readonly required?: readonly AttributeName[]
  readonly optional?: readonly AttributeName[]
  /** Further names. */
  readonly unknown?: readonly string[]
}

/** An AttributeConsumingService that asks by the names of saml2int. */
export const attributeService = (draft: ConsumerDraft): AttributeConsumingService => {
  const { required = [], optional = [], unknown = [], ...rest } = draft
  const asks = (isRequired: boolean) => (name: string) => ({ name, isRequired })
  const requested = [
    ...required.map((name) => SAML2INT_ATTRIBUTES[name]).map(asks(true)),
    ...[...optional.map((name) => SAML2INT_ATTRIBUTES[name]), ...unknown].map(asks(false)),
  ]
  return { index: 0, isDefault: false, names: {}, ...rest, requested }
}

export const serviceKey = (
  name: TestKeyName,
  use: ServiceKey['use'] = 'signing',
  encryptionMethods: ServiceKey['encryptionMethods'] = [],
): ServiceKey => {
  const { publicKey, certificate } = testKey(name)
  return { use, publicKey: storedPublicKey(publicKey), certificate, encryptionMethods }
}

/** A registry that holds these services. */
export function testRegistry(...services: readonly Service[]): ServiceRegistry {
  const byId = new Map(services.map((service) => [service.entityId, service]))
  return { find: (id) => byId.get(id), size: () => byId.size }
}
