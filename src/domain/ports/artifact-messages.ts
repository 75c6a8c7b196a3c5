import type { EntityId } from '../ids.js'

/** An artifact that a service asks to resolve; the request is proven. */
export interface AskedArtifact {
  readonly service: EntityId
  readonly requestId: string
  /** The handle in it, in hex; null: it is none of ours by its form. */
  readonly handle: string | null
}

/** Answers services that resolve artifacts. Implemented by `saml/artifact`. */
export interface ArtifactMessages {
  /** A SOAP document with the message that the artifact stood for; null: with none. */
  answer(asked: AskedArtifact, message: string | null): Promise<string>
}
