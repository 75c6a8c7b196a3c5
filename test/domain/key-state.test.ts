import { expect } from 'chai'
import { decrypts, isAnnounced, sameRole, signs } from '../../src/domain/key-state.js'
import { KEY_STATES } from '../../src/domain/ports/signing-keys.js'

/** In the order next, active, previous, retired. */
const table = (use: 'signing' | 'encryption', does: typeof signs): readonly boolean[] =>
  KEY_STATES.map((state) => does({ use, state }))

describe('a key', () => {
  it('for signing is announced before it signs and after, and signs while it is active', () => {
    expect(table('signing', isAnnounced)).to.deep.equal([true, true, true, false])
    expect(table('signing', signs)).to.deep.equal([false, true, false, false])
    expect(table('signing', decrypts)).to.deep.equal([false, false, false, false])
  })

  it('for encryption is announced while it is active, and decrypts before and after', () => {
    expect(table('encryption', isAnnounced)).to.deep.equal([false, true, false, false])
    expect(table('encryption', decrypts)).to.deep.equal([true, true, true, false])
    expect(table('encryption', signs)).to.deep.equal([false, false, false, false])
  })

  it('takes the place of one of its use and family alone', () => {
    const key = { use: 'signing', type: 'EC-P-256' } as const
    expect(sameRole(key, { use: 'signing', type: 'EC-P-384' })).to.equal(true)
    expect(sameRole(key, { use: 'signing', type: 'RSA-3072' })).to.equal(false)
    expect(sameRole(key, { use: 'encryption', type: 'EC-P-384' })).to.equal(false)
  })
})
