import { constants, sign } from 'node:crypto'
import { expect } from 'chai'
import { SignedXml } from 'xml-crypto'
import type { EncryptionMethod, ServiceSettings } from '../../../src/domain/service.js'
import type { WeakAlgorithm } from '../../../src/domain/weak-algorithms.js'
import { loginResult, plainLogin, responseXml, samlBroker } from '../../support/saml-broker.js'
import { testKey, type TestKey } from '../../support/saml-keys.js'
import { authnRequest, NOW, postFields, redirectQuery } from '../../support/saml-requests.js'
import { ACS, acs, serviceKey, SERVICE, testService } from '../../support/saml-service.js'

const DSIG = 'http://www.w3.org/2000/09/xmldsig#'
const RSA_SHA1 = `${DSIG}rsa-sha1`
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'
const SHA1 = `${DSIG}sha1`
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256'
const XMLENC = 'http://www.w3.org/2001/04/xmlenc#'

/** The shipped test time is 20 November 2026; the last moment of the exception, and the first after it. */
const LAST = Date.parse('2027-03-31T23:59:59.999Z')
const AFTER = Date.parse('2027-04-01T00:00:00Z')
const OTHER = 'https://portal.solingen.example/saml/metadata'

const excepted = (...weakAlgorithms: readonly WeakAlgorithm[]): Partial<ServiceSettings> => ({
  weakAlgorithms,
  weakAlgorithmsUntil: '2027-03-31',
})

function world(settings: Partial<ServiceSettings>, now = NOW, methods: readonly EncryptionMethod[] = []) {
  const used: string[] = []
  const keys = [serviceKey('service'), serviceKey('serviceEc'), serviceKey('serviceEncryption', 'encryption', methods)]
  const services = [
    testService({ settings, metadata: { keys } }),
    testService({
      entityId: OTHER,
      metadata: { keys: [serviceKey('service')], assertionConsumerServices: [acs(ACS)] },
    }),
  ]
  const broker = samlBroker({
    services,
    now,
    weakUsed: (service, algorithm) => void used.push(`${algorithm} ${service}`),
  })
  return { broker, used }
}

function redirect(uri: string, hash: string, issuer = SERVICE, key: TestKey = testKey('service')): string {
  const octets = `${redirectQuery(authnRequest({ issuer }))}&SigAlg=${encodeURIComponent(uri)}`
  const signature = sign(hash, Buffer.from(octets), { key: key.privateKey, padding: constants.RSA_PKCS1_PADDING })
  return `${octets}&Signature=${encodeURIComponent(signature.toString('base64'))}`
}

/** A POST as an old library signs it. */
function post(signatureAlgorithm: string, digestAlgorithm: string, issuer = SERVICE): Record<string, string> {
  const signer = new SignedXml({
    privateKey: testKey('service').privatePem,
    signatureAlgorithm,
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  })
  const transforms = [`${DSIG}enveloped-signature`, 'http://www.w3.org/2001/10/xml-exc-c14n#']
  signer.addReference({ xpath: '/*', transforms, digestAlgorithm })
  const location = { reference: "/*/*[local-name(.)='Issuer']", action: 'after' } as const
  signer.computeSignature(authnRequest({ issuer }), { prefix: 'ds', location })
  return postFields(signer.getSignedXml())
}

const WEAK = 'saml-signature-algorithm'

