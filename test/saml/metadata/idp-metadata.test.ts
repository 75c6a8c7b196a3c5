import { expect } from 'chai'
import { OperatorError } from '../../../src/domain/operator-error.js'
import {
  idpEntityIdsIn,
  readIdpMetadata,
  type IdpReading,
  type IdpReadingOptions,
} from '../../../src/saml/metadata/idp-metadata.js'
import { NS } from '../../../src/saml/namespaces.js'
import { signDocument } from '../../../src/saml/xml/sign-document.js'
import { testKey } from '../../support/xml-keys.js'
import { aggregate, keyDescriptor, NAMESPACES, slo, spMetadata } from '../../support/xml-metadata.js'
import { BROKER, NOW } from '../../support/xml-service.js'

const BINDING = 'urn:oasis:names:tc:SAML:2.0:bindings:'
const IDP = 'https://idp.example/metadata'
const KEY = testKey()
const EC = testKey('EC-P-256')

const sso = (location = 'https://idp.example/sso', binding = `${BINDING}HTTP-Redirect`, more = '') =>
  `<md:SingleSignOnService Binding="${binding}" Location="${location}"${more}/>`

interface IdpRecipe {
  readonly entityId?: string
  readonly attributes?: string
  readonly roleAttributes?: string
  readonly roleExtensions?: string
  readonly keys?: string
  readonly logout?: string
  readonly formats?: string
  readonly signOn?: string
  readonly behind?: string
  readonly after?: string
}

const idpMetadata = ({ roleExtensions = '', ...recipe }: IdpRecipe = {}): string =>
  `<md:EntityDescriptor ${NAMESPACES} entityID="${recipe.entityId ?? IDP}"${recipe.attributes ?? ''}>` +
  `<md:IDPSSODescriptor protocolSupportEnumeration="${NS.protocol}"${recipe.roleAttributes ?? ''}>` +
  `${roleExtensions && `<md:Extensions>${roleExtensions}</md:Extensions>`}${recipe.keys ?? keyDescriptor(KEY.certificate)}` +
  `${recipe.logout ?? ''}${recipe.formats ?? ''}${recipe.signOn ?? sso()}${recipe.behind ?? ''}</md:IDPSSODescriptor>` +
  `${recipe.after ?? ''}</md:EntityDescriptor>`

const read = (xml: string, options: Partial<IdpReadingOptions> = {}): IdpReading =>
  readIdpMetadata(Buffer.from(xml), {
    signer: null,
    now: NOW,
    ownEntityId: BROKER,
    allowHttpLoopback: false,
    entityId: null,
    ...options,
  })

function refusedBy(recipe: IdpRecipe | string, options: Partial<IdpReadingOptions> = {}): string {
  try {
    read(typeof recipe === 'string' ? recipe : idpMetadata(recipe), options)
  } catch (error) {
    if (error instanceof OperatorError) return error.rule
    throw error
  }
  return expect.fail('nothing was refused')
}

const rulesOf = ({ findings }: IdpReading) => findings.map(({ rule }) => rule)

