import { expect } from 'chai'
import { maskPersons } from '../../../src/saml/idp/mask-persons.js'

describe('a request that is kept', () => {
  const MASKED: Readonly<Record<string, readonly [string, string]>> = {
    'a Subject with its NameID': [
      '<a><s:Subject><s:NameID Format="x">jana</s:NameID></s:Subject><b/></a>',
      '<a><s:Subject>…</s:Subject><b/></a>',
    ],
    'a NameID elsewhere': ['<e><NameID\n>jana</NameID ><NameID/></e>', '<e><NameID\n>…</NameID ><NameID/></e>'],
    'one of another prefix inside': [
      '<x:Subject><y:Subject>j</y:Subject></x:Subject>',
      '<x:Subject>…</y:Subject></x:Subject>',
    ],
    'one that has no end': ['<a><s:Subject>jana@mail', '<a><s:Subject>…'],
    'what is encrypted': ['<s:EncryptedID><x>AAAA</x></s:EncryptedID>', '<s:EncryptedID>…</s:EncryptedID>'],
  }
  for (const [what, [xml, masked]] of Object.entries(MASKED)) {
    it(`is without the content of ${what}`, () => {
      expect(maskPersons(xml)).to.equal(masked)
    })
  }

  it('keeps everything else, and names that only begin alike', () => {
    const xml = '<a><SubjectConfirmationX>x</SubjectConfirmationX><s:Issuer>https://portal.example</s:Issuer></a>'
    expect(maskPersons(xml)).to.equal(xml)
  })

  it('is masked in one go, however it is made', () => {
    for (const piece of ['<Subject ', '<Subject>', '</', '<s:Subject></s:', '<Subject></Subject', ' <a:'.repeat(3)]) {
      const text = piece.repeat(Math.floor(131_072 / piece.length))
      expect(maskPersons(text).length).to.be.at.most(text.length + 1)
    }
  })
})
