import { createHmac } from 'node:crypto'
import { expect } from 'chai'
import { BrokerError, type ErrorCode } from '../../../src/domain/error-catalogue.js'
import { NS } from '../../../src/saml/namespaces.js'
import { attribute, childNamed, textOf, type XmlElement } from '../../../src/saml/xml/node.js'
import { parseXml } from '../../../src/saml/xml/parse.js'
import { verifyEnvelopedSignature } from '../../../src/saml/xml/verify-enveloped.js'
import { testKey, type TestKey } from '../../support/xml-keys.js'
import {
  authnRequest,
  DS,
  EXC_C14N,
  SHA256,
  signatureOver,
  TRANSFORMS,
  type SignatureRecipe,
} from '../../support/xml-messages.js'

const MORE = 'http://www.w3.org/2001/04/xmldsig-more#'
const PSS = 'http://www.w3.org/2007/05/xmldsig-more#'
const LIST = `<ec:InclusiveNamespaces xmlns:ec="${EXC_C14N}" PrefixList="xs"></ec:InclusiveNamespaces>`
const listing = (list: string) => TRANSFORMS.replace(/<\/ds:Transform>$/, `${list}</ds:Transform>`)
const EVIL_ACS = 'https://evil.example/acs'

describe('verifyEnvelopedSignature', () => {
  const portal = testKey()
  const other = testKey()
  const ec = testKey('EC-P-256')

  const verify = (text: string, keys: readonly TestKey[] = [portal]): XmlElement =>
    verifyEnvelopedSignature(
      text,
      parseXml(text),
      keys.map(({ publicKey }) => publicKey),
    )

  const signed = (recipe: Partial<SignatureRecipe> = {}, message: Parameters<typeof authnRequest>[0] = {}) =>
    authnRequest({ ...message, signature: signatureOver(authnRequest(message), { key: portal.privateKey, ...recipe }) })

  function refusal(text: string, keys: readonly TestKey[] = [portal]): { code: ErrorCode; detail: string | null } {
    try {
      verify(text, keys)
    } catch (error) {
      if (error instanceof BrokerError) return { code: error.code, detail: error.detail }
      throw error
    }
    throw new Error('accepted')
  }
  const expectRefused = (text: string, detail: RegExp, keys: readonly TestKey[] = [portal]) => {
    const { code, detail: told } = refusal(text, keys)
    expect(code).to.equal('saml-signature')
    expect(told).to.match(detail)
  }

  describe('accepts', () => {
    it('a request signed by its service and gives the tree that was signed, without the signature', () => {
      const tree = verify(signed())
      expect(attribute(tree, 'ID')).to.equal('_good')
      expect(childNamed(tree, NS.signature, 'Signature')).to.equal(null)
      const issuer = childNamed(tree, NS.assertion, 'Issuer')
      expect(issuer && textOf(issuer)).to.equal('https://sp.example/metadata')
    })

    const algorithms: readonly (readonly [string, TestKey])[] = [
      [`${MORE}rsa-sha256`, portal],
      [`${MORE}rsa-sha384`, portal],
      [`${MORE}rsa-sha512`, portal],
      [`${PSS}sha256-rsa-MGF1`, portal],
      [`${PSS}sha512-rsa-MGF1`, portal],
      [`${MORE}ecdsa-sha256`, ec],
      [`${MORE}ecdsa-sha384`, testKey('EC-P-384')],
    ]
    for (const [algorithm, key] of algorithms) {
      it(algorithm, () => {
        verify(signed({ algorithm, key: key.privateKey }), [key])
      })
    }

    for (const digest of [SHA256, `${MORE}sha384`, 'http://www.w3.org/2001/04/xmlenc#sha512']) {
      it(`the digest ${digest}`, () => {
        verify(signed({ digest }))
      })
    }

    it('a signature that the second of several keys verifies', () => {
      verify(signed(), [other, portal])
      verify(signed(), [ec, other, portal])
    })

    it('an indented signature without KeyInfo, with line breaks in its base64', () => {
      const text = signed()
        .replace(/<ds:SignatureValue>(.{64})(.{64})/, '<ds:SignatureValue>\n$1&#xD;\n$2')
        .replace('</ds:SignedInfo>', '</ds:SignedInfo>\n  ')
      verify(text)
    })

    it('InclusiveNamespaces in the second transform', () => {
      const transforms = listing(LIST)
      verify(signed({ transforms }))
    })

    it('InclusiveNamespaces that add a declaration to what is digested', () => {
      const transforms = listing(LIST)
      const declared = (text: string) => text.replace(/xmlns:samlp="[^"]*"/, '$& xmlns:xs="urn:xs"')
      const signature = signatureOver(declared(authnRequest()), { key: portal.privateKey, transforms })
      verify(declared(authnRequest({ signature })))
    })

    it('a certificate in KeyInfo, and ignores it', () => {
      const keyInfo = (key: TestKey) =>
        `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${key.certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`
      verify(signed({ rest: keyInfo(other) }))
      expectRefused(signed({ key: other.privateKey, rest: keyInfo(other) }), /no registered key verifies it/)
    })
  })

  describe('refuses', () => {
    it('a document without a signature, by a code of its own', () => {
      expect(refusal(authnRequest()).code).to.equal('saml-signature-missing')
    })

    it('a signature by another key, and one for which there is no key', () => {
      expectRefused(signed({ key: other.privateKey }), /no registered key/)
      expectRefused(signed(), /no registered key/, [])
    })

    it('a value that was changed after signing', () => {
      expectRefused(signed().replaceAll('https://sp.example/acs', EVIL_ACS), /not this document/)
    })

    it('a name that the library behind it cannot read, without a word of it on stderr', () => {
      const transforms = listing(LIST)
      // XML has names beyond the first 65,536 characters; xmldom takes none of them. Only it could tell this digest.
      const said: unknown[] = []
      const { write } = process.stderr
      process.stderr.write = (text: unknown) => said.push(text) > 0
      try {
        for (const name of ['\u{10000}', 'xmlns:\u{10000}', 'samlp:\u{10000}']) {
          const changed = signed({ transforms }).replace('<samlp:AuthnRequest', `$& ${name}="1"`)
          expect(refusal(changed).code).to.equal('saml-not-xml')
        }
      } finally {
        process.stderr.write = write
      }
      expect(said).to.deep.equal([])
    })

    it('a list of inclusive prefixes that is longer than anybody needs', () => {
      const transforms = listing(LIST.replace('xs', 'x '.repeat(129)))
      expectRefused(signed({ transforms }), /not exclusive c14n/)
    })

    it('a signature value that was changed', () => {
      const text = signed().replace(
        /<ds:SignatureValue>(.)/,
        (_, first) => `<ds:SignatureValue>${first === 'A' ? 'B' : 'A'}`,
      )
      expectRefused(text, /no registered key/)
    })

    it('a digest that was exchanged for that of the changed message', () => {
      const evil = { acs: EVIL_ACS }
      const digest = /<ds:DigestValue>[^<]*/
      const text = signed().replaceAll('https://sp.example/acs', EVIL_ACS)
      const fitting = digest.exec(signatureOver(authnRequest(evil), { key: other.privateKey }))?.[0] ?? ''
      expectRefused(text.replace(digest, fitting), /no registered key/)
    })

    it('a DigestValue of the wrong length, with other characters, or with an element in it', () => {
      expectRefused(signed({ digestValue: Buffer.alloc(20).toString('base64') }), /wrong length/)
      expectRefused(signed({ digestValue: '!!!!' }), /base64/)
      expectRefused(signed().replace('<ds:DigestValue>', '<ds:DigestValue><ds:X></ds:X>'), /base64/)
    })

    it('a comment or a processing instruction in DigestValue before anything is verified', () => {
      for (const inserted of ['<!-- -->', '<?p abc?>']) {
        const text = signed().replace('<ds:DigestValue>', `<ds:DigestValue>${inserted}`)
        expect(() => parseXml(text))
          .to.throw(BrokerError)
          .with.property('code', 'saml-not-xml')
      }
    })

    it('a comment in DigestValue where comments between elements are taken', () => {
      const text = signed().replace(/<ds:DigestValue>/, '<ds:DigestValue>AAAA<!-- -->')
      expect(() => parseXml(text, { commentsBetweenElements: true })).to.throw(/comment inside a text/)
    })

    it('SHA-1 as signature algorithm, by its own code', () => {
      const text = signed({ algorithm: `${DS}rsa-sha1`, signWith: () => Buffer.alloc(256, 1) })
      expect(refusal(text).code).to.equal('saml-signature-algorithm')
    })

    it('SHA-1 as digest, by its own code', () => {
      expect(refusal(signed({ digest: `${DS}sha1` })).code).to.equal('saml-signature-algorithm')
    })

    it('HMAC with the public key as its secret', () => {
      const secret = portal.publicKey.export({ format: 'pem', type: 'spki' })
      for (const algorithm of [`${DS}hmac-sha1`, `${MORE}hmac-sha256`]) {
        const text = signed({ algorithm, signWith: (data) => createHmac('sha256', secret).update(data).digest() })
        expect(refusal(text).code).to.equal('saml-signature-algorithm')
      }
    })

    it('an algorithm of another kind of key than the registered one', () => {
      expectRefused(signed({ algorithm: `${MORE}ecdsa-sha256`, key: ec.privateKey }), /kind/, [portal])
      expectRefused(signed(), /kind/, [ec])
    })

    it('an algorithm that was exchanged after signing', () => {
      expectRefused(signed().replace('#rsa-sha256', '#rsa-sha512'), /no registered key/)
    })

    for (const c14n of ['', `${EXC_C14N}withcomments`, 'http://www.w3.org/TR/1999/REC-xpath-19991116']) {
      it(`the canonicalization ${c14n || 'of no name'} of SignedInfo`, () => {
        expectRefused(signed({ c14n }), /no canonical form that is accepted/)
      })
    }

    for (const c14n of ['TR/2001/REC-xml-c14n-20010315', '2006/12/xml-c14n11', '2010/xml-c14n2']) {
      it(`the canonicalization http://www.w3.org/${c14n} as a transform, with comments or without`, () => {
        for (const uri of [`http://www.w3.org/${c14n}`, `http://www.w3.org/${c14n}#WithComments`]) {
          const transforms = TRANSFORMS.replace(EXC_C14N, uri)
          expectRefused(signed({ transforms }), /exclusive c14n/)
        }
      })
    }

    it('one, three or other transforms, or two in the wrong order', () => {
      const one = `<ds:Transform Algorithm="${EXC_C14N}"></ds:Transform>`
      const xslt = '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"></ds:Transform>'
      const xpath = `<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>/*</ds:XPath></ds:Transform>`
      for (const transforms of [
        '',
        one,
        TRANSFORMS + one,
        TRANSFORMS + xslt,
        one + TRANSFORMS.replace(one, ''),
        xslt + one,
        xpath + one,
      ]) {
        expectRefused(signed({ transforms }), /Transforms is not as expected|Transform has a part|transform is not/)
      }
    })

    it('InclusiveNamespaces anywhere else, twice, or with more than a PrefixList', () => {
      expectRefused(signed().replace('</ds:Transform>', `${LIST}</ds:Transform>`), /part/)
      expectRefused(signed().replace('</ds:SignatureMethod>', `${LIST}</ds:SignatureMethod>`), /part/)
      const c14n = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
      for (const [text, parts] of [
        [signed({ c14n }), LIST],
        [signed(), LIST + LIST],
        [signed(), LIST.replace('PrefixList', 'Prefixes')],
        [signed(), LIST.replace(' PrefixList', ' x="1" PrefixList')],
        [signed(), LIST.replace('></ec', '>x</ec')],
        [signed(), LIST.replace(EXC_C14N, 'urn:x')],
        [signed(), LIST.replaceAll('ec:InclusiveNamespaces', 'ec:Namespaces')],
        [signed(), `${LIST}x`],
      ] as const) {
        const listed = text.replace('</ds:CanonicalizationMethod>', `${parts}</ds:CanonicalizationMethod>`)
        expectRefused(listed, /no canonical form that is accepted/)
      }
    })

    for (const uri of [
      '',
      '#',
      '#_other',
      '_good',
      'https://sp.example/#_good',
      "#xpointer(id('_good'))",
      '#xpointer(/)',
    ]) {
      it(`a Reference to ${JSON.stringify(uri)}`, () => {
        expectRefused(signed({ uri }), /Reference is not to the root/)
      })
    }

    it('a Reference without URI or with a further attribute', () => {
      expectRefused(signed().replace(' URI="#_good"', ''), /Reference is not to the root/)
      expectRefused(signed({ referenceAttributes: ' Type="urn:x"' }), /Reference is not to the root/)
      expectRefused(signed({ referenceAttributes: ' xmlns:x="urn:x" x:Id="_r"' }), /Reference is not to the root/)
      expectRefused(signed({ referenceAttributes: ' Id="_good"' }), /occurs twice/)
    })

    it('two references', () => {
      const reference = /<ds:Reference.*<\/ds:Reference>/.exec(signed())?.[0] ?? ''
      expectRefused(signed({ secondReference: reference }), /SignedInfo is not as expected/)
    })

    it('two SignedInfo, and text between the parts', () => {
      const info = /<ds:SignedInfo>.*<\/ds:SignedInfo>/.exec(signed())?.[0] ?? ''
      expectRefused(signed().replace('<ds:SignedInfo>', `${info}<ds:SignedInfo>`), /Signature is not as expected/)
      expectRefused(signed().replace('<ds:SignatureValue>', 'x<ds:SignatureValue>'), /text between/)
      expectRefused(signed().replace('<ds:Transforms>', '<ds:Transforms>x'), /text between/)
    })

    it('ds:Object, whatever is in it', () => {
      expectRefused(signed({ rest: '<ds:Object></ds:Object>' }), /Signature is not as expected/)
      expectRefused(signed({ rest: '<ds:KeyInfo></ds:KeyInfo><ds:Object></ds:Object>' }), /Signature is not as/)
    })

    it('a second signature anywhere', () => {
      const signature = signatureOver(authnRequest(), { key: portal.privateKey })
      expectRefused(authnRequest({ signature: signature + signature }), /more than one/)
      expectRefused(
        authnRequest({ signature, inside: `<samlp:Extensions>${signature}</samlp:Extensions>` }),
        /more than one/,
      )
    })

    it('a signature in the wrong place', () => {
      const signature = signatureOver(authnRequest(), { key: portal.privateKey })
      const first = authnRequest().replace('<saml:Issuer', `${signature}<saml:Issuer`)
      const last = authnRequest().replace('</samlp:AuthnRequest>', `${signature}</samlp:AuthnRequest>`)
      const deeper = authnRequest({ inside: `<samlp:Extensions>${signature}</samlp:Extensions>` })
      expectRefused(last, /not in its place/)
      expectRefused(deeper, /not in its place/)
      // First is the place in documents without Issuer, such as metadata; with one it is not.
      verify(
        first
          .replace(/<saml:Issuer.*<\/saml:Issuer>/, '')
          .replace(/<ds:Signature .*<\/ds:Signature>/, () =>
            signatureOver(authnRequest().replace(/<saml:Issuer.*<\/saml:Issuer>/, ''), { key: portal.privateKey }),
          ),
      )
    })

    it('a root without ID, with one that is no name, or with one that occurs twice', () => {
      expectRefused(signed().replace(' ID="_good"', ''), /no ID/)
      expectRefused(signed({ uri: "#a'b" }, { id: "a'b" }), /no XML name/)
      for (const name of ['ID', 'Id', 'id', 'x:Id', 'xml:id']) {
        const inside = `<samlp:Extensions><x:y xmlns:x="urn:x" ${name}="_good"></x:y></samlp:Extensions>`
        expectRefused(signed({}, { inside }), /occurs twice/)
      }
    })

    it('any other SAML ID that occurs twice', () => {
      const inside = '<samlp:Extensions><y xmlns="" ID="_b"></y><y xmlns="" ID="_b"></y></samlp:Extensions>'
      expectRefused(signed({}, { inside }), /an ID occurs twice/)
    })
  })

  describe('refuses a signed request that is wrapped in a forged one:', () => {
    const good = authnRequest()
    const signature = signatureOver(good, { key: portal.privateKey })
    const whole = authnRequest({ signature })
    const evil = (parts: { signature?: string; inside?: string }) =>
      authnRequest({ id: '_evil', acs: EVIL_ACS, ...parts })
    const inObject = (inside: string) =>
      signature.replace('</ds:Signature>', `<ds:Object>${inside}</ds:Object></ds:Signature>`)
    const extensions = (inside: string) => `<samlp:Extensions>${inside}</samlp:Extensions>`

    const wrapped: Readonly<Record<string, string>> = {
      'XSW1: the original inside the signature of the forged': evil({
        signature: signature.replace('</ds:Signature>', `${good}</ds:Signature>`),
      }),
      'XSW2: the original beside a detached signature': evil({ signature, inside: good }),
      'XSW3: the original with its signature as a child before': evil({ inside: whole }),
      'XSW4: the forged around the original': `<samlp:AuthnRequest xmlns:samlp="${NS.protocol}" ID="_evil" Version="2.0" IssueInstant="2026-11-20T12:00:00Z">${whole}</samlp:AuthnRequest>`,
      'XSW5: the forged under the original ID, the original appended': authnRequest({
        acs: EVIL_ACS,
        signature,
        inside: good,
      }),
      'XSW6: the original inside the signature, under the same ID': authnRequest({
        acs: EVIL_ACS,
        signature: signature.replace('</ds:Signature>', `${good}</ds:Signature>`),
      }),
      'XSW7: the original in Extensions': evil({ signature, inside: extensions(good) }),
      'XSW8: the original in ds:Object': evil({ signature: inObject(good) }),
      'the original with its signature in Extensions': evil({ inside: extensions(whole) }),
      'the original in ds:Object under the same ID': authnRequest({ acs: EVIL_ACS, signature: inObject(good) }),
      'the original in ds:Object with a Reference to the forged': evil({
        signature: inObject(good).replace('#_good', '#_evil'),
      }),
      'the original in KeyInfo': evil({
        signature: signature.replace('</ds:Signature>', `<ds:KeyInfo>${good}</ds:KeyInfo></ds:Signature>`),
      }),
      'the original in KeyInfo, the forged under its ID': authnRequest({
        acs: EVIL_ACS,
        signature: signature.replace('</ds:Signature>', `<ds:KeyInfo>${good}</ds:KeyInfo></ds:Signature>`),
      }),
    }
    for (const [name, text] of Object.entries(wrapped)) {
      it(name, () => {
        expect(refusal(text).code).to.equal('saml-signature')
      })
    }

    it('and reads no unsigned value even where the signature holds', () => {
      const tree = verify(whole)
      expect(attribute(tree, 'AssertionConsumerServiceURL')).to.equal('https://sp.example/acs')
    })
  })
})
