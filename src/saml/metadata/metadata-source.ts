import { days, hours, type Duration, type Instant } from '../../domain/instant.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { SigningKeys } from '../../domain/ports/signing-keys.js'
import type { OwnMetadata } from './own.js'

/** The content of the metadata apart from its keys and its end. */
export type MetadataFace = Omit<OwnMetadata, 'keys' | 'signer' | 'validUntil'>

/** How long one document is handed out before its end is moved on. */
const RENEWED_AFTER: Duration = hours(1)

/**
 * The broker's metadata, signed once and handed out until the announced keys change or an hour has passed.
 * `validForDays`: for how many days a service may keep it.
 */
export function createMetadataSource(
  face: MetadataFace,
  { keys, clock, validForDays }: { readonly keys: SigningKeys; readonly clock: Clock; readonly validForDays: number },
): () => Promise<string> {
  let current: { readonly made: Instant; readonly of: string; readonly text: Promise<string> } | null = null
  return () => {
    const now = clock.now()
    const announced = keys.announced()
    const of = announced.map(({ id, state }) => `${id} ${state}`).join()
    if (current?.of !== of || now - current.made > RENEWED_AFTER) {
      const text = written({
        ...face,
        keys: announced,
        signer: keys.signer(),
        validUntil: now + days(validForDays),
      })
      current = { made: now, of, text }
      // A document that failed is not kept.
      text.catch(() => (current = null))
    }
    return current.text
  }
}

/** What writes and signs metadata is loaded with the first one: its libraries serve nothing else. */
const written = async (own: OwnMetadata): Promise<string> => (await import('./own.js')).ownMetadata(own)
