import { expect } from 'chai'
import { spMetadata } from '../../support/xml-metadata.js'
import { readText } from '../../support/xml-service.js'

const REQ = 'urn:oasis:names:tc:SAML:profiles:subject-id:req'
const values = (...texts: readonly string[]) =>
  texts.map((text) => `<saml:AttributeValue>${text}</saml:AttributeValue>`).join('')
const asking = (inside: string, name = REQ) =>
  `<mdattr:EntityAttributes><saml:Attribute Name="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri">` +
  `${inside}</saml:Attribute></mdattr:EntityAttributes>`

const asked = (extensions: string) => {
  const { entities, refused } = readText(spMetadata({ extensions }))
  expect(refused).to.deep.equal([])
  return entities[0]?.metadata.subjectIdAsked
}

describe('what metadata ask for beside the NameID', () => {
  it('is one of the four words of the profile', () => {
    for (const word of ['none', 'pairwise-id', 'subject-id', 'any']) {
      expect(asked(asking(values(word))), word).to.equal(word)
      expect(asked(asking(values(` ${word}\n`))), `blanks around ${word}`).to.equal(word)
    }
  })

  it('is nothing for another word, another name, and for nothing', () => {
    expect(asked(asking(values('both')))).to.equal(undefined)
    expect(asked(asking(values('Pairwise-ID')))).to.equal(undefined)
    expect(asked(asking(values('pairwise-id'), 'urn:example:other'))).to.equal(undefined)
    expect(asked(asking(''))).to.equal(undefined)
    expect(asked('')).to.equal(undefined)
  })

  it('is nothing where two words contradict each other, and one where it stands twice', () => {
    expect(asked(asking(values('none', 'subject-id')))).to.equal(undefined)
    expect(asked(asking(values('pairwise-id', 'pairwise-id')))).to.equal('pairwise-id')
  })
})
