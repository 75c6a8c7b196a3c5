import { expect } from 'chai'
import { hasDerivedForm, pseudonymFault } from '../../src/domain/earlier-pseudonym.js'

describe('a pseudonym of an earlier IdP', () => {
  it('may be what a NameID holds that arrives as it was sent', () => {
    const fine = ['x', 'f9b1c0de-0000', 'CN=Müller, O="Amt"', 'a b', '😀'.repeat(256), '<&>', 'İ', '=1+1']
    for (const value of fine) expect(pseudonymFault(value), value).to.equal(null)
  })

  it('is neither empty nor longer than a persistent NameID may be', () => {
    expect(pseudonymFault('')).to.equal('value-empty')
    expect(pseudonymFault('x'.repeat(257))).to.equal('value-long')
  })

  it('has no character that nobody sees, or that XML does not hold', () => {
    const hidden = [
      '\0',
      '\t',
      '\n',
      '\u007f',
      '\u0085',
      '\u200b',
      '\u202e',
      '\ufeff',
      '\u2028',
      '\ud800',
      '\ufffe',
      '\ufffd',
    ]
    for (const each of hidden) expect(pseudonymFault(`a${each}b`), JSON.stringify(each)).to.equal('value-characters')
  })

  it('has no blank at an end, which a portal may cut off, and is in NFC', () => {
    for (const value of [' a', 'a ', '\u00a0a', 'a\u3000']) expect(pseudonymFault(value), value).to.equal('value-edges')
    expect(pseudonymFault('Mu\u0308ller')).to.equal('value-form')
  })

  it('may look as one that the broker derives', () => {
    expect(hasDerivedForm('hfC-Sv8z2JK-TaTHqTX92H8DYASg6sXLXMExGsrefok')).to.equal(true)
    expect(hasDerivedForm('hfC-Sv8z2JK-TaTHqTX92H8DYASg6sXLXMExGsrefo')).to.equal(false)
    expect(hasDerivedForm('hfC-Sv8z2JK=TaTHqTX92H8DYASg6sXLXMExGsrefok')).to.equal(false)
  })
})
