import { BrokerError } from '../../domain/error-catalogue.js'
import type { UpstreamDialect } from '../../domain/upstream.js'
import { akdbUpstream } from './akdb/upstream.js'
import { eidasUpstream } from './eidas/upstream.js'
import { ekonaUpstream } from './ekona/upstream.js'
import { finkUpstream } from './fink/upstream.js'
import { saml2intUpstream } from './saml2int/upstream.js'
import type { UpstreamFace } from './upstream-face.js'

/** How upstreams speak, by dialect, one line for each. */
const UPSTREAM_FACES: readonly UpstreamFace[] = [
  saml2intUpstream,
  akdbUpstream,
  finkUpstream,
  eidasUpstream,
  ekonaUpstream,
]

/** The face of this dialect. Upstreams that speak SAML are registered with one of these: any other is a fault, `internal`. */
export function upstreamFace(dialect: UpstreamDialect): UpstreamFace {
  const found = UPSTREAM_FACES.find(({ id }) => id === dialect)
  if (!found) throw new BrokerError('internal', `no dialect ${dialect} of upstreams`)
  return found
}
