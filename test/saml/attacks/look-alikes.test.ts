import { expect } from 'chai'
import { samlBroker } from '../../support/saml-broker.js'
import { refusalOf } from '../../support/saml-errors.js'
import {
  authnRequest,
  envelopedSigned,
  postFields,
  redirectQuery,
  signedRedirectQuery,
  SSO,
} from '../../support/saml-requests.js'
import { ACS, SERVICE, testService } from '../../support/saml-service.js'

/** Spellings that a lenient comparison would take for the same address. */
const lookAlikes = (url: string): readonly string[] => [
  `${url}/`,
  `${url}?`,
  `${url}#`,
  `${url}%20`,
  `${url}%00`,
  `${url};x`,
  `${url}/.`,
  `${url}/../${url.split('/').at(-1) ?? ''}`,
  url.replace('https:', 'http:'),
  url.replace('https:', 'HTTPS:'),
  url.replace('https://', 'https://user@'),
  url.replace('https://', 'https:\\\\'),
  url.replace('https://', '//'),
  url.replace('.example', '.example:443'),
  url.replace('.example', '.example.'),
  url.replace('.example', '.example.evil.example'),
  url.replace('.example/', '.example@evil.example/'),
  url.replace('.example/', '.example//'),
  url.replace('a', 'а'),
  url.replace('a', '%61'),
  url.toUpperCase(),
]

describe('an address that looks like the right one', () => {
  const broker = samlBroker()
  const demanding = samlBroker({ services: [testService({ metadata: { authnRequestsSigned: true } })] })

  it('is no ACS: unsigned, and signed by the very service', () => {
    for (const AssertionConsumerServiceURL of lookAlikes(ACS)) {
      const xml = authnRequest({ attributes: { AssertionConsumerServiceURL } })
      expect(
        refusalOf(() => broker.redirect(redirectQuery(xml))),
        AssertionConsumerServiceURL,
      ).to.equal('saml-acs')
      expect(refusalOf(() => demanding.redirect(signedRedirectQuery(xml)))).to.equal('saml-acs')
      expect(refusalOf(() => demanding.post(postFields(envelopedSigned(xml))))).to.equal('saml-acs')
    }
  })

  it('is no Destination', () => {
    for (const Destination of lookAlikes(SSO)) {
      const xml = authnRequest({ attributes: { Destination } })
      expect(
        refusalOf(() => broker.redirect(redirectQuery(xml))),
        Destination,
      ).to.equal('saml-destination')
      expect(refusalOf(() => demanding.post(postFields(envelopedSigned(xml))))).to.equal('saml-destination')
    }
  })

  it('is no sender', () => {
    for (const issuer of lookAlikes(SERVICE)) {
      const xml = authnRequest({ issuer })
      expect(
        refusalOf(() => broker.redirect(redirectQuery(xml))),
        issuer,
      ).to.equal('saml-unknown-service')
    }
  })

  it('is not shown before the sender is proven: what comes first decides', () => {
    const xml = authnRequest({
      issuer: 'https://evil.example/sp',
      attributes: { AssertionConsumerServiceURL: 'https://evil.example/acs', Destination: 'https://evil.example/' },
    })
    expect(refusalOf(() => broker.redirect(redirectQuery(xml)))).to.equal('saml-unknown-service')
    const unsigned = authnRequest({ attributes: { AssertionConsumerServiceURL: 'https://evil.example/acs' } })
    expect(refusalOf(() => demanding.redirect(redirectQuery(unsigned)))).to.equal('saml-signature-missing')
  })
})

describe('a query that two parsers could read differently', () => {
  const demanding = samlBroker({ services: [testService({ metadata: { authnRequestsSigned: true } })] })
  const good = signedRedirectQuery(authnRequest(), { relayState: 'ticket' })
  const other = redirectQuery(authnRequest({ attributes: { ForceAuthn: 'true' } }))
  const otherRequest = other.replace('SAMLRequest=', '')

  it('is refused with a second message in any spelling of the name', () => {
    for (const name of [
      'SAMLRequest',
      'SAMLRequest[]',
      'SAMLRequest[0]',
      'SAMLRequest.x',
      '%53AMLRequest',
      'SAMLRe%71uest',
      'SAMLResponse',
      'SAMLart',
    ]) {
      for (const query of [`${name}=${otherRequest}&${good}`, `${good}&${name}=${otherRequest}`]) {
        expect(
          refusalOf(() => demanding.redirect(query)),
          name,
        ).to.equal('saml-parameters')
      }
    }
  })

  it('is refused with a second RelayState, SigAlg or Signature', () => {
    for (const name of ['RelayState', 'SigAlg', 'Signature']) {
      for (const query of [`${name}=x&${good}`, `${good}&${name}=x`]) {
        expect(
          refusalOf(() => demanding.redirect(query)),
          name,
        ).to.equal('saml-parameters')
      }
    }
  })

  it('is refused with the signature of another query, or with only half of one', () => {
    const [, , algorithm = '', signature = ''] = good.split('&')
    for (const [query, code] of [
      [`${other}&${algorithm}&${signature}`, 'saml-signature'],
      [`${other}&RelayState=ticket&${algorithm}&${signature}`, 'saml-signature'],
      [good.replace(`&${signature}`, ''), 'saml-parameters'],
      [good.replace(`&${algorithm}`, ''), 'saml-parameters'],
      [good.replace(signature, 'Signature='), 'saml-signature'],
      [good.replace(`&${algorithm}&${signature}`, ''), 'saml-signature-missing'],
    ] as const) {
      expect(
        refusalOf(() => demanding.redirect(query)),
        query.slice(-80),
      ).to.equal(code)
    }
  })

  it('is refused with a separator that only some parsers know', () => {
    expect(refusalOf(() => demanding.redirect(good.replaceAll('&', ';')))).to.be.oneOf([
      'saml-parameters',
      'saml-encoding',
      'saml-signature-missing',
    ])
  })

  it('has a signature by an algorithm that is exchanged for a weaker or empty one', () => {
    for (const uri of [
      'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
      'http://www.w3.org/2000/09/xmldsig#hmac-sha1',
      'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256',
      'http://www.w3.org/2001/04/xmldsig-more#rsa-md5',
      'http://www.w3.org/2001/04/xmldsig-more#RSA-SHA256',
      ' http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      'none',
      '',
    ]) {
      const query = good.replace(/SigAlg=[^&]*/, `SigAlg=${encodeURIComponent(uri)}`)
      expect(
        refusalOf(() => demanding.redirect(query)),
        uri,
      ).to.equal('saml-signature-algorithm')
    }
  })
})
