import { createHash } from 'node:crypto'
import type { Signer } from '../../src/domain/ports/signing-keys.js'

/** A signer without a key: its signature is a digest, so that messages are the same in every run. */
const certificate = 'Z29sZGVu'
export const goldenSigner: Signer = {
  info: {
    id: 'golden',
    use: 'signing',
    state: 'active',
    type: 'RSA-3072',
    certificate,
    notAfter: 0,
    createdAt: 0,
    activatedAt: 0,
    stateSince: 0,
    inHsm: false,
  },
  sign: (algorithm, data) => Promise.resolve(createHash('sha256').update(algorithm).update(data).digest()),
}
