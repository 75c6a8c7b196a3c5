import { createPrivateKey, X509Certificate } from 'node:crypto'
import { parseXml2JsFromString } from '@node-saml/node-saml/lib/xml.js'
import { expect } from 'chai'
import { createKeyPair, type KeyPair } from '../../src/demo/portal/key-pair.js'
import { portalMetadata } from '../../src/demo/portal/sp-metadata.js'
import { PORTAL } from './portal-example.js'

const URLS = { entityId: `${PORTAL.baseUrl}/metadata`, acs: `${PORTAL.baseUrl}/acs`, slo: `${PORTAL.baseUrl}/slo` }

describe('the metadata of a demo portal', () => {
  let signing: KeyPair
  before(() => {
    signing = createKeyPair('Portal')
  })

  it('has the name as it is, although it holds markup', async () => {
    const xml = portalMetadata(PORTAL, URLS, { signing, encryption: signing })
    const text = JSON.stringify(await parseXml2JsFromString(xml))
    expect(text).to.include('"Portal <Nord> & Süd"').and.include(JSON.stringify(PORTAL.service))
  })

  it('asks for the attributes by their wire names, required and optional', () => {
    const xml = portalMetadata(PORTAL, URLS, { signing, encryption: null })
    const asked = [...xml.matchAll(/<RequestedAttribute Name="([^"]+)"[^>]*isRequired="(\w+)"/g)]
    expect(asked.map((match) => match.slice(1))).to.deep.equal([
      ['urn:oid:2.5.4.42', 'true'],
      ['urn:oid:1.2.40.0.10.2.1.1.55', 'true'],
      ['urn:oid:0.9.2342.19200300.100.1.3', 'false'],
    ])
  })

  it('says that requests are signed, and has an encryption key only where answers shall be encrypted', () => {
    const encrypted = portalMetadata(PORTAL, URLS, { signing, encryption: signing })
    const plain = portalMetadata(PORTAL, URLS, { signing, encryption: null })
    expect(encrypted).to.include('AuthnRequestsSigned="true"').and.include('use="encryption"')
    expect(plain).to.include('AuthnRequestsSigned="true"').and.not.include('use="encryption"')
  })

  it('has the address for logouts by redirect, where cookies come along, and by POST', () => {
    const xml = portalMetadata(PORTAL, URLS, { signing, encryption: null })
    const found = [...xml.matchAll(/<SingleLogoutService Binding="[^"]*:([\w-]+)" Location="([^"]+)"/g)]
    expect(found.map((match) => match.slice(1))).to.deep.equal([
      ['HTTP-Redirect', URLS.slo],
      ['HTTP-POST', URLS.slo],
    ])
  })

  it('has a key of 3072 bit and a certificate of the same key', () => {
    const certificate = new X509Certificate(signing.certificate)
    expect(certificate.checkPrivateKey(createPrivateKey(signing.privateKey))).to.equal(true)
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).to.equal(3072)
    expect(certificate.verify(certificate.publicKey)).to.equal(true)
  })
})
