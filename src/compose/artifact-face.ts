import type { Config } from '../config/config.js'
import { createPseudonyms } from '../crypto/pseudonym.js'
import { days } from '../domain/instant.js'
import type { WeakAlgorithmUsed } from '../domain/weak-algorithms.js'
import type { ArtifactDeps } from '../login/web/artifact-route.js'
import { createArtifactMessages } from '../saml/artifact/artifact-messages.js'
import { createResolveReceiver } from '../saml/artifact/receive-resolve.js'
import type { Lasting } from './lasting.js'
import { artifactLocationOf, entityIdOf } from './own-addresses.js'

/** Makes what resolves artifacts, on these stores, at the config's address. */
export function createArtifactFace(lasting: Lasting, config: Config, weakUsed: WeakAlgorithmUsed): ArtifactDeps {
  const { ephemeral, registry, keys, clock, random, dialects, keySet, log, metrics: meter } = lasting
  const parts = { registry, clock, entityId: entityIdOf(config), metadataGrace: days(config.settings.metadata.grace) }
  const pseudonyms = createPseudonyms(keySet.key('pseudonym'))
  return {
    ports: { ...ephemeral, log, meter },
    receive: createResolveReceiver({ ...parts, artifactLocation: artifactLocationOf(config), weakUsed }),
    messages: createArtifactMessages({ ...parts, keys, random, dialects, pseudonyms }),
  }
}
