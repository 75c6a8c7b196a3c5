import { expect } from 'chai'
import { boundMethod, displayName } from '../../src/domain/account.js'
import { ATTRIBUTE_NAMES, CONTACT_ATTRIBUTES, isAttributeName } from '../../src/domain/identity.js'
import { readByEid, selfDeclared, someAccount, someEvidence, someMethod } from './domain-builders.js'

describe('the normalized attributes', () => {
  it('have the names of the contract, each once', () => {
    const contract =
      'givenName familyName birthName academicTitle birthDate placeOfBirth gender nationality documentType ' +
      'street postalCode locality country email phone deMail'
    expect(ATTRIBUTE_NAMES).to.deep.equal(contract.split(' '))
  })

  it('are known by their exact names alone', () => {
    expect(ATTRIBUTE_NAMES.every(isAttributeName)).to.equal(true)
    for (const other of ['givenname', 'mail', 'trustLevel', 'constructor', '']) {
      expect(isAttributeName(other), other).to.equal(false)
    }
  })

  it('count e-mail and phone as contact data, and nothing else', () => {
    expect([...CONTACT_ATTRIBUTES]).to.have.members(['email', 'phone'])
  })
})

describe('an account', () => {
  it('is called by given and family name, whichever of them is known, else by its user name', () => {
    const [givenName, familyName] = [selfDeclared('Erika'), selfDeclared('Beispiel')]
    expect(displayName(someAccount({ identity: { givenName, familyName } }))).to.equal('Erika Beispiel')
    expect(displayName(someAccount({ identity: { familyName } }))).to.equal('Beispiel')
    expect(displayName(someAccount({ identity: { givenName: readByEid(null), familyName } }))).to.equal('Beispiel')
    expect(displayName(someAccount({ identity: {} }))).to.equal('erika')
  })

  it('finds a method that is bound and not blocked', () => {
    const account = someAccount({
      methods: [someMethod('password', 'normal'), someMethod('pass', 'hoch', { blocked: true })],
    })
    expect(boundMethod(account, someEvidence('password', 'normal'))).to.equal(account.methods[0])
    expect(boundMethod(account, someEvidence('pass', 'normal'))).to.equal(undefined)
    expect(boundMethod(account, someEvidence('eid', 'normal'))).to.equal(undefined)
  })
})