describe('a redirect signed with SHA-1', () => {
  it('is refused as shipped, and by an exception for anything else', () => {
    for (const settings of [{}, excepted('sha1', 'aes256-cbc', 'aes128-cbc')]) {
      expect(() => world(settings).broker.redirect(redirect(RSA_SHA1, 'sha1'))).to.throw(WEAK)
    }
  })

  it('is taken by an exception until its last day is over, and each use is told', () => {
    for (const now of [NOW, LAST]) {
      const { broker, used } = world(excepted('rsa-sha1'), now)
      expect(broker.redirect(redirect(RSA_SHA1, 'sha1')).service.entityId).to.equal(SERVICE)
      expect(used).to.deep.equal([`rsa-sha1 ${SERVICE}`])
    }
    const { broker, used } = world(excepted('rsa-sha1'), AFTER)
    expect(() => broker.redirect(redirect(RSA_SHA1, 'sha1'))).to.throw(WEAK)
    expect(used).to.deep.equal([])
  })

  it('is refused of every other service, whose key is the same', () => {
    const { broker } = world(excepted('rsa-sha1', 'sha1'))
    expect(() => broker.redirect(redirect(RSA_SHA1, 'sha1', OTHER))).to.throw(WEAK)
    expect(broker.redirect(redirect(RSA_SHA256, 'sha256', OTHER)).service.entityId).to.equal(OTHER)
  })

  it('has to hold, and one that does not is told to nobody', () => {
    const { broker, used } = world(excepted('rsa-sha1'))
    const refused = [
      redirect(RSA_SHA1, 'sha1', SERVICE, testKey('stranger')),
      redirect(RSA_SHA1, 'sha1').replace('SAMLRequest=', 'SAMLRequest=%20'),
      redirect(RSA_SHA1, 'sha256'),
    ]
    for (const query of refused) expect(() => broker.redirect(query)).to.throw('saml-')
    expect(used).to.deep.equal([])
  })

  it('stays refused with any other algorithm that no exception can name', () => {
    const { broker } = world(excepted('rsa-sha1', 'sha1'))
    for (const [uri, hash] of [
      ['http://www.w3.org/2001/04/xmldsig-more#rsa-md5', 'md5'],
      ['http://www.w3.org/2001/04/xmldsig-more#ripemd160', 'ripemd160'],
      ['http://www.w3.org/2007/05/xmldsig-more#sha1-rsa-MGF1', 'sha1'],
      [`${DSIG}dsa-sha1`, 'sha1'],
      [`${DSIG}hmac-sha1`, 'sha1'],
      [`${RSA_SHA1} `, 'sha1'],
    ] as const) {
      expect(() => broker.redirect(redirect(uri, hash)), uri).to.throw(WEAK)
    }
    const octets = `${redirectQuery(authnRequest())}&SigAlg=${encodeURIComponent('http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1')}`
    const signature = sign('sha1', Buffer.from(octets), {
      key: testKey('serviceEc').privateKey,
      dsaEncoding: 'ieee-p1363',
    })
    const query = `${octets}&Signature=${encodeURIComponent(signature.toString('base64'))}`
    expect(() => broker.redirect(query)).to.throw(WEAK)
  })
})

describe('a POST signed with SHA-1', () => {
  const everything = () => post(RSA_SHA1, SHA1)

  it('is refused as shipped, also where only the signature or only the digest is of SHA-1', () => {
    for (const fields of [everything(), post(RSA_SHA256, SHA1), post(RSA_SHA1, SHA256)]) {
      expect(() => world({}).broker.post(fields)).to.throw(WEAK)
    }
  })

  it('is taken by an exception that names what it has, the signature, the digest, or both', () => {
    for (const [names, fields] of [
      [['rsa-sha1'], post(RSA_SHA1, SHA256)],
      [['sha1'], post(RSA_SHA256, SHA1)],
      [['sha1-digest'], post(RSA_SHA256, SHA1)],
      [['rsa-sha1', 'sha1'], everything()],
    ] as const) {
      const { broker, used } = world(excepted(...names))
      expect(broker.post(fields).service.entityId).to.equal(SERVICE)
      expect(used).to.deep.equal(names.map((name) => `${name} ${SERVICE}`))
    }
    for (const name of ['rsa-sha1', 'sha1', 'sha1-digest'] as const) {
      expect(() => world(excepted(name)).broker.post(everything()), name).to.throw(WEAK)
    }
  })

  it('is refused again when the exception has ended, and always of another service', () => {
    const both = excepted('rsa-sha1', 'sha1')
    expect(world(both, LAST).broker.post(everything()).service.entityId).to.equal(SERVICE)
    expect(() => world(both, AFTER).broker.post(everything())).to.throw(WEAK)
    expect(() => world(both).broker.post(post(RSA_SHA1, SHA1, OTHER))).to.throw(WEAK)
  })

  it('has to hold, and one that does not is told to nobody', () => {
    const { broker, used } = world(excepted('rsa-sha1', 'sha1'))
    const { SAMLRequest = '' } = everything()
    const xml = Buffer.from(SAMLRequest, 'base64').toString()
    const changed = xml.replace('<samlp:AuthnRequest', '<samlp:AuthnRequest ForceAuthn="true"')
    expect(() => broker.post(postFields(changed))).to.throw('saml-signature')
    expect(used).to.deep.equal([])
  })
})

