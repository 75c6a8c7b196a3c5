import { expect } from 'chai'
import { displayName } from '../../src/domain/account.js'
import type { AttributeOrigin } from '../../src/domain/identity.js'
import { citizen } from '../support/flow-world.js'

const named = (givenName: string, familyName: string, origin: AttributeOrigin = 'eid'): string => {
  const value = (text: string) => ({ value: text, origin, level: 'hoch', at: 0 }) as const
  return displayName(citizen('jana', { identity: { givenName: value(givenName), familyName: value(familyName) } }))
}

describe('the name of an account in a sentence', () => {
  it('is no row of capitals, as cards tell it', () => {
    expect(named('JANA LUISE', 'WINTERBERG')).to.equal('Jana Luise Winterberg')
    expect(named('ANNA-LENA', 'MÜLLER-LÜDENSCHEIDT')).to.equal('Anna-Lena Müller-Lüdenscheidt')
    expect(named('KARL', 'VON DER LEYEN')).to.equal('Karl von der Leyen')
    expect(named('SEÁN', "O'BRIEN")).to.equal("Seán O'Brien")
    expect(named('İBRAHİM', 'GROẞ')).to.equal('Ibrahim Groß')
  })

  it('stays where it is written with care, or not read from a card', () => {
    expect(named('Jana', 'McDonald')).to.equal('Jana McDonald')
    expect(named('JJ', 'DOE', 'self-declared')).to.equal('JJ DOE')
  })

  it('is the user name where there is no other', () => {
    expect(displayName(citizen('jana', { identity: {} }))).to.equal('jana')
  })
})
