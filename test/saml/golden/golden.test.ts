import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { expect } from 'chai'
import { goldenSigner } from '../../support/golden-signer.js'
import { loginResult, plainLogin, responseXml, samlBroker, type SamlBroker } from '../../support/saml-broker.js'
import { testSigningKeys } from '../../support/saml-keys.js'
import { testService } from '../../support/saml-service.js'

const broker = (nameIdFormat: 'persistent' | 'transient' | 'emailAddress') => {
  const settings = { nameIdFormat, signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256' }
  return samlBroker({ services: [testService({ settings })], keys: testSigningKeys(goldenSigner) })
}

const everything = {
  givenName: 'Ḫâlid Jürgen D’Ôrsay',
  familyName: 'C̨̆ekan-ẞtrauß',
  birthDate: '1964-08',
  street: '<Am & "Markt">\t7\r\nHinterhaus',
  email: 'khalid@konto.example',
}

const success = async (by: SamlBroker) => (await by.messages.success(plainLogin(by), loginResult(everything))).answer

const MESSAGES = {
  'success-persistent': () => success(broker('persistent')),
  'success-transient': () => success(broker('transient')),
  'success-email': () => success(broker('emailAddress')),
  'status-no-passive': () => {
    const by = broker('persistent')
    return by.messages.failure(plainLogin(by), 'no-passive')
  },
}

/** A changed message is a decision: delete the file, let the test write it anew, and look at the difference. */
describe('the messages that services get', () => {
  for (const [name, answer] of Object.entries(MESSAGES)) {
    it(`are byte for byte what they were: ${name}`, async () => {
      const file = new URL(`./${name}.xml`, import.meta.url)
      const xml = `${responseXml((await answer()).fields)}\n`
      if (!existsSync(file)) {
        writeFileSync(file, xml)
        expect.fail(`${name}.xml was missing and is written anew: look at it, then run again`)
      }
      expect(xml).to.equal(readFileSync(file, 'utf8'))
    })
  }
})
