import { createHash } from 'node:crypto'
import type { Config } from '../config/config.js'
import { minutes } from '../domain/instant.js'
import type { SourceStore } from '../domain/ports/source-store.js'
import type { ReadMetadata } from '../operators/services/service-deps.js'
import type { SourceDeps } from '../operators/sources/source-deps.js'
import type { Edges } from './edges.js'

/** What sources are refreshed with, beside the registry that they feed. */
export function sourceToolsOn(
  sources: SourceStore,
  readMetadata: ReadMetadata,
  { openOutgoing, random }: Pick<Edges, 'openOutgoing' | 'random'>,
  config: Config,
): Omit<SourceDeps, 'services'> {
  return {
    sources,
    readMetadata,
    // Loaded with the first fetch, as most brokers and commands have none.
    fetchIfChanged: async (url, known) =>
      (await import('../saml/metadata/fetch-metadata.js')).fetchIfChanged(url, openOutgoing(config), known),
    digest: sha256,
    refreshEvery: minutes(config.settings.metadata.refreshMinutes),
    chance: () => Buffer.from(sha256(Buffer.from(random.id())), 'hex').readUInt32BE() / 2 ** 32,
  }
}

const sha256 = (file: Uint8Array): string => createHash('sha256').update(file).digest('hex')
