import { expect } from 'chai'
import { serviceShape } from '../../../src/storage/sql/stores/service-shape.js'
import { testService } from '../../support/saml-service.js'

describe('stored metadata', () => {
  const stored = (metadata: Parameters<typeof testService>[0]) =>
    serviceShape.parse(JSON.parse(JSON.stringify(testService(metadata)))).metadata

  it('keeps that encryption was announced, and is read where it does not say so yet', () => {
    expect(stored({ metadata: { encryptionAnnounced: true } }).encryptionAnnounced).to.equal(true)
    expect(stored({ metadata: { encryptionAnnounced: false } }).encryptionAnnounced).to.equal(false)
    expect(stored({})).not.to.have.property('encryptionAnnounced')
  })
})
