import { expect } from 'chai'
import { sameText } from '../../src/crypto/same-text.js'

describe('the comparison of secrets', () => {
  it('knows the same text, and any other, whatever its length and its bytes', () => {
    expect(sameText('47', '47')).to.equal(true)
    expect(sameText('', '')).to.equal(true)
    // As many letters, but more bytes; and the other way round.
    for (const other of ['48', '4', '477', '', '4é', 'é', '𝟒𝟕']) {
      expect(sameText(other, '47'), other).to.equal(false)
      expect(sameText('47', other), other).to.equal(false)
    }
  })
})
