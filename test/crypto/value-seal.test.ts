import { expect } from 'chai'
import { createSecretKey, randomBytes } from 'node:crypto'
import { createValueSeal } from '../../src/crypto/value-seal.js'

const newSeal = () => createValueSeal(createSecretKey(randomBytes(32)))
const TEXT = '{"givenName":"Åsa 😀"}'

describe('a sealed value', () => {
  it('comes back as it was, also for another instance with the same SECRET_KEY', () => {
    const bytes = randomBytes(32)
    const [one, two] = [createValueSeal(createSecretKey(bytes)), createValueSeal(createSecretKey(bytes))]
    for (const text of [TEXT, '', 'x'.repeat(100_000)]) expect(two.open('p', one.seal('p', text))).to.equal(text)
  })

  it('looks different each time', () => {
    const seal = newSeal()
    expect(seal.seal('p', TEXT)).not.to.equal(seal.seal('p', TEXT))
  })

  it('does not open with another SECRET_KEY', () => {
    expect(newSeal().open('p', newSeal().seal('p', TEXT))).to.equal(null)
  })

  it('does not open in another place', () => {
    const seal = newSeal()
    expect(seal.open('session s2', seal.seal('session s1', TEXT))).to.equal(null)
  })

  it('does not open after any change, and not where it was never sealed', () => {
    const seal = newSeal()
    const sealed = seal.seal('p', TEXT)
    const bytes = Buffer.from(sealed.slice(3), 'base64url')
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(seal.open('p', `s1.${changed.toString('base64url')}`), `byte ${at}`).to.equal(null)
    }
    const cut = bytes.subarray(0, -1).toString('base64url')
    for (const text of ['', 's1.', 's1.AAAA', `s1.${cut}`, `s2${sealed.slice(2)}`, TEXT, 's1.ü']) {
      expect(seal.open('p', text), text).to.equal(null)
    }
  })
})
