import { days } from '../../../src/domain/instant.js'
import { OperatorError } from '../../../src/domain/operator-error.js'
import type { KeyInfo } from '../../../src/domain/ports/signing-keys.js'
import type { KeyDeps, KeyTools } from '../../../src/operators/keys/manage-keys.js'
import { ECDSA, NOW, SIGNING_KEY } from '../registry-world.js'

export const RSA = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'

/** A key as it is made and used at once; what a test is about, it says itself. */
export const key = (id: string, changes: Partial<KeyInfo> = {}): KeyInfo => ({
  id,
  use: 'signing',
  state: 'active',
  stateSince: NOW,
  type: 'RSA-3072',
  certificate: SIGNING_KEY,
  notAfter: NOW + days(1000),
  createdAt: NOW,
  activatedAt: NOW,
  inHsm: false,
  ...changes,
})

const NONE: KeyDeps['services'] = { all: async () => [] }

/** These keys at this time, and services; a change puts a key into another state, as the real tools do. */
export function keyHouse(keys: readonly KeyInfo[], now = NOW, services = NONE): KeyDeps {
  let held = keys
  const change = async (id: string, state: KeyInfo['state']): Promise<KeyInfo> => {
    held = held.map((each) => (each.id === id ? { ...each, state } : each))
    return held.find((each) => each.id === id) ?? Promise.reject(new OperatorError('key-unknown', id))
  }
  const tools: KeyTools = {
    types: ['RSA-3072', 'EC-P-256'],
    signatureAlgorithms: (type) => (type.startsWith('EC') ? [ECDSA] : [RSA]),
    list: async () => held,
    generate: async (made) => key('fresh', { ...made, state: 'next' }),
    activate: (id) => change(id, 'active'),
    retire: (id) => change(id, 'retired'),
  }
  return { keys: tools, services, now, validFor: days(28), announceFor: days(7) }
}
