import type { Instant } from '../../domain/instant.js'
import type { PostAnswer, SamlReply } from '../../domain/login.js'
import type { SamlStatus } from '../../domain/saml-status-codes.js'
import { NS } from '../namespaces.js'
import { element, endTag, join, startTag, text, type CanonicalXml } from '../xml/canonical-writer.js'
import type { Signable } from '../xml/signature-template.js'
import { dateTime } from './assertion.js'

/** What stands around every answer. */
export interface ResponseFacts {
  readonly id: string
  readonly issueInstant: Instant
  readonly issuer: string
  /** The ACS location and the ID of the request that this answers. */
  readonly destination: string
  readonly inResponseTo: string
  readonly status: SamlStatus
  /** The assertion, signed and encrypted as the service wants it; null in a status answer. */
  readonly assertion: CanonicalXml | null
}

/** Writes a Response in canonical form (saml-core §3.2.2, §3.3.3). */
export function writeResponse(facts: ResponseFacts): Signable {
  const { id, issueInstant, issuer, destination, inResponseTo, status, assertion } = facts
  const open = startTag('samlp:Response', {
    'xmlns:samlp': NS.protocol,
    Destination: destination,
    ID: id,
    InResponseTo: inResponseTo,
    IssueInstant: dateTime(issueInstant),
    Version: '2.0',
  })
  return {
    id,
    head: join(open, element('saml:Issuer', { 'xmlns:saml': NS.assertion }, text(issuer))),
    tail: join(writeStatus(status), ...(assertion === null ? [] : [assertion]), endTag('samlp:Response')),
  }
}

/** saml-core §3.2.2.1: the second-level code lies inside the top-level one. No message: it would tell nothing more. */
function writeStatus({ top, second }: SamlStatus): CanonicalXml {
  const inner = second === null ? [] : [element('samlp:StatusCode', { Value: second })]
  return element('samlp:Status', {}, element('samlp:StatusCode', { Value: top }, ...inner))
}

/** The form of the HTTP-POST binding (saml-bindings §3.5.4); RelayState as received, absent if it was absent. */
export function answerForm(response: CanonicalXml, { acsLocation, relayState }: SamlReply): PostAnswer {
  const message = { SAMLResponse: Buffer.from(response).toString('base64') }
  const fields = relayState === null ? message : { ...message, RelayState: relayState }
  return { kind: 'post', action: acsLocation, fields, notice: null }
}
