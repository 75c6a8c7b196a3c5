import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect } from 'chai'
import type { AttributeName } from '../../../../src/domain/identity.js'
import { akdbService } from '../../../support/akdb-requests.js'
import { goldenSigner } from '../../../support/golden-signer.js'
import { loginOf, loginResult, responseXml, samlBroker } from '../../../support/saml-broker.js'
import { testSigningKeys } from '../../../support/saml-keys.js'
import { signedRedirectQuery } from '../../../support/saml-requests.js'
import { attributeService, serviceKey } from '../../../support/saml-service.js'

const FOLDER = new URL('./golden/', import.meta.url)
const NAMES = readdirSync(FOLDER).flatMap((file) => (file.endsWith('.request.xml') ? [file.slice(0, -12)] : []))

/** What Erika has, all of which would leave if it were asked for. */
const HELD = { givenName: 'Ḫâlid', familyName: 'D’Ôrsay', email: 'khalid@konto.example' }

/** Without a key to encrypt with, so that the answer can be read. */
const service = akdbService({
  metadata: {
    keys: [serviceKey('service')],
    attributeConsumingServices: [attributeService({ required: ['familyName'] })],
  },
  settings: { signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256' },
})

async function answerTo(request: string): Promise<string> {
  const broker = samlBroker({ services: [service], keys: testSigningKeys(goldenSigner) })
  const received = broker.redirect(signedRedirectQuery(request))
  const login = loginOf(received)
  if (received.refusal) return responseXml((await broker.messages.failure(login, received.refusal)).fields)
  const { required, optional } = received.requirements.attributes
  const asked = (Object.keys(HELD) as (keyof typeof HELD)[]).filter((name: AttributeName) =>
    [...required, ...optional].includes(name),
  )
  const released = Object.fromEntries(asked.map((name) => [name, HELD[name]]))
  return responseXml((await broker.messages.success(login, loginResult(released))).answer.fields)
}

/** A changed message is a decision: delete the response, let the test write it anew, and look at the difference. */
describe('requests of BundID’s portals', () => {
  for (const name of NAMES) {
    it(`get byte for byte the answer that they got: ${name}`, async () => {
      const file = new URL(`./${name}.response.xml`, FOLDER)
      const xml = `${await answerTo(readFileSync(new URL(`./${name}.request.xml`, FOLDER), 'utf8').trim())}\n`
      if (!existsSync(file)) {
        writeFileSync(file, xml)
        expect.fail(`${name}.response.xml was missing and is written anew: look at it, then run again`)
      }
      expect(xml).to.equal(readFileSync(file, 'utf8'))
    })
  }
})
