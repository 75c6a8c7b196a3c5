import { BrokerError } from '../../domain/error-catalogue.js'
import type { Instant } from '../../domain/instant.js'
import { meets, TRUST_LEVELS, type TrustLevel } from '../../domain/trust-level.js'
import type { SamlUpstream } from '../../domain/upstream.js'
import { NAME_ID_FORMAT } from '../dialects/name-id-uris.js'
import type { NamedQuestion, UpstreamFace } from '../dialects/upstream-face.js'
import { dateTime } from '../idp/assertion.js'
import { NS } from '../namespaces.js'
import { element, endTag, join, startTag, text, type CanonicalXml } from '../xml/canonical-writer.js'
import type { Signable } from '../xml/signature-template.js'
import type { UpstreamAddresses } from './addresses.js'

/** Where one request goes, and from whom. */
export interface RequestPlace extends UpstreamAddresses {
  readonly destination: string
  readonly issueInstant: Instant
}

const POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST'

/**
 * Our AuthnRequest in canonical form (saml-core §3.4.1). It asks for the level by one class with `minimum`, for a NameID
 * that lasts where the upstream lists such, and for no answer but one by POST. Throws `proxy-count-exceeded` if nobody
 * more may stand between, `no-passive` for a passive question where each proof is a fresh one.
 */
export function writeRequest(
  { peer, settings }: SamlUpstream,
  question: NamedQuestion,
  face: UpstreamFace,
  place: RequestPlace,
): Signable {
  const { freshProof } = face.demands
  // check: a-fresh-proof-is-never-passive
  if (freshProof && question.isPassive) throw new BrokerError('no-passive', 'its dialect knows no passive question')
  const open = startTag('samlp:AuthnRequest', {
    'xmlns:samlp': NS.protocol,
    AssertionConsumerServiceURL: place.acs,
    Destination: place.destination,
    ...(question.forceAuthn || freshProof ? { ForceAuthn: 'true' } : {}),
    ID: question.requestId,
    ...(question.isPassive ? { IsPassive: 'true' } : {}),
    IssueInstant: dateTime(place.issueInstant),
    ProtocolBinding: POST,
    Version: '2.0',
  })
  const extension = face.extension(question, peer)
  return {
    id: question.requestId,
    head: join(open, element('saml:Issuer', { 'xmlns:saml': NS.assertion }, text(place.entityId))),
    tail: join(
      ...(extension === null ? [] : [element('samlp:Extensions', {}, extension)]),
      nameIdPolicy(peer.nameIdFormats),
      ...authnContext(classFor(question.level, settings.levels, face)),
      ...scoping(question.proxyCount),
      endTag('samlp:AuthnRequest'),
    ),
  }
}

/** A lasting NameID where the upstream says that it gives one; without a Format the choice is its own. */
function nameIdPolicy(formats: readonly string[]): CanonicalXml {
  const lasting = NAME_ID_FORMAT.persistent
  const format = formats.includes(lasting) ? { Format: lasting } : {}
  return element('samlp:NameIDPolicy', { AllowCreate: 'true', ...format })
}

const authnContext = (classRef: string | null): readonly CanonicalXml[] =>
  classRef === null
    ? []
    : [
        element(
          'samlp:RequestedAuthnContext',
          { Comparison: 'minimum' },
          element('saml:AuthnContextClassRef', { 'xmlns:saml': NS.assertion }, text(classRef)),
        ),
      ]

/**
 * The class to ask for: one of the operator's own for exactly this level, else the dialect's; where neither has one, that
 * of the next level above. Null: nobody has any.
 */
function classFor(
  level: TrustLevel,
  own: Readonly<Record<string, TrustLevel>>,
  { classes }: UpstreamFace,
): string | null {
  for (const each of TRUST_LEVELS.filter((candidate) => meets(candidate, level))) {
    const [given] = Object.keys(own).filter((classRef) => own[classRef] === each)
    const found = given ?? classes[each]
    if (found !== undefined) return found
  }
  return null
}

/** The broker is one of the proxies that may stand between (saml-core §3.4.1.5). */
function scoping(proxyCount: number | null): readonly CanonicalXml[] {
  if (proxyCount === null) return []
  // check: an-upstream-is-not-asked-where-no-proxy-may-be
  if (proxyCount < 1) throw new BrokerError('proxy-count-exceeded')
  return [element('samlp:Scoping', { ProxyCount: String(proxyCount - 1) })]
}
