import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect } from 'chai'
import { OperatorError } from '../../src/domain/operator-error.js'
import { readServiceMetadata, type ServiceReading } from '../../src/saml/metadata/service-metadata.js'
import { signDocument } from '../../src/saml/xml/sign-document.js'
import { fuzzRuns, grownBelow, mutated } from '../support/fuzzing.js'
import { testKey } from '../support/xml-keys.js'
import { keyDescriptor, spMetadata } from '../support/xml-metadata.js'
import { BROKER, NOW } from '../support/xml-service.js'

const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'

/** The reading; null for a refusal in one visible line. Anything else thrown is a fault. */
function orRefused(text: string, signer: string | null): ServiceReading | null {
  try {
    return readServiceMetadata(Buffer.from(text), { signer, now: NOW, ownEntityId: BROKER, allowHttpLoopback: false })
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    expect(error.message).not.to.match(/[\p{Cc}\p{Zl}]/u)
    return null
  }
}

const expectKept = ({ entities, refused }: ServiceReading): void => {
  for (const { entityId, metadata } of entities) {
    expect(entityId).not.to.equal(BROKER)
    for (const { location } of metadata.assertionConsumerServices)
      expect(location).to.match(/^https:\/\/[^@\s#/?\\]+([/?][^\s#]*)?$/i)
  }
  for (const { message } of refused) expect(message).not.to.match(/[\p{Cc}\p{Zl}]/u)
}

describe('metadata that was mutated', () => {
  // Measured from here on: what other tests of this process took is not their matter.
  let atStart = process.memoryUsage()
  before(() => {
    atStart = process.memoryUsage()
  })
  after(() => grownBelow(atStart, 400))

  for (const name of ['shibboleth-sp', 'simplesamlphp-sp', 'mellon-sp']) {
    it(`of ${name} gives addresses that are allowed, or a refusal in one line`, () => {
      const text = readFileSync(new URL(`../fixtures/metadata/${name}.xml`, import.meta.url), 'utf8')
      const pieces = [
        'https://evil.example/',
        'http:',
        '@',
        '#',
        '<!-- -->',
        '\u009b',
        '\u2028',
        '<',
        '"',
        '&#27;',
        '-1',
        'x',
      ]
      fc.assert(
        fc.property(mutated(text, pieces), (changed) => {
          const reading = orRefused(changed, null)
          if (reading) expectKept(reading)
        }),
        fuzzRuns(250),
      )
    })
  }

  it('of a signer is what the signer signed, or refused', async () => {
    const signer = testKey('RSA-3072')
    const plain = spMetadata({ keys: keyDescriptor(testKey().certificate), attributes: ' ID="_metadata"' })
    const signed = await signDocument(plain, signer.signer, RSA_SHA256)
    const good = orRefused(signed, signer.pem)
    expect(good?.entities).to.have.length(1)
    fc.assert(
      fc.property(mutated(signed), (changed) => {
        const reading = orRefused(changed, signer.pem)
        if (reading) expect(reading.entities).to.deep.equal(good?.entities)
      }),
      fuzzRuns(300),
    )
  })
})
