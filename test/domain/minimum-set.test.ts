import { expect } from 'chai'
import type { AttributeName, Identity } from '../../src/domain/identity.js'
import { personText, samePerson } from '../../src/domain/minimum-set.js'

const identity = (values: Partial<Record<AttributeName, string | null>>): Identity =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { value, origin: 'eid', level: 'hoch', at: 0 } as const]),
  )

const WHOLE = {
  givenName: 'JANA LUISE',
  familyName: 'WINTERBERG',
  birthName: null,
  birthDate: '1987-03-09',
  placeOfBirth: 'SOLINGEN',
}

describe('the person of a minimum set', () => {
  it('is one text, whatever the spelling: in capitals, without marks, with one blank', () => {
    const typed = { ...WHOLE, givenName: 'Jana  Luise', familyName: 'Winterberg ', placeOfBirth: 'Solingen' }
    expect(personText(identity(typed)))
      .to.equal(personText(identity(WHOLE)))
      .and.not.equal(null)
  })

  it('may have no birth name, and one name alone', () => {
    for (const change of [{ birthName: 'BERG' }, { givenName: null }, { familyName: null }]) {
      const text = personText(identity({ ...WHOLE, ...change }))
      expect(text)
        .to.not.equal(null)
        .and.not.equal(personText(identity(WHOLE)))
    }
  })

  it('is nobody without any name, date or place of birth: what is left would stand for more than one', () => {
    for (const empty of [null, '', ' ', '\u00a0 ', '\u2019']) {
      for (const change of [
        { givenName: empty, familyName: empty },
        { birthDate: empty },
        { placeOfBirth: empty },
        { givenName: empty, familyName: empty, birthDate: empty, placeOfBirth: empty },
      ]) {
        expect(personText(identity({ ...WHOLE, ...change })), JSON.stringify(change)).to.equal(null)
      }
    }
  })

  it('is nobody where one of its values was not read: not collected is not empty', () => {
    for (const name of Object.keys(WHOLE)) {
      const rest = Object.fromEntries(Object.entries(WHOLE).filter(([each]) => each !== name))
      expect(personText(identity(rest)), name).to.equal(null)
    }
  })
})

describe('a card and an account are of the same person', () => {
  it('by name and birth date in the search form', () => {
    expect(
      samePerson(identity({ ...WHOLE, givenName: 'Jana Luise', familyName: 'Winterberg' }), identity(WHOLE)),
    ).to.equal(true)
    expect(samePerson(identity({ ...WHOLE, birthDate: '1987-03-10' }), identity(WHOLE))).to.equal(false)
    expect(
      samePerson(
        identity({ familyName: 'Winterberg', birthDate: '1987-03-09' }),
        identity({ ...WHOLE, givenName: null }),
      ),
    ).to.equal(true)
  })

  it('never by what both do not have', () => {
    const empty = { givenName: null, familyName: null, birthDate: null }
    expect(samePerson(identity(empty), identity(empty))).to.equal(false)
    expect(samePerson(identity({ ...WHOLE, birthDate: null }), identity({ ...WHOLE, birthDate: null }))).to.equal(false)
    const nameless = { ...WHOLE, givenName: null, familyName: ' ' }
    expect(samePerson(identity(nameless), identity(nameless))).to.equal(false)
    expect(samePerson(identity({}), undefined)).to.equal(false)
  })

  it('never by what the card was not asked for', () => {
    const account = identity({ familyName: 'Winterberg', birthDate: '1987-03-09' })
    expect(samePerson(account, identity({ familyName: 'WINTERBERG', birthDate: '1987-03-09' }))).to.equal(false)
  })
})
