import { BrokerError } from '../../../domain/error-catalogue.js'
import { notServed } from '../../../domain/service.js'
import type { LocalValidator } from './request-context.js'

/**
 * Throws `saml-service-disabled` for a service that is registered but switched off, `saml-metadata-ended` for one that
 * nobody vouches for any more.
 */
export const checkServiceActive: LocalValidator = ({ service, now, metadataGrace }) => {
  const fault = notServed(service, now, metadataGrace)
  if (fault !== null) throw new BrokerError(fault, null, { service: service.entityId })
}
