import { servicePublicKey } from '../../crypto/service-key.js'
import { entityId as asEntityId } from '../../domain/ids.js'
import { OperatorError } from '../../domain/operator-error.js'
import { quoted } from '../../domain/quoted.js'
import type { ReadFinding } from '../../domain/read-finding.js'
import type { ServiceKey } from '../../domain/service.js'
import type { UpstreamEndpoint, UpstreamIdp } from '../../domain/upstream.js'
import { NS } from '../namespaces.js'
import { attribute, childrenNamed, isTrue, textOf, type XmlElement } from '../xml/node.js'
import { ENDPOINT_FAULTS } from './endpoint-url.js'
import type { Report } from './finding.js'
import { partsRead } from './parts-read.js'
import { notExpired, roleIn, type EntityContext } from './service-entity.js'
import { bindingOf, faultOf, reportLeftOut } from './service-endpoints.js'
import { readKeys } from './service-keys.js'
import { schemaFaults } from './service-schema.js'
import { displayNamesOf } from './service-texts.js'

/** What an EntityDescriptor says of an identity provider, and what an operator should know of it. */
export interface IdpEntityReading {
  readonly idp: UpstreamIdp
  readonly findings: readonly ReadFinding[]
}

/**
 * Reads one EntityDescriptor as that of an identity provider, from its first IDPSSODescriptor that speaks SAML 2.0
 * (saml-metadata §2.4.3). Throws OperatorError with the rule that refuses it: `metadata-no-idp`, `metadata-schema`,
 * `metadata-expired`, `metadata-key` and the like, `metadata-idp-key` if nothing in it could prove an answer,
 * `metadata-idp-endpoint`, `metadata-idp-no-endpoint`.
 */
export function readIdpEntity(entity: XmlElement, context: EntityContext): IdpEntityReading {
  const { entityId, allowHttpLoopback } = context
  const role = roleIn(entity, 'IDPSSODescriptor')
  if (!role) throw new OperatorError('metadata-no-idp', `${entityId}: it has no IDPSSODescriptor for SAML 2.0`)
  const findings: ReadFinding[] = []
  const report: Report = (finding) => findings.push(finding)
  const sso = readSignOnServices(role, context, report)
  const parts = partsRead(entity, role, allowHttpLoopback)
  const fault = schemaFaults([parts]).get(parts)
  // check: metadata-of-an-upstream-follow-the-schema
  if (fault) throw new OperatorError(fault.rule, `${entityId}: ${fault.message}`, { cause: fault })
  const validUntil = notExpired(entity, role, context)
  const keys = readKeys(role, context, report)
  const idp: UpstreamIdp = {
    kind: 'saml',
    entityId: asEntityId(entityId),
    signingKeys: signingKeysOf(keys, entityId),
    encryptionKeys: keys.filter(({ use }) => use !== 'signing').map(pemOf),
    sso,
    slo: readLogoutServices(role, allowHttpLoopback, report),
    names: displayNamesOf(entity, role, []),
    wantsSignedRequests: isTrue(role, 'WantAuthnRequestsSigned'),
    nameIdFormats: childrenNamed(role, NS.metadata, 'NameIDFormat').map(textOf),
    validUntil,
  }
  return { idp, findings }
}

/** A key without `use` signs, too (saml-metadata §2.4.1.1). Without any, everybody could answer in its name. */
function signingKeysOf(keys: readonly ServiceKey[], entityId: string): readonly string[] {
  // check: an-encryption-key-of-an-upstream-verifies-nothing
  const signing = keys.filter(({ use }) => use !== 'encryption')
  // check: an-upstream-has-a-key-to-sign-with
  if (signing.length === 0) {
    throw new OperatorError('metadata-idp-key', `${entityId}: it has no key that its answers could be signed with`)
  }
  return signing.map(pemOf)
}

const pemOf = (key: ServiceKey): string => servicePublicKey(key).export({ type: 'spki', format: 'pem' }).toString()

/** The usable SingleSignOnServices by Redirect and POST. Throws OperatorError if there is none. */
function readSignOnServices(
  role: XmlElement,
  { entityId, allowHttpLoopback }: EntityContext,
  report: Report,
): readonly UpstreamEndpoint[] {
  const all = childrenNamed(role, NS.metadata, 'SingleSignOnService')
  const usable = all.flatMap((element): readonly UpstreamEndpoint[] => {
    const fault = faultOf(element, allowHttpLoopback)
    if (fault) reportLeftOut(element, fault, null, report)
    const binding = bindingOf(element)
    // check: an-address-of-an-upstream-at-fault-is-left-out
    if (fault || (binding !== 'redirect' && binding !== 'post')) return []
    const location = attribute(element, 'Location') ?? ''
    return [{ binding, location, ...(takesAttributes(element) && { takesAttributes: true }) }]
  })
  // check: an-upstream-has-an-address
  if (usable.length === 0) throw noneUsable(all, entityId, allowHttpLoopback)
  return usable
}

/** Whether requests there may name attributes (SAML V2.0 Protocol Extension for Requesting Attributes per Request §2). */
const takesAttributes = ({ attributes }: XmlElement): boolean =>
  attributes.some(
    ({ namespace, name, value }) =>
      namespace === NS.requestedAttributes && name === 'supportsRequestedAttributes' && /^(true|1)$/.test(value.trim()),
  )

function noneUsable(all: readonly XmlElement[], entityId: string, allowHttpLoopback: boolean): OperatorError {
  for (const element of all) {
    const fault = faultOf(element, allowHttpLoopback)
    if (fault?.code !== 'endpoint') continue
    const why = `${quoted(fault.location)} ${ENDPOINT_FAULTS[fault.fault]}`
    return new OperatorError('metadata-idp-endpoint', `${entityId}: SingleSignOnService: ${why}`)
  }
  return new OperatorError(
    'metadata-idp-no-endpoint',
    `${entityId}: it has no SingleSignOnService by HTTP-Redirect or HTTP-POST, the bindings of requests`,
  )
}

/** The usable SingleLogoutServices through the browser. */
function readLogoutServices(role: XmlElement, allowHttpLoopback: boolean, report: Report): UpstreamIdp['slo'] {
  return childrenNamed(role, NS.metadata, 'SingleLogoutService').flatMap((element) => {
    const fault = faultOf(element, allowHttpLoopback)
    if (fault) reportLeftOut(element, fault, null, report)
    const binding = bindingOf(element)
    // check: a-logout-address-of-an-upstream-at-fault-is-left-out
    if (fault || (binding !== 'redirect' && binding !== 'post')) return []
    const location = attribute(element, 'Location') ?? ''
    return [{ binding, location, responseLocation: attribute(element, 'ResponseLocation') }]
  })
}
