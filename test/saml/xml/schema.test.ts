import { expect } from 'chai'
import { BrokerError } from '../../../src/domain/error-catalogue.js'
import { validateSchema, type SchemaName } from '../../../src/saml/xml/schema.js'
import { authnRequest, signatureOver } from '../../support/xml-messages.js'
import { testKey } from '../../support/xml-keys.js'

function refusal(text: string, which: SchemaName): string {
  try {
    validateSchema(text, which)
  } catch (error) {
    if (error instanceof BrokerError && error.code === 'saml-schema') return error.detail ?? ''
    throw error
  }
  throw new Error('accepted')
}

const MD = 'urn:oasis:names:tc:SAML:2.0:metadata'
const entity = (extensions: string) =>
  `<md:EntityDescriptor xmlns:md="${MD}" entityID="https://sp.example">\n` +
  `<md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${extensions}\n` +
  '<md:AssertionConsumerService index="1" Binding="urn:x" Location="https://sp.example/acs"/></md:SPSSODescriptor></md:EntityDescriptor>'
const uiInfo = (inside: string) =>
  entity(
    `<md:Extensions><ui:UIInfo xmlns:ui="urn:oasis:names:tc:SAML:metadata:ui">${inside}</ui:UIInfo></md:Extensions>`,
  )

describe('validateSchema', () => {
  it('accepts a plain and a signed AuthnRequest', () => {
    validateSchema(authnRequest(), 'protocol')
    const signature = signatureOver(authnRequest(), { key: testKey().privateKey })
    validateSchema(authnRequest({ signature }), 'protocol')
  })

  it('tells an unknown element, with its line', () => {
    expect(refusal(authnRequest({ inside: '\n\n<a xmlns="urn:x"/>' }), 'protocol')).to.match(/^line 3: Element 'a'/)
  })

  it('tells an unknown attribute and a value of the wrong type', () => {
    expect(refusal(authnRequest().replace('Version=', 'Foo="1" Version='), 'protocol')).to.match(/'Foo'/)
    expect(refusal(authnRequest().replace('AllowCreate="true"', 'AllowCreate="ja"'), 'protocol')).to.match(
      /attribute 'AllowCreate': the value is not a valid value of the atomic type 'xs:boolean'/,
    )
  })

  it('keeps the values of a message out of the error', () => {
    const request = authnRequest().replace('2026-11-20T12:00:00Z', "Erika': 'Mustermann")
    expect(refusal(request, 'protocol'))
      .to.match(/IssueInstant/)
      .and.not.match(/Erika|Mustermann/)
  })

  it('refuses a missing required attribute, a wrong order and an ID that is used twice', () => {
    expect(refusal(authnRequest().replace('ID="_good" ', ''), 'protocol')).to.match(/'ID' is required/)
    const parts = authnRequest().replace(
      /(<saml:Issuer.*<\/saml:Issuer>)(<samlp:NameIDPolicy.*<\/samlp:NameIDPolicy>)/,
      '$2$1',
    )
    expect(refusal(parts, 'protocol')).to.match(/Issuer/)
    const key = testKey().privateKey
    const signature = signatureOver(authnRequest(), { key }).replace('<ds:Signature ', '<ds:Signature Id="_good" ')
    expect(refusal(authnRequest({ signature }), 'protocol')).to.match(/ID/)
  })

  it('refuses a document of another schema', () => {
    expect(refusal(authnRequest(), 'metadata')).to.match(/No matching global declaration/)
    expect(refusal('<a/>', 'assertion')).to.match(/No matching global declaration/)
  })

  it('checks the metadata extensions that it knows and lets others pass', () => {
    validateSchema(uiInfo('<ui:DisplayName xml:lang="de">Bürgeramt</ui:DisplayName>'), 'metadata')
    expect(refusal(uiInfo('<ui:DisplayName>Bürgeramt</ui:DisplayName>'), 'metadata')).to.match(/^line 2: .*'lang'/)
    validateSchema(entity('<md:Extensions><x:Foo xmlns:x="urn:x" bar="1"/></md:Extensions>'), 'metadata')
  })

  it('loads nothing that a document points at', () => {
    const pointing = authnRequest().replace(
      '<samlp:AuthnRequest',
      '<samlp:AuthnRequest xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:oasis:names:tc:SAML:2.0:protocol http://127.0.0.1:1/x.xsd"',
    )
    expect(() => validateSchema(pointing, 'protocol')).not.to.throw()
    expect(refusal('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 'protocol')).to.match(/'a'/)
  })

  it('takes well under a millisecond a check', () => {
    const request = authnRequest()
    const start = process.hrtime.bigint()
    for (let count = 0; count < 500; count += 1) validateSchema(request, 'protocol')
    expect(Number(process.hrtime.bigint() - start) / 500 / 1e6).to.be.below(1)
  })
})
