import { expect } from 'chai'
import { createRandom } from '../../src/crypto/random.js'

describe('randomness', () => {
  const random = createRandom()

  it('makes ids of 128 bits, 22 characters that fit in URLs', () => {
    expect(random.id()).to.match(/^[\w-]{22}$/)
  })

  it('makes secrets of 256 bits, 43 characters that fit in cookies', () => {
    expect(random.secret()).to.match(/^[\w-]{43}$/)
  })

  it('makes SAML ids that are valid xs:ID values of 160 bits', () => {
    expect(random.samlId()).to.match(/^_[0-9a-f]{40}$/)
  })

  it('never repeats itself, whatever is asked for in turns', () => {
    const asked = [random.id, random.secret, random.samlId, createRandom().id]
    const made = Array.from({ length: 4000 }, (_, number) => asked[number % asked.length]?.() ?? '')
    expect(new Set(made).size).to.equal(made.length)
  })

  it('has every bit set in about half of all values, also where more bytes are fetched', () => {
    const values = Array.from({ length: 2000 }, () => Buffer.from(random.secret(), 'base64url'))
    for (let bit = 0; bit < 256; bit++) {
      const set = values.filter((bytes) => ((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1).length
      // Seven standard deviations of 22.
      expect(set, `bit ${bit}`).to.be.within(843, 1157)
    }
  })
})
