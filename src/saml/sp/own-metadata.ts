import { createHash } from 'node:crypto'
import { SIGNATURE_ALGORITHMS } from '../../crypto/signature-algorithms.js'
import { days, hours, type Duration, type Instant } from '../../domain/instant.js'
import type { KeyInfo } from '../../domain/ports/signing-keys.js'
import type { SamlUpstream } from '../../domain/upstream.js'
import { NAME_ID_FORMAT } from '../dialects/name-id-uris.js'
import { upstreamFace } from '../dialects/upstream-faces.js'
import { dateTime } from '../idp/assertion.js'
import { NS } from '../namespaces.js'
import { element, endTag, join, startTag, text, type CanonicalXml } from '../xml/canonical-writer.js'
import { READ_ENCRYPTIONS } from '../xml/encryption-algorithms.js'
import { signed } from '../xml/signature-template.js'
import { DIGESTS } from '../xml/xml-signature.js'
import { upstreamAddresses, type UpstreamAddresses } from './addresses.js'
import { signatureBy, type UpstreamMessagesDeps } from './upstream-messages.js'

const POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST'

/** How long one document is handed out before its end is moved on. */
const RENEWED_AFTER: Duration = hours(1)

/**
 * Our metadata as a service of each upstream, made once and handed out until the announced keys or the upstream change or
 * an hour has passed: anyone may ask for them, and signing costs.
 */
export function createSpMetadata(deps: UpstreamMessagesDeps): (upstream: SamlUpstream) => Promise<string> {
  const kept = new WeakMap<SamlUpstream, { readonly of: string; readonly text: Promise<string> }>()
  return (upstream) => {
    const made = Math.floor(deps.clock.now() / RENEWED_AFTER) * RENEWED_AFTER
    const of = [made, ...deps.keys.announced().map(({ id, state }) => `${id} ${state}`)].join()
    const known = kept.get(upstream)
    if (known?.of === of) return known.text
    const text = spMetadata(upstream, made, deps)
    kept.set(upstream, { of, text })
    // A document that failed is not kept.
    text.catch(() => kept.delete(upstream))
    return text
  }
}

/**
 * One such document (saml-metadata §2.4.4): every key that is announced, one ACS, and what we read. The ID is made from
 * the content, so it changes only when that does.
 */
async function spMetadata(
  upstream: SamlUpstream,
  made: Instant,
  { publicUrl, keys, validForDays }: UpstreamMessagesDeps,
): Promise<string> {
  const face = upstreamFace(upstream.dialect)
  const addresses = upstreamAddresses(publicUrl, upstream.name)
  const content = join(extensions(), role(upstream, keys.announced(), addresses))
  const own = { 'xmlns:md': NS.metadata, entityID: addresses.entityId }
  if (face.demands.plainMetadata) return element('md:EntityDescriptor', own, content)
  const validUntil = dateTime(made + RENEWED_AFTER + days(validForDays))
  const said = `${addresses.entityId} ${validUntil} ${content}`
  const id = `_${createHash('sha256').update(said).digest('hex').slice(0, 40)}`
  const signable = {
    id,
    head: startTag('md:EntityDescriptor', { ...own, ID: id, validUntil }),
    tail: join(content, endTag('md:EntityDescriptor')),
  }
  const { signer, algorithm, digest } = signatureBy(keys.signer(), face)
  return signed(signable, signer, algorithm, digest)
}

/** What our signatures may be made with, and those that we read (SAML metadata algorithm support §2.3). */
function extensions(): CanonicalXml {
  const named = (name: string, uri: string) => element(`alg:${name}`, { 'xmlns:alg': NS.algorithms, Algorithm: uri })
  return element(
    'md:Extensions',
    {},
    ...[...DIGESTS.keys()].map((uri) => named('DigestMethod', uri)),
    ...SIGNATURE_ALGORITHMS.map(({ uri }) => named('SigningMethod', uri)),
  )
}

function role({ settings, dialect }: SamlUpstream, keys: readonly KeyInfo[], { acs }: UpstreamAddresses): CanonicalXml {
  const { signedAssertion } = upstreamFace(dialect).demands
  const wantsAssertion = signedAssertion || settings.signed === 'assertion' || settings.signed === 'both'
  return element(
    'md:SPSSODescriptor',
    {
      AuthnRequestsSigned: 'true',
      WantAssertionsSigned: String(wantsAssertion),
      protocolSupportEnumeration: NS.protocol,
    },
    ...keys.map(keyDescriptor),
    element('md:NameIDFormat', {}, text(NAME_ID_FORMAT.persistent)),
    element('md:NameIDFormat', {}, text(NAME_ID_FORMAT.transient)),
    element('md:AssertionConsumerService', { Binding: POST, Location: acs, index: '0', isDefault: 'true' }),
  )
}

function keyDescriptor({ use, certificate }: KeyInfo): CanonicalXml {
  const inside = element('ds:X509Data', {}, element('ds:X509Certificate', {}, text(certificate)))
  const methods = use === 'encryption' ? READ_ENCRYPTIONS : []
  return element(
    'md:KeyDescriptor',
    { use },
    element('ds:KeyInfo', { 'xmlns:ds': NS.signature }, inside),
    ...methods.map((uri) => element('md:EncryptionMethod', { Algorithm: uri })),
  )
}