describe('metadata of an upstream', () => {
  it('say who it is, where it is asked and told of logouts, and by what keys it answers', () => {
    const { idp, documentFingerprint, signerFingerprint } = read(
      idpMetadata({
        roleAttributes: ' WantAuthnRequestsSigned="true" errorURL="javascript:x"',
        roleExtensions: `<mdui:UIInfo><mdui:DisplayName xml:lang="de">Nachbarkonto</mdui:DisplayName></mdui:UIInfo><shibmd:Scope xmlns:shibmd="urn:mace:shibboleth:metadata:1.0" regexp="false">idp.example</shibmd:Scope>`,
        keys:
          keyDescriptor(KEY.certificate) +
          keyDescriptor(EC.certificate) +
          keyDescriptor(testKey().certificate, 'encryption'),
        logout:
          slo('HTTP-Redirect', 'https://idp.example/slo', ' ResponseLocation="https://idp.example/slo/back"') +
          slo('SOAP', 'https://idp.example/soap'),
        formats: '<md:NameIDFormat>urn:x:one</md:NameIDFormat><md:NameIDFormat> urn:x:two\n</md:NameIDFormat>',
        signOn: sso() + sso('https://idp.example/post', `${BINDING}HTTP-POST`),
        behind: `<md:AttributeProfile>urn:x</md:AttributeProfile><saml:Attribute Name="urn:x" NameFormat="urn:y"/>`,
      }),
    )
    expect(idp).to.deep.include({
      kind: 'saml',
      entityId: IDP,
      sso: [
        { binding: 'redirect', location: 'https://idp.example/sso' },
        { binding: 'post', location: 'https://idp.example/post' },
      ],
      slo: [
        { binding: 'redirect', location: 'https://idp.example/slo', responseLocation: 'https://idp.example/slo/back' },
      ],
      names: { de: 'Nachbarkonto' },
      wantsSignedRequests: true,
      nameIdFormats: ['urn:x:one', 'urn:x:two'],
      validUntil: null,
    })
    const pem = ({ publicKey }: typeof KEY) => publicKey.export({ type: 'spki', format: 'pem' })
    expect(idp.signingKeys).to.deep.equal([pem(KEY), pem(EC)])
    expect(idp.encryptionKeys).to.have.length(1)
    expect(documentFingerprint).to.match(/^[0-9a-f]{64}$/)
    expect(signerFingerprint).to.equal(null)
  })

  it('have a key to sign with: one without `use` is one, one for encryption is none', () => {
    expect(read(idpMetadata({ keys: keyDescriptor(KEY.certificate, null) })).idp.signingKeys).to.have.length(1)
    expect(refusedBy({ keys: keyDescriptor(KEY.certificate, 'encryption') })).to.equal('metadata-idp-key')
    expect(refusedBy({ keys: '' })).to.equal('metadata-idp-key')
    const named = '<md:KeyDescriptor><ds:KeyInfo><ds:KeyName>k</ds:KeyName></ds:KeyInfo></md:KeyDescriptor>'
    expect(refusedBy({ keys: named })).to.equal('metadata-idp-key')
    expect(refusedBy({ keys: keyDescriptor(testKey('RSA-1024').certificate) })).to.equal('metadata-key')
  })

  it('have an address by Redirect or POST that citizens may be sent to', () => {
    expect(refusedBy({ signOn: sso('http://idp.example/sso') })).to.equal('metadata-idp-endpoint')
    expect(refusedBy({ signOn: sso('javascript:alert(1)') })).to.equal('metadata-idp-endpoint')
    expect(refusedBy({ signOn: sso('https://idp.example/soap', `${BINDING}SOAP`) })).to.equal(
      'metadata-idp-no-endpoint',
    )
    expect(refusedBy({ signOn: '' })).to.equal('metadata-idp-no-endpoint')
    const loopback = idpMetadata({ signOn: sso('http://127.0.0.1:4000/sso') })
    expect(refusedBy(loopback)).to.equal('metadata-idp-endpoint')
    expect(read(loopback, { allowHttpLoopback: true }).idp.sso).to.have.length(1)
    const some = read(
      idpMetadata({
        signOn: sso('http://idp.example/a') + sso('https://idp.example/b', `${BINDING}SOAP`) + sso(),
        logout: slo('HTTP-POST', 'http://idp.example/slo'),
      }),
    )
    expect(some.idp.sso).to.deep.equal([{ binding: 'redirect', location: 'https://idp.example/sso' }])
    expect(some.idp.slo).to.deep.equal([])
    expect(rulesOf(some)).to.have.members([
      'metadata-endpoint',
      'metadata-binding',
      'metadata-endpoint',
      'metadata-key-short',
    ])
    expect(some.findings[0]?.data).to.include({ element: 'SingleSignOnService', which: 'redirect' })
  })

  it('say where requests may name attributes', () => {
    const req = ' xmlns:r="urn:oasis:names:tc:SAML:protocol:ext:req-attr" r:supportsRequestedAttributes'
    const taking = (value: string) =>
      read(idpMetadata({ signOn: sso(undefined, undefined, `${req}="${value}"`) })).idp.sso[0]
    expect(taking('true')).to.deep.include({ takesAttributes: true })
    expect(taking('1')).to.deep.include({ takesAttributes: true })
    expect(taking('false')).not.to.have.property('takesAttributes')
    const foreign = sso(undefined, undefined, ' supportsRequestedAttributes="true"')
    expect(refusedBy({ signOn: foreign + foreign })).to.equal('metadata-schema')
  })

  it('are those of an identity provider for SAML 2.0, not of the broker itself', () => {
    expect(refusedBy(spMetadata())).to.equal('metadata-no-idp')
    const saml1 = idpMetadata().replace(NS.protocol, 'urn:oasis:names:tc:SAML:1.1:protocol')
    expect(refusedBy(saml1)).to.equal('metadata-no-idp')
    expect(refusedBy({ entityId: BROKER })).to.equal('metadata-own-entity')
    expect(refusedBy('<x/>')).to.equal('metadata-root')
    expect(refusedBy('no xml')).to.equal('metadata-not-xml')
    expect(refusedBy({ roleAttributes: ' WantAuthnRequestSigned="true"' })).to.equal('metadata-schema')
  })

  it('hold until they end, whichever part of them says so', () => {
    const end = (time: string) => ` validUntil="${time}"`
    const [past, soon, later] = ['2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z', '2026-12-24T00:00:00Z']
    expect(refusedBy({ attributes: end(past) })).to.equal('metadata-expired')
    expect(refusedBy({ roleAttributes: end(past) })).to.equal('metadata-expired')
    expect(refusedBy(aggregate(aggregate(idpMetadata(), end(past))))).to.equal('metadata-expired')
    const both = idpMetadata({ attributes: end(later), roleAttributes: end(soon) })
    expect(read(both).idp.validUntil).to.equal(Date.parse(soon))
    expect(refusedBy({ attributes: end('soon') })).to.equal('metadata-valid-until')
  })

  it('of a group are those of the one that is named, or of the only one', () => {
    const group = aggregate(idpMetadata() + spMetadata() + idpMetadata({ entityId: 'https://other.example' }))
    expect(read(group, { entityId: 'https://other.example' }).idp.entityId).to.equal('https://other.example')
    expect(refusedBy(group)).to.equal('metadata-entity-choice')
    expect(refusedBy(group, { entityId: 'https://nobody.example' })).to.equal('metadata-entity')
    expect(refusedBy(group, { entityId: 'https://sp.example/metadata' })).to.equal('metadata-no-idp')
    expect(read(aggregate(spMetadata() + idpMetadata())).idp.entityId).to.equal(IDP)
    expect(refusedBy(aggregate(spMetadata()))).to.equal('metadata-no-idp')
    expect(refusedBy(aggregate(idpMetadata() + idpMetadata()), { entityId: IDP })).to.equal('metadata-entity-twice')
    expect(refusedBy(aggregate(aggregate(idpMetadata(), ' validUntill="x"')))).to.equal('metadata-schema')
    const options = { signer: null, now: NOW, ownEntityId: BROKER, allowHttpLoopback: false }
    expect(idpEntityIdsIn(Buffer.from(group), options)).to.deep.equal([IDP, 'https://other.example'])
  })

  it('of a signer are what the signer signed', async () => {
    const signer = testKey('RSA-3072')
    const signed = await signDocument(
      idpMetadata({ attributes: ' ID="_m"' }),
      signer.signer,
      'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    )
    expect(read(signed, { signer: signer.pem }).signerFingerprint).to.match(/^[0-9a-f]{64}$/)
    expect(refusedBy(signed.replace('idp.example/sso', 'evil.example/sso'), { signer: signer.pem })).to.equal(
      'metadata-signature',
    )
    expect(refusedBy(signed, { signer: testKey().pem })).to.equal('metadata-signature')
    expect(refusedBy(idpMetadata(), { signer: signer.pem })).to.equal('metadata-signature-missing')
  })
})
