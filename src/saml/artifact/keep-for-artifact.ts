import { ARTIFACT_LIFETIME, READ_ARTIFACT_LIFETIME } from '../../domain/artifact.js'
import type { AnswerNotice, ArtifactAnswer } from '../../domain/login.js'
import type { ArtifactStore } from '../../domain/ports/artifact-store.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { Random } from '../../domain/ports/random.js'
import type { AskedLogin } from '../../domain/ports/service-messages.js'
import { writeArtifact } from './artifact-code.js'

export interface ArtifactPorts {
  readonly artifacts: ArtifactStore
  readonly random: Random
  readonly clock: Clock
  /** The broker's entityID. */
  readonly entityId: string
}

/**
 * Keeps an answer for the service that it is for, and gives the artifact that leads there (saml-bindings §3.6). Nobody
 * has the artifact before the login's end is stored, so an answer that comes to nothing is one that nobody can ask for.
 * Throws `unavailable` where the store does not answer; then nothing has happened.
 */
export async function keepForArtifact(
  message: string,
  { requirements, reply }: AskedLogin,
  notice: AnswerNotice | null,
  { artifacts, random, clock, entityId }: ArtifactPorts,
): Promise<ArtifactAnswer> {
  const id = random.artifactHandle()
  const keepUntil = clock.now() + (notice === null ? ARTIFACT_LIFETIME : READ_ARTIFACT_LIFETIME)
  await artifacts.create({ id, version: 1, service: requirements.service, message, keepUntil })
  const { acsLocation, relayState } = reply
  const fields = { SAMLart: writeArtifact(id, entityId), ...(relayState !== null && { RelayState: relayState }) }
  return { kind: 'artifact', action: acsLocation, fields, notice }
}
