import { SUCCESS } from '../../domain/catalogue-entry.js'
import type { Instant } from '../../domain/instant.js'
import { dateTime } from '../idp/assertion.js'
import { writeStatus } from '../idp/build-response.js'
import { NS } from '../namespaces.js'
import { declaredOutside, element, endTag, join, startTag, text } from '../xml/canonical-writer.js'
import type { Signable } from '../xml/signature-template.js'

export interface ArtifactResponseFacts {
  readonly id: string
  readonly inResponseTo: string
  readonly issueInstant: Instant
  /** The broker's entityID. */
  readonly issuer: string
  /** A Response as it was written and signed; null: there is none. */
  readonly message: string | null
}

/**
 * An ArtifactResponse in canonical form (saml-core §3.5.2). It says Success also where there is no message: whoever asks
 * for what is not theirs learns nothing (§3.5.3).
 */
export function writeArtifactResponse(facts: ArtifactResponseFacts): Signable {
  const { id, inResponseTo, issueInstant, issuer, message } = facts
  const open = startTag('samlp:ArtifactResponse', {
    'xmlns:samlp': NS.protocol,
    ID: id,
    InResponseTo: inResponseTo,
    IssueInstant: dateTime(issueInstant),
    Version: '2.0',
  })
  const inside = message === null ? [] : [declaredOutside(message, 'samlp', NS.protocol)]
  return {
    id,
    head: join(open, element('saml:Issuer', { 'xmlns:saml': NS.assertion }, text(issuer))),
    tail: join(writeStatus(SUCCESS, null), ...inside, endTag('samlp:ArtifactResponse')),
  }
}
