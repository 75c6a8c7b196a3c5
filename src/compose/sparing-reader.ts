import type { Config } from '../config/config.js'
import type { ReadMetadata } from '../operators/services/service-deps.js'
import type { ThreadReader } from '../saml/metadata/thread-reader.js'
import type { Edges } from './edges.js'
import { metadataReader, readingOptions } from './tools.js'

/** Read within a turn of the loop that nobody notices; to start a thread takes longer. */
const SMALL = 96 * 1024

/** Reads metadata in a running broker: large files in a thread, so that logins go on meanwhile. */
export function sparingReader(
  config: Config,
  { clock, startReading }: Pick<Edges, 'clock' | 'startReading'>,
): ReadMetadata {
  const atOnce = metadataReader(config, clock)
  let reader: ThreadReader | null = null
  return async (file, signer) => {
    // check: a-large-file-holds-up-no-login
    if (file.length <= SMALL) return atOnce(file, signer)
    // Loaded with the first large file, as most brokers never see one.
    const { createThreadReader } = await import('../saml/metadata/thread-reader.js')
    reader ??= createThreadReader(startReading)
    return reader(file, readingOptions(config, clock, signer))
  }
}
