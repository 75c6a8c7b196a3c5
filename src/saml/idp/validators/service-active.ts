import { BrokerError } from '../../../domain/errors.js'
import type { LocalValidator } from './request-context.js'

/** Throws `saml-service-disabled`: registered, but switched off. */
export const checkServiceActive: LocalValidator = ({ service }) => {
  if (!service.active) throw new BrokerError('saml-service-disabled', null, { service: service.entityId })
}
