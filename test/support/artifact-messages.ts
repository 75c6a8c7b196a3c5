import { createHash } from 'node:crypto'
import type { WebPage } from './web-page.js'
import { BROKER } from './saml-requests.js'
import { SERVICE } from './saml-service.js'

export const ARTIFACT_PLACE = 'https://konto.example/saml/artifact'

const NS =
  'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"' as const

let ids = 0

export interface ResolveDraft {
  /** Null: left out. */
  readonly attributes?: Readonly<Record<string, string | null>>
  readonly issuer?: string
  /** In place of Artifact, as raw text. */
  readonly content?: string
}

/** An ArtifactResolve, unsigned. */
export function artifactResolve(now: number, artifact: string, draft: ResolveDraft = {}): string {
  const { attributes = {}, issuer = SERVICE, content = `<samlp:Artifact>${artifact}</samlp:Artifact>` } = draft
  const all = {
    ID: `_resolve-${++ids}`,
    Version: '2.0',
    IssueInstant: new Date(now).toISOString(),
    Destination: ARTIFACT_PLACE,
    ...attributes,
  }
  const written = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [` ${name}="${value}"`]))
  return `<samlp:ArtifactResolve ${NS}${written.join('')}><saml:Issuer>${issuer}</saml:Issuer>${content}</samlp:ArtifactResolve>`
}

/** An artifact on its way to a service. */
export interface SentArtifact {
  readonly to: string
  readonly artifact: string
  readonly relayState: string | null
}

/** What a page, or a redirect that was not followed, takes to the service. */
export function artifactIn(page: WebPage): SentArtifact {
  const location = page.headers.location
  if (location !== undefined) {
    const url = new URL(location)
    const [artifact, relayState] = [url.searchParams.get('SAMLart') ?? '', url.searchParams.get('RelayState')]
    return { to: location.split(/[?&]SAMLart=/)[0] ?? '', artifact, relayState }
  }
  const value = (name: string): string | null => page.find(`input[name=${name}]`)?.attributes.get('value') ?? null
  const to = page.find('#hand-over')?.attributes.get('action') ?? ''
  return { to, artifact: value('SAMLart') ?? '', relayState: value('RelayState') }
}

/** An artifact of type 4 as the standard has it, with each part to choose. */
export function artifactOf({
  type = [0, 4],
  index = [0, 0],
  source = BROKER,
  handle = Buffer.alloc(20, 7),
}: {
  readonly type?: readonly number[]
  readonly index?: readonly number[]
  readonly source?: string
  readonly handle?: Buffer
} = {}): string {
  const id = createHash('sha1').update(source).digest()
  return Buffer.concat([Buffer.from(type), Buffer.from(index), id, handle]).toString('base64')
}

/** The Response in an ArtifactResponse, as a document of its own; null: there is none. */
export function responseIn(answer: string): string | null {
  const found = /<samlp:Response .*<\/samlp:Response>/s.exec(answer)?.[0]
  return (
    found?.replace('<samlp:Response ', '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ') ?? null
  )
}
