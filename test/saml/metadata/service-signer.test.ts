import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { OperatorError } from '../../../src/domain/operator-error.js'
import { readServiceMetadata } from '../../../src/saml/metadata/service-metadata.js'
import { signDocument } from '../../../src/saml/xml/sign-document.js'
import { testKey } from '../../support/xml-keys.js'
import { acs, aggregate, spMetadata } from '../../support/xml-metadata.js'

const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'

describe('metadata with a signer', () => {
  const federation = testKey('RSA-3072')
  const stranger = testKey('RSA-3072')
  const read = (text: string, signer: string | null = federation.pem) =>
    readServiceMetadata(Buffer.from(text), {
      signer,
      now: Date.UTC(2026, 10, 20),
      ownEntityId: 'https://konto.example/saml/metadata',
      allowHttpLoopback: false,
    })

  function refusedBy(text: string, signer: string | null = federation.pem): string {
    try {
      read(text, signer)
    } catch (error) {
      if (error instanceof OperatorError) return error.rule
      throw error
    }
    throw new Error('accepted')
  }

  const unsigned = aggregate(spMetadata({ entityId: 'https://a.example' }), ' ID="_federation"')

  it('is read from what the signer signed, with the signer’s fingerprint', async () => {
    const text = await signDocument(unsigned, federation.signer, RSA_SHA256)
    const reading = read(text)
    expect(reading.entities.map(({ entityId }) => entityId)).to.deep.equal(['https://a.example'])
    const der = Buffer.from(federation.certificate, 'base64')
    expect(reading.signerFingerprint).to.equal(createHash('sha256').update(der).digest('hex'))
    expect(reading.documentFingerprint).to.equal(createHash('sha256').update(text).digest('hex'))
  })

  it('is read with comments between its elements, which no signature covers', async () => {
    const text = await signDocument(unsigned, federation.signer, RSA_SHA256)
    const commented = `<!-- head -->${text.replace('<md:EntityDescriptor', '<!-- first --><md:EntityDescriptor')}`
    expect(read(commented).entities).to.have.length(1)
  })

  it('is refused if nobody signed it, or somebody else did', async () => {
    expect(refusedBy(unsigned)).to.equal('metadata-signature-missing')
    expect(refusedBy(await signDocument(unsigned, stranger.signer, RSA_SHA256))).to.equal('metadata-signature')
  })

  it('is refused if it was changed after signing', async () => {
    const text = await signDocument(unsigned, federation.signer, RSA_SHA256)
    expect(refusedBy(text.replace('https://a.example', 'https://b.example'))).to.equal('metadata-signature')
    expect(refusedBy(text.replace('https://sp.example/acs', 'https://evil.example/acs'))).to.equal('metadata-signature')
  })

  it('is refused if the signature covers one entity of it only', async () => {
    const signed = await signDocument(spMetadata({ attributes: ' ID="_one"' }), federation.signer, RSA_SHA256)
    const evil = spMetadata({ entityId: 'https://evil.example', consumers: acs(1, 'https://evil.example/acs') })
    expect(read(signed).entities).to.have.length(1)
    expect(refusedBy(aggregate(signed + evil))).to.equal('metadata-signature')
    expect(refusedBy(aggregate(signed + evil, ' ID="_all"'))).to.equal('metadata-signature')
  })

  it('is refused as a whole if an ID occurs twice in it, of whatever kind', async () => {
    const member = (id: string) =>
      spMetadata({ roleExtensions: `<x:a xmlns:x="urn:x" xml:id="_x"/><x:a xmlns:x="urn:x" xml:id="${id}"/>` })
    const signed = (id: string) => signDocument(aggregate(member(id), ' ID="_all"'), federation.signer, RSA_SHA256)
    expect(read(await signed('_y')).entities).to.have.length(1)
    expect(refusedBy(await signed('_x'))).to.equal('metadata-schema')
  })

  it('has a faulty member refused alone, with the line that it has in the file', async () => {
    const faulty = spMetadata({ entityId: 'https://b.example', roleAttributes: '\n\n AuthnRequestsSigned="yes"' })
    const members = `\n${spMetadata({ entityId: 'https://a.example' })}\n${faulty}`
    const text = await signDocument(aggregate(members, ' ID="_federation"'), federation.signer, RSA_SHA256)
    const commented = `<?xml version="1.0"?>\n<!-- head\n -->\n${text}`
    const { entities, refused } = read(commented)
    expect(entities.map(({ entityId }) => entityId)).to.deep.equal(['https://a.example'])
    expect(refused.map(({ entityId, rule }) => [entityId, rule])).to.deep.equal([
      ['https://b.example', 'metadata-schema'],
    ])
    const line = read(commented, null).refused[0]?.message
    expect(refused[0]?.message)
      .to.equal(line)
      .and.match(/line \d+: .*AuthnRequestsSigned/)
  })

  it('is refused for a signer that is no certificate or too weak', async () => {
    const text = await signDocument(unsigned, federation.signer, RSA_SHA256)
    expect(refusedBy(text, 'no certificate')).to.equal('metadata-signer')
    expect(refusedBy(text, testKey('RSA-1024').pem)).to.equal('metadata-signer')
  })

  it('ignores a signature where no signer is given', async () => {
    const text = await signDocument(unsigned, stranger.signer, RSA_SHA256)
    const reading = read(text, null)
    expect(reading.entities).to.have.length(1)
    expect(reading.signerFingerprint).to.equal(null)
  })
})
