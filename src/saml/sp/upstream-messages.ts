import { createPublicKey } from 'node:crypto'
import { ECDSA_SHA384, signatureAlgorithm } from '../../crypto/signature-algorithms.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import type { Leaving } from '../../domain/leaving.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { Signer, SigningKeys } from '../../domain/ports/signing-keys.js'
import type { UpstreamMessages, UpstreamQuestion } from '../../domain/ports/upstream-messages.js'
import type { SamlUpstream, UpstreamEndpoint, UpstreamIdp } from '../../domain/upstream.js'
import { inLanguage } from '../../domain/service.js'
import { keyFamily } from '../../domain/key-state.js'
import type { SignatureChoice } from '../idp/algorithm-choice.js'
import type { UpstreamFace } from '../dialects/upstream-face.js'
import { byPost, byRedirect } from '../bindings/send.js'
import { upstreamFace } from '../dialects/upstream-faces.js'
import { digestUri } from '../xml/xml-signature.js'
import { upstreamAddresses } from './addresses.js'
import { readResponse } from './read-response.js'
import { writeRequest } from './write-request.js'

export interface UpstreamMessagesDeps {
  /** The broker's own address, without a slash at its end. */
  readonly publicUrl: string
  readonly keys: SigningKeys
  readonly clock: Clock
  /** The name of the broker by language, for upstreams that show who asks where nobody but the own account does. */
  readonly displayNames: Readonly<Record<string, string>>
  /** How many days an upstream may keep our metadata. */
  readonly validForDays: number
}

/** Longer addresses are cut or refused on their way by some browsers, proxies and servers. */
const LONGEST_ADDRESS = 2048

/** Makes the face of the broker as a service of upstreams; the port tells what it promises and throws. */
export function createUpstreamMessages(deps: UpstreamMessagesDeps): UpstreamMessages {
  const { publicUrl, keys, clock } = deps
  const signingKeys = perPeer(({ signingKeys: pems }) => pems.map((pem) => createPublicKey(pem)))
  let metadata: Promise<UpstreamMessages['metadata']> | null = null
  return {
    request: (upstream, question) => asked(upstream, question, deps),
    // What is refused is refused as a promise, too.
    async read(upstream, response) {
      const { entityId: audience, acs } = upstreamAddresses(publicUrl, upstream.name)
      return readResponse(response, {
        face: upstreamFace(upstream.dialect),
        settings: upstream.settings,
        keys: signingKeys(upstream.peer),
        decrypters: keys.decrypters(),
        expected: { issuer: upstream.peer.entityId, audience, acs, now: clock.now() },
      })
    },
    async metadata(upstream) {
      // What writes metadata is loaded with the first ones: it serves no login.
      metadata ??= import('./own-metadata.js').then(({ createSpMetadata }) => createSpMetadata(deps))
      return (await metadata)(upstream)
    },
  }
}

/** By Redirect where the address stays short enough, or nothing else is taken. */
async function asked(upstream: SamlUpstream, question: UpstreamQuestion, deps: UpstreamMessagesDeps): Promise<Leaving> {
  const endpointBy = (wanted: UpstreamEndpoint['binding']) =>
    upstream.peer.sso.find(({ binding }) => binding === wanted)
  const [redirect, post] = [endpointBy('redirect'), endpointBy('post')]
  const face = upstreamFace(upstream.dialect)
  const signature = signatureBy(deps.keys.signer(), face)
  if (redirect) {
    const sent = await byRedirect(requestTo(redirect, upstream, question, deps), signature)
    if (!post || (sent.kind === 'redirect' && sent.url.length <= LONGEST_ADDRESS)) return sent
  }
  if (!post) throw new BrokerError('internal', 'an upstream without an address')
  return byPost(requestTo(post, upstream, question, deps), signature)
}

function requestTo(
  { location }: UpstreamEndpoint,
  upstream: SamlUpstream,
  question: UpstreamQuestion,
  { publicUrl, clock, displayNames }: UpstreamMessagesDeps,
) {
  const place = {
    ...upstreamAddresses(publicUrl, upstream.name),
    destination: location,
    issueInstant: clock.now(),
  }
  const askedBy = question.serviceName ?? inLanguage(displayNames, question.language) ?? new URL(publicUrl).host
  const message = writeRequest(upstream, { ...question, askedBy }, upstreamFace(upstream.dialect), place)
  return { message, as: 'SAMLRequest', to: location, relayState: question.relayState } as const
}

/** The key and the algorithms of our messages to an upstream: those that its dialect has for this kind of key. */
export function signatureBy(signer: Signer, { signatureAlgorithm: own }: UpstreamFace): SignatureChoice {
  // P-384 has a hash of its own length (FIPS 186-5 §6.1).
  const algorithm = signer.info.type === 'EC-P-384' ? ECDSA_SHA384 : own[keyFamily(signer.info.type)]
  return { signer, algorithm, digest: digestUri(signatureAlgorithm(algorithm)?.hash ?? 'sha256') }
}

/** Remembers what is made of an upstream's metadata as long as that record is in use; a changed one is another. */
function perPeer<Prepared>(prepare: (peer: UpstreamIdp) => Prepared): (peer: UpstreamIdp) => Prepared {
  const kept = new WeakMap<UpstreamIdp, { readonly value: Prepared }>()
  return (peer) => {
    const known = kept.get(peer) ?? { value: prepare(peer) }
    kept.set(peer, known)
    return known.value
  }
}
