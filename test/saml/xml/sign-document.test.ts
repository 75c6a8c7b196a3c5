import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { NS } from '../../../src/saml/namespaces.js'
import { elements } from '../../../src/saml/xml/node.js'
import { parseXml } from '../../../src/saml/xml/parse.js'
import { validateSchema } from '../../../src/saml/xml/schema.js'
import { signDocument } from '../../../src/saml/xml/sign-document.js'
import { verifyEnvelopedSignature } from '../../../src/saml/xml/verify-enveloped.js'
import { testKey } from '../../support/xml-keys.js'
import { authnRequest } from '../../support/xml-messages.js'

const MORE = 'http://www.w3.org/2001/04/xmldsig-more#'

describe('signDocument', () => {
  const rsa = testKey()
  const ec = testKey('EC-P-256')
  const folder = mkdtempSync(join(tmpdir(), 'sign-document-'))
  after(() => rmSync(folder, { recursive: true }))

  const message = authnRequest({ inside: '\n  ' })
  const entity = `<md:EntityDescriptor xmlns:md="${NS.metadata}" ID="_m" entityID="https://idp.example">\n  <md:Organization><md:OrganizationName xml:lang="de">Müller &amp; Söhne\t"Đặng"</md:OrganizationName><md:OrganizationDisplayName xml:lang="de">x</md:OrganizationDisplayName><md:OrganizationURL xml:lang="de">https://x.example</md:OrganizationURL></md:Organization></md:EntityDescriptor>`

  it('signs a message right after its Issuer, and metadata first', async () => {
    const names = (xml: string) => elements(parseXml(xml)).map(({ name }) => name)
    expect(names(await signDocument(message, rsa.signer, `${MORE}rsa-sha256`)).slice(0, 2)).to.deep.equal([
      'Issuer',
      'Signature',
    ])
    expect(names(await signDocument(entity, rsa.signer, `${MORE}rsa-sha256`))[0]).to.equal('Signature')
  })

  for (const algorithm of ['rsa-sha256', 'rsa-sha512', 'ecdsa-sha256']) {
    const key = algorithm.startsWith('ec') ? ec : rsa
    it(`makes with ${algorithm} what our own verifier and xmlsec1 accept`, async () => {
      const signed = await signDocument(message, key.signer, MORE + algorithm)
      validateSchema(signed, 'protocol')
      verifyEnvelopedSignature(signed, parseXml(signed), [key.publicKey])
      const [file, certificate] = [join(folder, `${algorithm}.xml`), join(folder, `${algorithm}.pem`)]
      writeFileSync(file, signed)
      writeFileSync(certificate, key.pem)
      const idAttribute = `${NS.protocol}:AuthnRequest`
      const verified = execFileSync(
        'xmlsec1',
        ['--verify', '--id-attr:ID', idAttribute, '--pubkey-cert-pem', certificate, file],
        { stdio: 'pipe', encoding: 'utf8' },
      )
      expect(verified).to.be.a('string')
    })
  }

  it('signs text outside ASCII and white space as it stands', async () => {
    const signed = await signDocument(entity, rsa.signer, `${MORE}rsa-sha256`)
    expect(signed).to.contain('Müller &amp; Söhne\t"Đặng"')
    verifyEnvelopedSignature(signed, parseXml(signed), [rsa.publicKey])
  })

  it('does not sign a root without ID, nor with an algorithm that is not allowed', async () => {
    const failure = (promise: Promise<string>): Promise<string> =>
      promise.then(
        () => 'signed',
        (error: Error) => error.message,
      )
    expect(await failure(signDocument('<a/>', rsa.signer, `${MORE}rsa-sha256`))).to.match(/no ID/)
    expect(await failure(signDocument(message, rsa.signer, 'http://www.w3.org/2000/09/xmldsig#rsa-sha1'))).to.match(
      /not allowed/,
    )
  })

  it('passes a failure of the signer on', async () => {
    const broken = { ...rsa.signer, sign: () => Promise.reject(new Error('the key is gone')) }
    const told = await signDocument(message, broken, `${MORE}rsa-sha256`).catch((error: Error) => error.message)
    expect(told).to.equal('the key is gone')
  })
})
