import { expect } from 'chai'
import { createHash, sign } from 'node:crypto'
import { canonicalForm, EXCLUSIVE } from '../../../src/saml/xml/canonical-form.js'
import { NS } from '../../../src/saml/namespaces.js'
import { attribute, childNamed, textOf, type XmlElement } from '../../../src/saml/xml/node.js'
import { parseXml, type ParseOptions } from '../../../src/saml/xml/parse.js'
import { verifyEnvelopedSignature } from '../../../src/saml/xml/verify-enveloped.js'
import { refusalOf } from '../../support/saml-errors.js'
import { testKey } from '../../support/saml-keys.js'
import { xmlsecSignBytes } from '../../support/saml-xmlsec.js'
import { DS, ENVELOPED, EXC_C14N, RSA_SHA256, SHA256 } from '../../support/xml-messages.js'

const KEY = testKey('service')
const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
const C14N_11 = 'http://www.w3.org/2006/12/xml-c14n11'
const SP = 'https://sp.example/metadata'

const list = (prefixes: string) =>
  `<ec:InclusiveNamespaces xmlns:ec="${EXC_C14N}" PrefixList="${prefixes}"></ec:InclusiveNamespaces>`

interface Forms {
  /** CanonicalizationMethod and the second Transform: a URI, and what stands in the element. */
  readonly info?: readonly [uri: string, inside?: string]
  readonly transform?: readonly [uri: string, inside?: string]
}

/** A ds:Signature that xmlsec1 is to fill in, with an Id of its own and one of the Reference, which mean nothing. */
const template = ({ info = [EXC_C14N], transform = [EXC_C14N] }: Forms) =>
  `<Signature xmlns="${DS}" Id="_s"><SignedInfo>\n  ` +
  `<CanonicalizationMethod Algorithm="${info[0]}">${info[1] ?? ''}</CanonicalizationMethod>` +
  `<SignatureMethod Algorithm="${RSA_SHA256}"/><Reference Id="_r" URI="#_1"><Transforms>` +
  `<Transform Algorithm="${ENVELOPED}"/><Transform Algorithm="${transform[0]}">${transform[1] ?? ''}</Transform>` +
  `</Transforms><DigestMethod Algorithm="${SHA256}"/><DigestValue/></Reference></SignedInfo><SignatureValue/></Signature>`

/** A request with namespaces that it uses and that it does not use, a default one among them. */
const request = (forms: Forms, more = '') =>
  `<p:AuthnRequest xmlns:p="${NS.protocol}" xmlns="urn:unused" xmlns:xs="urn:xs" xmlns:Z="urn:z" ID="_1"${more} ` +
  `Version="2.0" IssueInstant="2026-11-20T12:00:00Z"><a:Issuer xmlns:a="${NS.assertion}">${SP}</a:Issuer>` +
  `${template(forms)}<p:Extensions><Z:b xs:c="1"/><d xmlns=""/></p:Extensions></p:AuthnRequest>`

const metadata = (forms: Forms) =>
  `<!-- before --><EntityDescriptor xmlns="${NS.metadata}" ID="_1" entityID="${SP}"><!-- a > b & c -->` +
  `${template(forms)}<!-- between -->\n<SPSSODescriptor protocolSupportEnumeration="${NS.protocol}">` +
  '<!-- inside --><NameIDFormat>urn:x</NameIDFormat></SPSSODescriptor></EntityDescriptor>'

const signed = async (xml: string, root: 'AuthnRequest' | 'EntityDescriptor' = 'AuthnRequest') =>
  (await xmlsecSignBytes(Buffer.from(xml), KEY, root)).toString('utf8').trimEnd()

const verify = (xml: string, options: ParseOptions = {}): XmlElement =>
  verifyEnvelopedSignature(xml, parseXml(xml, options), [KEY.publicKey], options)

const isSignature = (each: XmlElement | string): boolean => typeof each !== 'string' && each.name === 'Signature'

const METADATA: ParseOptions = { commentsBetweenElements: true }

