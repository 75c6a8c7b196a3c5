import { expect } from 'chai'
import { loadCommonPasswords } from '../../src/crypto/common-passwords.js'
import { passwordFault } from '../../src/domain/password-policy.js'

describe('the local list of common passwords', () => {
  const common = loadCommonPasswords()

  it('holds more than ten thousand entries that the length rule alone would let pass', () => {
    expect(common.size).to.be.greaterThan(10_000)
    for (const entry of common) expect([...entry].length, entry).to.be.at.least(12)
  })

  it('holds entries in the form in which passwords are compared: NFC and lower case', () => {
    for (const entry of common) expect(entry.normalize('NFC').toLowerCase()).to.equal(entry)
  })

  for (const typed of [
    'password1234',
    'Passwort1234',
    'PASSWORT2026!',
    'qwertzuiop123',
    'qwertyuiop12',
    '123456789012',
    'aaaaaaaaaaaaa',
    'Willkommen123!',
    'correcthorsebatterystaple',
    'Servicekonto123',
    'münchen123456',
    'Sommersommer',
  ]) {
    it(`refuses ${typed}`, () => expect(passwordFault(typed, common)).to.equal('password-common'))
  }

  it('lets pass what nobody else chose', () => {
    expect(passwordFault('Drei Rehe am Kanal', common)).to.equal(null)
    expect(passwordFault('vK7-mRt2-pQ9x', common)).to.equal(null)
  })
})
