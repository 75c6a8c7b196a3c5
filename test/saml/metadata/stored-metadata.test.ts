import { expect } from 'chai'
import { serviceShape } from '../../../src/storage/sql/stores/service-shape.js'
import { loginOf, loginResult, responseXml, samlBroker } from '../../support/saml-broker.js'
import { testKey } from '../../support/saml-keys.js'
import { authnRequest, signedRedirectQuery } from '../../support/saml-requests.js'
import { serviceKey, testService } from '../../support/saml-service.js'

describe('stored metadata', () => {
  const stored = (metadata: Parameters<typeof testService>[0]) =>
    serviceShape.parse(JSON.parse(JSON.stringify(testService(metadata)))).metadata

  it('keeps that encryption was announced, and is read where it does not say so yet', () => {
    expect(stored({ metadata: { encryptionAnnounced: true } }).encryptionAnnounced).to.equal(true)
    expect(stored({ metadata: { encryptionAnnounced: false } }).encryptionAnnounced).to.equal(false)
    expect(stored({})).not.to.have.property('encryptionAnnounced')
  })

  it('keeps a key that has no certificate', () => {
    const key = { ...serviceKey('service'), certificate: null }
    expect(stored({ metadata: { keys: [key] } }).keys).to.deep.equal([key])
  })

  it('verifies and encrypts with keys of records that have the certificate alone', async () => {
    const old = ['service', 'serviceEncryption'] as const
    const keys = old.map((name) => ({
      use: name === 'service' ? 'signing' : 'encryption',
      certificate: testKey(name).certificate,
      encryptionMethods: [],
    }))
    const record = JSON.parse(JSON.stringify(testService({ metadata: { authnRequestsSigned: true } }))) as object
    const service = serviceShape.parse({ ...record, metadata: { ...testService().metadata, keys } })
    const broker = samlBroker({ services: [service] })
    const received = broker.redirect(signedRedirectQuery(authnRequest()))
    const { answer } = await broker.messages.success(loginOf(received), loginResult())
    expect(responseXml(answer.fields))
      .to.contain('<saml:EncryptedAssertion')
      .and.contain(testKey('serviceEncryption').certificate)
  })
})
