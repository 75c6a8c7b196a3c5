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

  it('never repeats itself', () => {
    const ids = Array.from({ length: 1000 }, () => random.id())
    expect(new Set(ids).size).to.equal(ids.length)
  })
})