describe('a signature by xmlsec1', () => {
  const infos: readonly (readonly [uri: string, inside?: string])[] = [
    [EXC_C14N],
    [`${EXC_C14N}WithComments`],
    [EXC_C14N, list('xs p')],
    [`${EXC_C14N}WithComments`, list('#default Z')],
    [C14N],
    [`${C14N}#WithComments`],
    [C14N_11],
    [`${C14N_11}#WithComments`],
  ]
  for (const info of infos) {
    it(`holds with SignedInfo in ${info.join(' ').replace(/<.*"(.*)".*/, 'and the prefixes $1')}`, async () => {
      const xml = await signed(request({ info }))
      const issuer = childNamed(verify(xml), NS.assertion, 'Issuer')
      expect(issuer && textOf(issuer)).to.equal(SP)
      expect(refusalOf(() => verify(xml.replace(SP, 'https://evil.example/')))).to.equal('saml-signature')
    })
  }

  const transforms: readonly (readonly [uri: string, inside?: string])[] = [
    [`${EXC_C14N}WithComments`],
    [EXC_C14N, list('xs Z p')],
    [EXC_C14N, list('#default Z')],
    [`${EXC_C14N}WithComments`, list(' xs\n #default  unknown ')],
  ]
  for (const transform of transforms) {
    it(`holds with the transform ${transform
      .join(' ')
      .replace(/<.*"([^]*)".*/, 'and the prefixes $1')
      .replace(/\s+/g, ' ')}`, async () => {
      const xml = await signed(request({ transform }))
      expect(attribute(verify(xml), 'ID')).to.equal('_1')
      expect(refusalOf(() => verify(xml.replace('c="1"', 'c="2"')))).to.equal('saml-signature')
    })
  }

  it('does not hold with an inclusive transform, which SAML advises against and which no portal needs', async () => {
    for (const uri of [C14N, `${C14N}#WithComments`, C14N_11]) {
      const xml = await signed(request({ transform: [uri] }))
      expect(refusalOf(() => verify(xml))).to.equal('saml-signature')
    }
  })

  it('does not hold with an inclusive SignedInfo below an xml: attribute, which it would inherit', async () => {
    const below = (uri: string) => signed(request({ info: [uri] }, ' xml:lang="de"'))
    for (const uri of [C14N, C14N_11]) {
      const xml = await below(uri)
      expect(() => verify(xml), uri)
        .to.throw('saml-signature')
        .with.property('detail')
        .match(/xml: attribute around it/)
    }
    expect(attribute(verify(await below(EXC_C14N)), 'ID')).to.equal('_1')
  })

  describe('over metadata with comments between the elements', () => {
    for (const forms of [
      {},
      { transform: [`${EXC_C14N}WithComments`] },
      { info: [`${EXC_C14N}WithComments`], transform: [`${EXC_C14N}WithComments`] },
      { info: [`${C14N}#WithComments`] },
    ] as const satisfies readonly Forms[]) {
      it(`holds with ${JSON.stringify(forms)}`, async () => {
        const tree = verify(await signed(metadata(forms), 'EntityDescriptor'), METADATA)
        expect(attribute(tree, 'entityID')).to.equal(SP)
      })
    }

    it('covers no comment but those of SignedInfo, for a reference by ID leaves them out', async () => {
      const forms: Forms = { info: [`${EXC_C14N}WithComments`], transform: [`${EXC_C14N}WithComments`] }
      const commented = metadata(forms).replace('<SignatureMethod', '<!-- mark --><SignatureMethod')
      const xml = await signed(commented, 'EntityDescriptor')
      expect(attribute(verify(xml, METADATA), 'ID')).to.equal('_1')
      expect(attribute(verify(xml.replace('<!-- inside -->', ''), METADATA), 'ID')).to.equal('_1')
      for (const changed of [xml.replace('<!-- mark -->', ''), xml.replace('mark', 'other')]) {
        expect(refusalOf(() => verify(changed, METADATA))).to.equal('saml-signature')
      }
    })

    it('covers them where a signer that keeps them says so in its transform, and then none may change', () => {
      const by = (form: string): string => {
        const unsigned = metadata({ transform: [form] })
        const root = parseXml(unsigned, { ...METADATA, lossless: true })
        const content = { ...root, children: root.children.filter((each) => !isSignature(each)) }
        const digest = createHash('sha256').update(canonicalForm(content, { inclusive: [], comments: true }))
        const filled = unsigned.replace('<DigestValue/>', `<DigestValue>${digest.digest('base64')}</DigestValue>`)
        const signature = childNamed(parseXml(filled, METADATA), DS, 'Signature')
        const info = signature && childNamed(signature, DS, 'SignedInfo')
        const value = sign('sha256', Buffer.from(info ? canonicalForm(info, EXCLUSIVE) : ''), KEY.privatePem)
        return filled.replace('<SignatureValue/>', `<SignatureValue>${value.toString('base64')}</SignatureValue>`)
      }
      const kept = by(`${EXC_C14N}WithComments`)
      expect(attribute(verify(kept, METADATA), 'ID')).to.equal('_1')
      for (const changed of [kept.replace('<!-- inside -->', ''), kept.replace(' inside ', ' other ')]) {
        expect(refusalOf(() => verify(changed, METADATA))).to.equal('saml-signature')
      }
      expect(refusalOf(() => verify(by(EXC_C14N), METADATA))).to.equal('saml-signature')
    })

    it('leaves out the comments of SignedInfo where its form has none', async () => {
      const commented = metadata({}).replace('<SignatureMethod', '<!-- mark --><SignatureMethod')
      const xml = await signed(commented, 'EntityDescriptor')
      expect(attribute(verify(xml.replace('mark', 'other'), METADATA), 'ID')).to.equal('_1')
    })

    it('refuses a text that a comment splits, whatever was signed', async () => {
      for (const uri of [EXC_C14N, `${EXC_C14N}WithComments`]) {
        const xml = await signed(
          metadata({ info: [uri], transform: [uri] }).replace('urn:x<', 'urn:<!-- -->x<'),
          'EntityDescriptor',
        )
        expect(refusalOf(() => verify(xml, METADATA))).to.equal('saml-not-xml')
      }
    })
  })
})
