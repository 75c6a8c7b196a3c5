import { expect } from 'chai'
import { normalizePassword, passwordFault } from '../../src/domain/password-policy.js'

const COMMON = new Set(['passwort1234', 'qwertzuiop123'])

describe('a password', () => {
  it('has 12 to 256 characters', () => {
    expect(passwordFault('x'.repeat(11), COMMON)).to.equal('password-length')
    expect(passwordFault('x'.repeat(12), COMMON)).to.equal(null)
    expect(passwordFault('x'.repeat(256), COMMON)).to.equal(null)
    expect(passwordFault('x'.repeat(257), COMMON)).to.equal('password-length')
  })

  it('is counted in characters, not in code units or in marks typed apart', () => {
    expect(passwordFault('😀'.repeat(11), COMMON)).to.equal('password-length')
    expect(passwordFault('😀'.repeat(12), COMMON)).to.equal(null)
    expect(passwordFault('u\u0308'.repeat(11), COMMON)).to.equal('password-length')
  })

  it('is not on the list of common ones, in whichever case', () => {
    expect(passwordFault('passwort1234', COMMON)).to.equal('password-common')
    expect(passwordFault('PassWort1234', COMMON)).to.equal('password-common')
    expect(passwordFault('passwort12345', COMMON)).to.equal(null)
  })

  it('obeys no other rule: blanks, one kind of character and any letter are fine', () => {
    for (const typed of ['ein ganzer satz', ' '.repeat(12), 'aaaaaaaaaaaa', 'Straße nach Ẑürich', '123456789012']) {
      expect(passwordFault(typed, COMMON), typed).to.equal(null)
    }
  })

  it('is the same from a keyboard that types marks apart, and keeps its blanks and case', () => {
    expect(normalizePassword('Scho\u0308n ')).to.equal('Sch\u00F6n ')
  })
})
