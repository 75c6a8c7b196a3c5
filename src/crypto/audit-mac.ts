import { createHmac } from 'node:crypto'
import type { AuditMac } from '../domain/ports/audit-stamp.js'
import type { KeySet } from './key-set.js'
import { sameText } from './same-text.js'

/** Generation of the key; there is one so far. */
const GENERATION = 1

/** MACs of audit entries under the stored key for them, which is asked for when one is made. */
export function createAuditMac(keys: Pick<KeySet, 'key'>): AuditMac {
  const make = (text: string): string =>
    `${GENERATION}.${createHmac('sha256', keys.key('audit')).update(text, 'utf8').digest('base64url')}`
  return {
    make,
    // check: an-audit-entry-is-as-it-was-written
    holds: (text, mac) => sameText(mac, make(text)),
  }
}
