import type { ArtifactOutcome } from '../domain/artifact.js'
import { BrokerError } from '../domain/error-catalogue.js'
import { minutes } from '../domain/instant.js'
import type { AskedArtifact } from '../domain/ports/artifact-messages.js'
import type { ArtifactStore } from '../domain/ports/artifact-store.js'
import type { Log } from '../domain/ports/log.js'
import type { Meter } from '../domain/ports/meter.js'
import type { ReplayCache } from '../domain/ports/replay-cache.js'

export interface ResolvePorts {
  readonly artifacts: ArtifactStore
  readonly replay: ReplayCache
  readonly log: Log
  readonly meter: Meter
}

/** Longer than any request is taken for new, with clocks that differ. */
const CLAIMED_FOR = minutes(15)

/**
 * The answer that an artifact stands for, once, and for the service that it was made for alone. Null for every other artifact:
 * whether it was used, is of another service or never was, whoever asks learns nothing of it (saml-core §3.5.3), and changes
 * nothing. Throws `saml-replay` for a request that was made before.
 */
export async function resolveArtifact(asked: AskedArtifact, ports: ResolvePorts): Promise<string | null> {
  const { service, requestId } = asked
  const first = await ports.replay.claim(`artifact ${service} ${requestId}`, 'asked', CLAIMED_FOR)
  // check: an-artifact-resolve-counts-once
  if (first !== null) throw new BrokerError('saml-replay').claimedBy(service)
  const taken = await take(asked, ports.artifacts)
  const outcome = typeof taken === 'string' ? taken : 'resolved'
  ports.meter.artifactResolved(outcome)
  ports.log[outcome === 'resolved' ? 'info' : 'warn']('artifact.resolved', { service, result: outcome })
  return typeof taken === 'string' ? null : taken.message
}

type Taken = { readonly message: string } | Exclude<ArtifactOutcome, 'resolved'>

async function take({ service, handle }: AskedArtifact, artifacts: ArtifactStore): Promise<Taken> {
  if (handle === null) return 'malformed'
  const kept = await artifacts.find(handle)
  if (!kept) return 'unknown'
  // check: an-artifact-is-of-one-service
  if (kept.service !== service) return 'of-another-service'
  const { message } = kept
  if (message === null) return 'used'
  // check: an-artifact-is-used-once
  return (await artifacts.replace({ ...kept, version: kept.version + 1, message: null })) ? { message } : 'used'
}
