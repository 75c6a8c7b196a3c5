import { expect } from 'chai'
import fc from 'fast-check'
import { BrokerError } from '../../../src/domain/error-catalogue.js'
import { OperatorError } from '../../../src/domain/operator-error.js'
import { readServiceMetadata } from '../../../src/saml/metadata/service-metadata.js'
import { parseXml } from '../../../src/saml/xml/parse.js'
import { validateSchema } from '../../../src/saml/xml/schema.js'
import { verifyEnvelopedSignature } from '../../../src/saml/xml/verify-enveloped.js'
import { writeElement } from '../../../src/saml/xml/write-element.js'
import { fuzzRuns, mutated } from '../../support/fuzzing.js'
import { testKey } from '../../support/xml-keys.js'
import { authnRequest, signatureOver } from '../../support/xml-messages.js'
import { keyDescriptor, spMetadata } from '../../support/xml-metadata.js'

describe('mutated messages', () => {
  const key = testKey()
  const signed = authnRequest({ signature: signatureOver(authnRequest(), { key: key.privateKey }) })
  const original = writeElement(parseXml(authnRequest()))

  it('are refused by an error of the catalogue, or read exactly as they were signed', () => {
    fc.assert(
      fc.property(mutated(signed), (text) => {
        try {
          const root = parseXml(text)
          validateSchema(text, 'protocol')
          expect(writeElement(verifyEnvelopedSignature(text, root, [key.publicKey]))).to.equal(original)
        } catch (error) {
          if (!(error instanceof BrokerError)) throw error
        }
      }),
      fuzzRuns(1_500),
    )
  })

  it('never verify as anything else, also where no schema is checked before', () => {
    fc.assert(
      fc.property(mutated(signed), (text) => {
        try {
          expect(writeElement(verifyEnvelopedSignature(text, parseXml(text), [key.publicKey]))).to.equal(original)
        } catch (error) {
          if (!(error instanceof BrokerError)) throw error
        }
      }),
      fuzzRuns(1_500),
    )
  })

  it('of metadata end in a reading or in an error for the operator', () => {
    const metadata = spMetadata({
      keys: keyDescriptor(key.certificate),
      attributes: ' validUntil="2026-12-01T00:00:00Z"',
    })
    const options = {
      signer: null,
      now: Date.UTC(2026, 10, 20),
      ownEntityId: 'https://konto.example',
      allowHttpLoopback: false,
    }
    fc.assert(
      fc.property(mutated(metadata), (text) => {
        try {
          readServiceMetadata(Buffer.from(text), options)
        } catch (error) {
          if (!(error instanceof OperatorError)) throw error
          expect(error.message).not.to.match(/[\r\n]/)
        }
      }),
      fuzzRuns(1_000),
    )
  })
})

describe('writeElement', () => {
  it('writes what parses to the same tree again', () => {
    const value = fc
      .string({ unit: 'binary', maxLength: 20 })
      .filter((text) => !/[^\t\n\r\x20-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD\u{10000}-\u{10FFFF}]/u.test(text))
    fc.assert(
      fc.property(value, value, (text, attribute) => {
        const tree = {
          namespace: 'urn:a',
          name: 'a',
          prefix: '',
          attributes: [{ namespace: 'urn:b', name: 'x', prefix: 'b', value: attribute }],
          children: [{ namespace: '', name: 'c', prefix: '', attributes: [], children: text === '' ? [] : [text] }],
        }
        expect(parseXml(writeElement(tree))).to.deep.equal(tree)
      }),
    )
  })
})
