import { expect } from 'chai'
import fc from 'fast-check'
import { normalizeUsername, usernameFault, usernameKey } from '../../src/domain/username.js'

const text = fc.string({ unit: 'binary', maxLength: 20 })

describe('a user name', () => {
  it('has 3 to 64 characters', () => {
    expect(usernameFault('ab')).to.equal('username-length')
    expect(usernameFault('abc')).to.equal(null)
    expect(usernameFault('a'.repeat(64))).to.equal(null)
    expect(usernameFault('a'.repeat(65))).to.equal('username-length')
  })

  it('is counted in characters as read, not in code units or in marks typed apart', () => {
    expect(usernameFault('😀😀')).to.equal('username-length')
    expect(usernameFault('u\u0308u\u0308')).to.equal('username-length')
    expect(usernameFault('u\u0308'.repeat(64))).to.equal(null)
  })

  it('does not count blanks around it', () => {
    expect(normalizeUsername('  erika ')).to.equal('erika')
    expect(usernameFault(' ab ')).to.equal('username-length')
  })

  for (const [what, name] of [
    ['a blank', 'erika beispiel'],
    ['a no-break space', 'erika\u00A0b'],
    ['a line break', 'erika\nb'],
    ['a control character', 'erika\u0000'],
    ['an invisible character', 'eri\u200Bka'],
    ['a direction mark', 'eri\u202Eka'],
    ['half a surrogate pair', 'erika\uD800'],
  ] as const) {
    it(`holds no ${what.replace(/^an? /, '')}`, () => {
      expect(usernameFault(name)).to.equal('username-characters')
    })
  }

  it('may be an e-mail address or hold any letter', () => {
    for (const name of ['erika@post.example', 'Jürgen-Ñ.', 'Ẑoë', 'Ωμέγα', '12345']) {
      expect(usernameFault(name), name).to.equal(null)
    }
  })

  it('is kept in NFC as chosen', () => {
    expect(normalizeUsername('Ju\u0308rgen')).to.equal('J\u00FCrgen')
  })

  it('is the same however it is written in capitals, small letters or decomposed', () => {
    const same = ['JÜRGEN', 'jürgen', 'ju\u0308rgen', ' Jürgen ']
    expect(new Set(same.map(usernameKey)).size).to.equal(1)
    expect(usernameKey('STRASSE')).to.equal(usernameKey('straße'))
    expect(usernameKey('STRAẞE')).to.equal(usernameKey('straße'))
    expect(usernameKey('ΝΙΚΟΣ')).to.equal(usernameKey('νικος'))
    expect(usernameKey('νικοσ')).to.equal(usernameKey('νικος'))
  })

  it('is another with another letter', () => {
    expect(usernameKey('jurgen')).to.not.equal(usernameKey('jürgen'))
    expect(usernameKey('erika1')).to.not.equal(usernameKey('erika2'))
  })

  it('compares the same for any text and its capitals, small letters and normal forms', () => {
    fc.assert(
      fc.property(text, (name) => {
        for (const form of [name.toUpperCase(), name.toLowerCase(), name.normalize('NFD'), usernameKey(name)]) {
          expect(usernameKey(form)).to.equal(usernameKey(name))
        }
      }),
    )
  })
})
