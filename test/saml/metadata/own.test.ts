import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { IdentityProvider } from 'samlify'
import { SIGNATURE_ALGORITHMS } from '../../../src/crypto/signature-algorithms.js'
import { NO_WEAK } from '../../../src/domain/weak-algorithms.js'
import { ownMetadata, type OwnMetadata } from '../../../src/saml/metadata/own.js'
import { NS } from '../../../src/saml/namespaces.js'
import { attribute, childNamed, childrenNamed, elements, textOf, type XmlElement } from '../../../src/saml/xml/node.js'
import { parseXml } from '../../../src/saml/xml/parse.js'
import { validateSchema } from '../../../src/saml/xml/schema.js'
import { verifyEnvelopedSignature } from '../../../src/saml/xml/verify-enveloped.js'
import { acceptedDigests } from '../../../src/saml/xml/xml-signature.js'
import { testKey } from '../../support/xml-keys.js'

describe('the broker’s own metadata', () => {
  const active = testKey('RSA-3072')
  const next = testKey()
  const folder = mkdtempSync(join(tmpdir(), 'own-metadata-'))
  after(() => rmSync(folder, { recursive: true }))

  const own = (changes: Partial<OwnMetadata> = {}): Promise<string> =>
    ownMetadata({
      entityId: 'https://konto.example/saml/metadata',
      ssoLocation: 'https://konto.example/saml/sso?a=1&b=2',
      sloLocation: 'https://konto.example/saml/slo',
      sloSoapLocation: 'https://konto.example/saml/slo/soap',
      artifactLocation: 'https://konto.example/saml/artifact?a=1&b=2',
      keys: [active.signer.info, { ...next.signer.info, state: 'next' }],
      signer: active.signer,
      displayNames: { de: 'Servicekonto <Mölln>', en: 'Service account' },
      informationUrls: { de: 'https://konto.example/hilfe' },
      organization: { name: 'Stadt Mölln & Umland', url: 'https://moelln.example' },
      contacts: [
        { type: 'technical', email: 'technik@konto.example' },
        { type: 'security', email: 'sicherheit@konto.example' },
      ],
      validUntil: Date.UTC(2026, 11, 18, 12),
      ...changes,
    })
  const roleOf = (root: XmlElement): XmlElement => {
    const role = childNamed(root, NS.metadata, 'IDPSSODescriptor')
    if (!role) throw new Error('no role')
    return role
  }

  it('validates against the schema, with everything in it and with the least', async () => {
    validateSchema(await own(), 'metadata')
    validateSchema(
      await own({ informationUrls: {}, organization: null, contacts: [], displayNames: { de: 'x' } }),
      'metadata',
    )
  })

  it('says what an IdP says, in the order of the schema, and offers nothing else', async () => {
    const root = parseXml(await own())
    expect(attribute(root, 'entityID')).to.equal('https://konto.example/saml/metadata')
    expect(attribute(root, 'validUntil')).to.equal('2026-12-18T12:00:00.000Z')
    const role = roleOf(root)
    expect(attribute(role, 'WantAuthnRequestsSigned')).to.equal('false')
    expect(elements(role).map(({ name }) => name)).to.deep.equal([
      'Extensions',
      'KeyDescriptor',
      'KeyDescriptor',
      'ArtifactResolutionService',
      'SingleLogoutService',
      'SingleLogoutService',
      'SingleLogoutService',
      'NameIDFormat',
      'NameIDFormat',
      'NameIDFormat',
      'SingleSignOnService',
      'SingleSignOnService',
    ])
    expect(
      childrenNamed(role, NS.metadata, 'NameIDFormat').map((each) => textOf(each).split(':').at(-1)),
    ).to.deep.equal(['persistent', 'transient', 'emailAddress'])
    const services = childrenNamed(role, NS.metadata, 'SingleSignOnService')
    expect(
      services.map((each) => [attribute(each, 'Binding')?.split(':').at(-1), attribute(each, 'Location')]),
    ).to.deep.equal([
      ['HTTP-Redirect', 'https://konto.example/saml/sso?a=1&b=2'],
      ['HTTP-POST', 'https://konto.example/saml/sso?a=1&b=2'],
    ])
    const [resolution, ...others] = childrenNamed(role, NS.metadata, 'ArtifactResolutionService')
    expect(others).to.deep.equal([])
    expect(Object.fromEntries((resolution?.attributes ?? []).map(({ name, value }) => [name, value]))).to.deep.equal({
      Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:SOAP',
      Location: 'https://konto.example/saml/artifact?a=1&b=2',
      index: '0',
      isDefault: 'true',
    })
    const logouts = childrenNamed(role, NS.metadata, 'SingleLogoutService')
    expect(
      logouts.map((each) => [attribute(each, 'Binding')?.split(':').at(-1), attribute(each, 'Location')]),
    ).to.deep.equal([
      ['HTTP-Redirect', 'https://konto.example/saml/slo'],
      ['HTTP-POST', 'https://konto.example/saml/slo'],
      ['SOAP', 'https://konto.example/saml/slo/soap'],
    ])
  })

  it('announces every digest and every signature algorithm that a request may be signed with, SHA-256 first', async () => {
    const extensions = childNamed(parseXml(await own()), NS.metadata, 'Extensions')
    if (!extensions) throw new Error('no extensions')
    const announced = (name: string) =>
      childrenNamed(extensions, NS.algorithms, name).map((each) => attribute(each, 'Algorithm'))
    expect(announced('DigestMethod')).to.deep.equal([
      'http://www.w3.org/2001/04/xmlenc#sha256',
      'http://www.w3.org/2001/04/xmldsig-more#sha384',
      'http://www.w3.org/2001/04/xmlenc#sha512',
    ])
    expect(announced('DigestMethod')).to.have.members([...acceptedDigests(NO_WEAK).keys()])
    expect(announced('SigningMethod')).to.deep.equal(SIGNATURE_ALGORITHMS.map(({ uri }) => uri))
  })

  it('announces the keys in the order given, the active one first, and what may be encrypted to the last of them', async () => {
    const xml = await own({ keys: [active.signer.info, next.signer.info, { ...next.signer.info, use: 'encryption' }] })
    const keys = childrenNamed(roleOf(parseXml(xml)), NS.metadata, 'KeyDescriptor')
    expect(keys.map((each) => attribute(each, 'use'))).to.deep.equal(['signing', 'signing', 'encryption'])
    expect(keys.map((each) => JSON.stringify(each).includes(active.certificate))).to.deep.equal([true, false, false])
    const methods = keys.map((each) =>
      childrenNamed(each, NS.metadata, 'EncryptionMethod').map((one) => attribute(one, 'Algorithm')),
    )
    const [gcm256, gcm128] = ['aes256-gcm', 'aes128-gcm'].map((name) => `http://www.w3.org/2009/xmlenc11#${name}`)
    // Nothing that is not authenticated, as CBC.
    expect(methods).to.deep.equal([[], [], [gcm256, gcm128, 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p']])
  })

  it('is signed by the active key, as our verifier and xmlsec1 find', async () => {
    for (const key of [active, testKey('EC-P-256'), testKey('EC-P-384')]) {
      const xml = await own({ signer: key.signer })
      verifyEnvelopedSignature(xml, parseXml(xml), [key.publicKey])
      const [file, certificate] = [join(folder, 'm.xml'), join(folder, 'm.pem')]
      writeFileSync(file, xml)
      writeFileSync(certificate, key.pem)
      const id = `${NS.metadata}:EntityDescriptor`
      execFileSync('xmlsec1', ['--verify', '--id-attr:ID', id, '--pubkey-cert-pem', certificate, file], {
        stdio: 'pipe',
      })
    }
  })

  it('is read by samlify, as many portals would', async () => {
    const { entityMeta } = IdentityProvider({ metadata: await own() })
    expect(entityMeta.getEntityID()).to.equal('https://konto.example/saml/metadata')
    expect(entityMeta.getX509Certificate('signing')).to.deep.equal([active.certificate, next.certificate])
    expect(entityMeta.getSingleSignOnService('post')).to.equal('https://konto.example/saml/sso?a=1&b=2')
    expect(entityMeta.isWantAuthnRequestsSigned()).to.equal(false)
  })

  it('keeps its ID while its content stays, and changes it with the content', async () => {
    const id = async (changes: Partial<OwnMetadata>) => attribute(parseXml(await own(changes)), 'ID')
    expect(await id({})).to.equal(await id({}))
    expect(await id({})).not.to.equal(await id({ validUntil: Date.UTC(2027, 0, 1) }))
  })

  it('writes nothing to the console', async () => {
    const said: unknown[] = []
    const { warn, log, info } = console
    Object.assign(console, { warn: said.push.bind(said), log: said.push.bind(said), info: said.push.bind(said) })
    try {
      await own()
    } finally {
      Object.assign(console, { warn, log, info })
    }
    expect(said).to.deep.equal([])
  })
})
