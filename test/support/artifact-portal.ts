import { randomUUID } from 'node:crypto'
import type { Profile } from '@node-saml/node-saml'
import { artifactResolve, responseIn } from './artifact-messages.js'
import { e2ePortal, type E2ePortal, type PortalDraft } from './e2e-portal.js'
import { inSoap } from './logout-messages.js'
import type { RunningTestBroker } from './running-broker.js'
import { testKey } from './saml-keys.js'
import { authnRequest, envelopedSigned, redirectQuery, type RequestDraft } from './saml-requests.js'
import { createWebClient } from './web-client.js'

/** What the ArtifactResolutionService of one instance said. */
export interface ResolvedArtifact {
  readonly status: number
  /** The whole SOAP document. */
  readonly text: string
  /** The Response in it, as a document of its own; null: there is none. */
  readonly response: string | null
}

/** A portal that resolves artifacts itself. */
export interface ArtifactPortal extends E2ePortal {
  /** Where artifacts come to it. */
  readonly artifactAcs: string
  /** The address of a request by redirect with these attributes, that names no address for its answer. */
  artifactRequest(attributes: RequestDraft['attributes'], relayState?: string): string
  /** Resolves at this instance. */
  resolve(at: Pick<RunningTestBroker, 'url'>, artifact: string): Promise<ResolvedArtifact>
  /** What node-saml makes of a Response. */
  profile(response: string): Promise<Profile>
}

export const HTTP_ARTIFACT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact'

export async function artifactPortal(
  broker: Pick<RunningTestBroker, 'url'>,
  draft: PortalDraft,
): Promise<ArtifactPortal> {
  const portal = await e2ePortal(broker, { artifact: 'beside', ...draft })
  const { entityId, acs } = portal
  const artifactAcs = acs.replace(/acs$/, 'artifact')
  return {
    ...portal,
    artifactAcs,
    artifactRequest(attributes, relayState) {
      const xml = authnRequest({
        issuer: entityId,
        attributes: {
          ID: `_${randomUUID()}`,
          IssueInstant: new Date().toISOString(),
          Destination: portal.ssoLocation,
          AssertionConsumerServiceURL: null,
          ...attributes,
        },
      })
      return `${portal.ssoLocation}?${redirectQuery(xml, relayState)}`
    },
    async resolve({ url }, artifact) {
      const place = `${broker.url}/saml/artifact`
      const message = artifactResolve(Date.now(), artifact, { issuer: entityId, attributes: { Destination: place } })
      const body = inSoap(envelopedSigned(message, { key: testKey('service') }))
      const { status, body: text } = await createWebClient().post(`${url}/saml/artifact`, body, {
        headers: { 'content-type': 'text/xml', SOAPAction: '"http://www.oasis-open.org/committees/security"' },
      })
      return { status, text, response: responseIn(text) }
    },
    async profile(response) {
      const fields = { SAMLResponse: Buffer.from(response).toString('base64') }
      const { profile } = await portal.saml({ callbackUrl: artifactAcs }).validatePostResponseAsync(fields)
      return profile ?? Promise.reject(new Error('nobody is logged in'))
    },
  }
}
