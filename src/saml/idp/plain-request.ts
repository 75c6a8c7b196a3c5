import type { Clock } from '../../domain/ports/clock.js'
import type { PlainRequest } from '../../domain/ports/trial-answers.js'
import type { Random } from '../../domain/ports/random.js'
import type { Service } from '../../domain/service.js'
import { NS } from '../namespaces.js'
import { element, text } from '../xml/canonical-writer.js'
import { parseXml } from '../xml/parse.js'
import { dateTime } from './assertion.js'
import { readProven, type RequestReceiverDeps } from './receive-request.js'
import type { RequestContext } from './validators/request-context.js'

export interface PlainRequestDeps extends Omit<RequestReceiverDeps, 'registry' | 'weakUsed'> {
  readonly clock: Clock
  readonly random: Random
}

/**
 * What a service asks for by the shortest request that there is: its name alone. It is read as one that came in and
 * whose sender is proven. Throws the local `BrokerError` that such a request ends with.
 */
export function plainRequest(service: Service, child: Service | null, deps: PlainRequestDeps): PlainRequest {
  const { requirements, reply, refusal } = readProven(
    { relayState: null, fingerprint: '' },
    {
      ...ownRequest(service, {}, deps),
      child: child && { service: child, dialect: deps.dialects.get(child.settings.dialect) },
    },
  )
  return { requirements, reply, refusal }
}

/** A request that the broker writes in the name of a service, with these attributes, as one whose sender is proven. */
export function ownRequest(
  service: Service,
  attributes: Readonly<Record<string, string>>,
  { clock, random, dialects, ssoLocation, entityId, metadataGrace }: PlainRequestDeps,
): RequestContext {
  const now = clock.now()
  const issuer = element('saml:Issuer', { 'xmlns:saml': NS.assertion }, text(service.entityId))
  const xml = element(
    'samlp:AuthnRequest',
    {
      'xmlns:samlp': NS.protocol,
      ...attributes,
      Destination: ssoLocation,
      ID: random.samlId(),
      IssueInstant: dateTime(now),
      Version: '2.0',
    },
    issuer,
  )
  const dialect = dialects.get(service.settings.dialect)
  const spoken = { dialect, extension: null, entityId, ssoLocation, now, metadataGrace }
  return { request: parseXml(xml), signed: true, service, child: null, ...spoken }
}