describe('CBC towards a service', () => {
  const method = (name: string): EncryptionMethod => ({
    algorithm: name.endsWith('gcm') ? `http://www.w3.org/2009/xmlenc11#${name}` : `${XMLENC}${name}`,
    digest: null,
    mgf: null,
  })

  async function contentOf(settings: Partial<ServiceSettings>, listed: readonly string[] = [], now = NOW) {
    const { broker, used } = world(settings, now, listed.map(method))
    const login = plainLogin(samlBroker({ services: [testService()] }))
    const xml = responseXml((await broker.messages.success(login, loginResult())).answer.fields)
    const [, content] = /<xenc:EncryptedData [^>]*><xenc:EncryptionMethod Algorithm="[^"]*#([^"]*)"/.exec(xml) ?? []
    expect(used).to.deep.equal(content?.endsWith('cbc') ? [`${content} ${SERVICE}`] : [])
    return content
  }

  it('is never used as shipped, whatever the metadata lists', async () => {
    expect(await contentOf({}, ['aes256-cbc', 'aes128-cbc'])).to.equal('aes256-gcm')
    expect(await contentOf(excepted('rsa-sha1', 'sha1'), ['aes256-cbc'])).to.equal('aes256-gcm')
  })

  it('is used by an exception where the metadata knows nothing better', async () => {
    expect(await contentOf(excepted('aes128-cbc'), ['aes128-cbc', 'aes256-cbc'])).to.equal('aes128-cbc')
    expect(await contentOf(excepted('aes256-cbc'), ['aes128-cbc', 'aes256-cbc'])).to.equal('aes256-cbc')
    expect(await contentOf(excepted('aes256-cbc', 'aes128-cbc'))).to.equal('aes256-cbc')
    expect(await contentOf(excepted('aes256-cbc'), ['rsa-oaep-mgf1p'])).to.equal('aes256-cbc')
  })

  it('is not used where the metadata lists AES-GCM, or another CBC than the exception', async () => {
    expect(await contentOf(excepted('aes256-cbc'), ['aes256-cbc', 'aes256-gcm'])).to.equal('aes256-gcm')
    expect(await contentOf(excepted('aes256-cbc'), ['aes256-cbc', 'aes128-gcm'])).to.equal('aes128-gcm')
    expect(await contentOf(excepted('aes128-cbc'), ['aes256-cbc'])).to.equal('aes256-gcm')
    expect(await contentOf(excepted('aes256-cbc', 'aes128-cbc'), ['tripledes-cbc'])).to.equal('aes256-gcm')
  })

  it('is used where the operator chose it within an exception, and only there', async () => {
    const chosen = { encryptionAlgorithm: `${XMLENC}aes256-cbc` }
    expect(await contentOf({ ...chosen, ...excepted('aes256-cbc') }, ['aes256-gcm'])).to.equal('aes256-cbc')
    expect(await contentOf({ ...chosen, ...excepted('aes128-cbc') }, ['aes256-gcm'])).to.equal('aes256-gcm')
    expect(await contentOf(chosen)).to.equal('aes256-gcm')
  })

  it('ends by itself with the exception', async () => {
    expect(await contentOf(excepted('aes256-cbc'), ['aes256-cbc'], LAST)).to.equal('aes256-cbc')
    expect(await contentOf(excepted('aes256-cbc'), ['aes256-cbc'], AFTER)).to.equal('aes256-gcm')
  })

  it('ends also where the broker prepared the service before, since records are kept', async () => {
    let now = LAST
    const service = testService({
      settings: excepted('aes256-cbc'),
      metadata: { keys: [serviceKey('serviceEncryption', 'encryption')] },
    })
    const broker = samlBroker({ services: [service], clock: { now: () => now } })
    const login = plainLogin(samlBroker())
    const answers = async () => responseXml((await broker.messages.success(login, loginResult())).answer.fields)
    expect(await answers()).to.include('#aes256-cbc"')
    now = AFTER
    expect(await answers()).to.include('#aes256-gcm"')
  })

  it('never comes with PKCS#1 v1.5 key transport', async () => {
    const { broker } = world(excepted('aes256-cbc'), NOW, [method('aes256-cbc'), method('rsa-1_5')])
    const login = plainLogin(samlBroker())
    const xml = responseXml((await broker.messages.success(login, loginResult())).answer.fields)
    expect(xml).to.include('#aes256-cbc"').and.include('#rsa-oaep-mgf1p"').and.not.include('rsa-1_5')
  })
})
