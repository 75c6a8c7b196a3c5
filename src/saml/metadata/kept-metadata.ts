import type { KeyObject } from 'node:crypto'
import { servicePublicKey } from '../../crypto/service-key.js'
import type { Instant } from '../../domain/instant.js'
import type { KeptFault } from '../../domain/kept-fault.js'
import { isPast } from '../../domain/past.js'
import type { ServiceKey, ServiceMetadata } from '../../domain/service.js'
import { endpointFault } from './endpoint-url.js'
import { keyFault } from './key-strength.js'

/** When and where metadata that were read before are judged again. */
export interface KeptContext {
  readonly now: Instant
  readonly allowHttpLoopback: boolean
}

/**
 * Why metadata that were accepted once would not be by now: the rules of a reading (`service-entity.ts`) that time, a
 * newer version or another PUBLIC_URL can break. Null where they still are.
 */
export function keptMetadataFault(
  { validUntil, keys, assertionConsumerServices, singleLogoutServices }: ServiceMetadata,
  { now, allowHttpLoopback }: KeptContext,
): KeptFault | null {
  // check: kept-metadata-that-ended-do-not-come-back
  if (validUntil !== null && isPast(validUntil, now)) return { kind: 'ended', validUntil }
  const weak = keys.map(weakKey).find((each) => each !== null)
  // check: a-kept-key-that-is-refused-by-now-does-not-come-back
  if (weak) return { kind: 'key', key: weak }
  const addresses = [
    ...assertionConsumerServices.map(({ location }) => location),
    ...singleLogoutServices.flatMap(({ location, responseLocation }) =>
      responseLocation === null ? [location] : [location, responseLocation],
    ),
  ]
  const refused = addresses.find((each) => endpointFault(each, allowHttpLoopback) !== null)
  // check: a-kept-address-that-is-refused-by-now-does-not-come-back
  return refused === undefined ? null : { kind: 'endpoint', location: refused }
}

/** The kind of a key that is refused by now, as operators call it; null for one that is not. */
function weakKey(stored: ServiceKey): string | null {
  const key = readable(stored)
  if (key === null) return '?'
  return keyFault(key) === null ? null : kindOf(key)
}

function readable(stored: ServiceKey): KeyObject | null {
  try {
    return servicePublicKey(stored)
  } catch {
    return null
  }
}

function kindOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string {
  const detail = asymmetricKeyDetails?.modulusLength ?? asymmetricKeyDetails?.namedCurve ?? ''
  return `${asymmetricKeyType?.toUpperCase() ?? '?'} ${detail}`.trim()
}
