import { generateKeyPairSync } from 'node:crypto'
import { expect } from 'chai'
import { storedPublicKey } from '../../../src/crypto/service-key.js'
import { minutes } from '../../../src/domain/instant.js'
import type { ServiceMetadata } from '../../../src/domain/service.js'
import { keptMetadataFault } from '../../../src/saml/metadata/kept-metadata.js'
import { testService } from '../../support/saml-service.js'

const NOW = Date.UTC(2026, 10, 20)
const { metadata } = testService()

const faultOf = (changes: Partial<ServiceMetadata>, allowHttpLoopback = false) =>
  keptMetadataFault({ ...metadata, ...changes }, { now: NOW, allowHttpLoopback })
const keyOf = (publicKey: string) => [{ use: 'signing' as const, publicKey, certificate: null, encryptionMethods: [] }]
const consumerAt = (location: string) => [{ index: 0, isDefault: true, binding: 'post' as const, location }]

describe('metadata that were accepted once', () => {
  it('are accepted again while nothing has changed, a certificate that ended included', () => {
    expect(faultOf({})).to.equal(null)
    expect(faultOf({ validUntil: NOW + minutes(1) })).to.equal(null)
  })

  it('are refused after their end, with a few minutes between two clocks', () => {
    expect(faultOf({ validUntil: NOW - minutes(4) })).to.equal(null)
    expect(faultOf({ validUntil: NOW - minutes(5) })).to.deep.equal({ kind: 'ended', validUntil: NOW - minutes(5) })
  })

  it('are refused with a key that is too weak by now, or none at all', () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
    expect(faultOf({ keys: keyOf(storedPublicKey(publicKey)) })).to.deep.equal({ kind: 'key', key: 'RSA 1024' })
    const curve = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey
    expect(faultOf({ keys: keyOf(storedPublicKey(curve)) })).to.deep.equal({ kind: 'key', key: 'EC secp256k1' })
    expect(faultOf({ keys: keyOf('AAAA') })).to.deep.equal({ kind: 'key', key: '?' })
  })

  it('are refused with an address that is used no more, such as http since PUBLIC_URL is https', () => {
    const location = 'http://localhost:4000/acs'
    expect(faultOf({ assertionConsumerServices: consumerAt(location) }, true)).to.equal(null)
    const refused = { kind: 'endpoint', location }
    expect(faultOf({ assertionConsumerServices: consumerAt(location) })).to.deep.equal(refused)
    const logout = { binding: 'post' as const, location: 'https://x.example/slo', responseLocation: location }
    expect(faultOf({ singleLogoutServices: [logout] })).to.deep.equal(refused)
  })
})
