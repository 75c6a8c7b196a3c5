import { inLanguage, serviceName, type Service } from '../domain/service.js'

/** The portal as pages name it; everything from registered metadata. */
export interface Portal {
  readonly name: string
  readonly privacyUrl: string | null
  /** Where the citizen can begin again. */
  readonly home: string | null
}

/** Metadata says where a portal is informed about; else its assertion consumer's origin is the way back to it. */
export function portalOf(service: Service, language: string): Portal {
  const { informationUrls, privacyUrls, assertionConsumerServices } = service.metadata
  const consumer = assertionConsumerServices.find(({ isDefault }) => isDefault) ?? assertionConsumerServices[0]
  return {
    name: serviceName(service, language),
    privacyUrl: inLanguage(privacyUrls, language),
    home: inLanguage(informationUrls, language) ?? (consumer ? `${new URL(consumer.location).origin}/` : null),
  }
}
