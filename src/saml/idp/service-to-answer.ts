import { BrokerError } from '../../domain/errors.js'
import type { SamlLogin } from '../../domain/login.js'
import type { ServiceRegistry } from '../../domain/ports/service-registry.js'
import type { Service } from '../../domain/service.js'

/**
 * The service as it is registered now: a login can be open for half an hour (RULES: What a service may ask 7).
 * Throws `saml-service-disabled` if it is gone or switched off, `saml-acs-gone` if the address proven at the beginning
 * is no longer in its metadata.
 */
export function serviceToAnswer({ reply, requirements }: SamlLogin, registry: ServiceRegistry): Service {
  const service = registry.find(requirements.service)
  // check: the-service-is-looked-up-again
  if (!service?.active) throw new BrokerError('saml-service-disabled')
  const stillThere = service.metadata.assertionConsumerServices.some(
    ({ binding, location }) => binding === 'post' && location === reply.acsLocation,
  )
  // check: the-acs-is-looked-up-again
  if (!stillThere) throw new BrokerError('saml-acs-gone')
  return service
}
