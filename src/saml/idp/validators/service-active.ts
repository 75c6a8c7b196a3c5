import { BrokerError } from '../../../domain/error-catalogue.js'
import type { LocalValidator } from './request-context.js'

/** Throws `saml-service-disabled` for a service that is registered but switched off. */
export const checkServiceActive: LocalValidator = ({ service }) => {
  if (!service.active) throw new BrokerError('saml-service-disabled', null, { service: service.entityId })
}
