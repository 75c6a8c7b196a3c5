import { expect } from 'chai'
import type { Signer, SigningKeys } from '../../../src/domain/ports/signing-keys.js'
import type { NameIdKind } from '../../../src/domain/name-id-formats.js'
import { validateSchema } from '../../../src/saml/xml/schema.js'
import { loginOf, loginResult, plainLogin, responseXml, samlBroker } from '../../support/saml-broker.js'
import { rejectionOf } from '../../support/saml-errors.js'
import { testKey, testSigner, testSigningKeys } from '../../support/saml-keys.js'
import { authnContext, authnRequest, redirectQuery } from '../../support/saml-requests.js'
import {
  ACS,
  acs,
  attributeService,
  serviceKey,
  SERVICE,
  testRegistry,
  testService,
  type ServiceDraft,
} from '../../support/saml-service.js'
import { xmlsecDecrypt, xmlsecVerify } from '../../support/saml-xmlsec.js'

/** Names as German registers hold them (DIN 91379), and what a service's own values may bring. */
const NAMES = {
  givenName: 'Ḫâlid Jürgen D’Ôrsay',
  familyName: "C̨̆ekan-ẞtrauß O’Neill's",
  birthName: 'Ŝ̱ L̥̄ ậ ế',
  street: '<Am & "Markt">\t7\r\nHinterhaus ]]> \u{1D11E}',
}

const EXCLUSIVE_RSA = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'

async function answered(draft: ServiceDraft = {}, ...result: Parameters<typeof loginResult>) {
  const broker = samlBroker({ services: [testService(draft)] })
  const delivered = await broker.messages.success(plainLogin(broker), loginResult(...result))
  return { ...delivered, xml: responseXml(delivered.answer.fields) }
}

const occurrences = (xml: string, part: string): number => xml.split(part).length - 1

describe('the answer to a login', () => {
  it('goes to the proven ACS with RelayState as received', async () => {
    const { answer } = await answered()
    expect(answer.action).to.equal(ACS)
    expect(answer.fields['RelayState']).to.equal('ticket-17')
  })

  it('has no RelayState if the request had none', async () => {
    const broker = samlBroker()
    const login = loginOf(broker.redirect(redirectQuery(authnRequest())))
    const { answer } = await broker.messages.success(login, loginResult())
    expect(answer.fields).to.have.all.keys('SAMLResponse')
  })

  it('states the bearer’s login and nothing that was not decided', async () => {
    const { xml, sessionIndex } = await answered({}, { givenName: 'Erika' })
    expect(xml).to.include(`Destination="${ACS}" ID="_answer-1"`).and.include('InResponseTo="_request-1"')
    expect(xml).to.include('<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success">')
    expect(xml).to.include(
      `<saml:SubjectConfirmationData InResponseTo="_request-1" NotOnOrAfter="2026-11-20T12:05:00.000Z" Recipient="${ACS}">`,
    )
    expect(xml).to.include(
      '<saml:Conditions NotBefore="2026-11-20T11:59:00.000Z" NotOnOrAfter="2026-11-20T12:05:00.000Z">',
    )
    expect(xml).to.include(
      `<saml:AudienceRestriction><saml:Audience>${SERVICE}</saml:Audience></saml:AudienceRestriction>`,
    )
    expect(xml).to.include(
      `<saml:AuthnStatement AuthnInstant="2026-11-20T11:59:30.000Z" SessionIndex="${sessionIndex}" SessionNotOnOrAfter="2026-11-20T13:00:00.000Z">`,
    )
    expect(xml).to.include('<saml:AuthnContextClassRef>http://eidas.europa.eu/LoA/low<')
    expect(occurrences(xml, '<saml:Attribute ')).to.equal(2)
  })

  it('says no end of session where none was opened, and a SessionIndex all the same', async () => {
    const { xml, sessionIndex } = await answered({}, {}, { sessionNotOnOrAfter: null })
    expect(xml).not.to.include('SessionNotOnOrAfter')
    expect(xml).to.include(`SessionIndex="${sessionIndex}"`)
  })

  it('names the session, and the citizen in a transient way, as this service always does in it', async () => {
    const session = { sessionIndex: '_of-this-session', transientId: '_transient' }
    const broker = samlBroker({ services: [testService({ settings: { nameIdFormat: 'transient' } })] })
    const [one, other] = await Promise.all(
      [1, 2].map(() => broker.messages.success(plainLogin(broker), loginResult({}, { session }))),
    )
    for (const delivered of [one, other]) {
      expect(delivered).to.include({ sessionIndex: '_of-this-session', nameId: '_transient' })
      expect(responseXml(delivered?.answer.fields ?? {})).to.include('SessionIndex="_of-this-session"')
    }
    const [first, second] = await Promise.all(
      [1, 2].map(() => broker.messages.success(plainLogin(broker), loginResult({}, { session: null }))),
    )
    expect(first?.nameId).not.to.equal(second?.nameId)
  })

  it('names attributes by OID, and always the level', async () => {
    const attribute = (friendly: string, oid: string, value: string) =>
      `<saml:Attribute FriendlyName="${friendly}" Name="urn:oid:${oid}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri"><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`
    const level = '1.2.40.0.10.2.1.1.261.94'
    const { xml } = await answered({}, { givenName: 'Erika', birthDate: '1964' })
    expect(xml).to.include(
      `<saml:AttributeStatement>${attribute('givenName', '2.5.4.42', 'Erika')}${attribute('birthDate', '1.2.40.0.10.2.1.1.55', '1964')}${attribute('trustLevel', level, 'STORK-QAA-Level-2')}</saml:AttributeStatement>`,
    )
    const bare = await answered({}, {}, { level: 'hoch' })
    expect(bare.xml).to.include(
      `<saml:AttributeStatement>${attribute('trustLevel', level, 'STORK-QAA-Level-4')}</saml:AttributeStatement>`,
    )
  })

  it('tells the method only to a service whose metadata asks for it', async () => {
    const name = 'urn:oid:1.3.6.1.4.1.25484.494450.2'
    const asking = { metadata: { attributeConsumingServices: [attributeService({ unknown: [name] })] } }
    expect((await answered(asking)).xml)
      .to.include(`Name="${name}"`)
      .and.include('>password<')
    expect((await answered()).xml).not.to.include(name)
  })
})

describe('the NameID of an answer', () => {
  const named = (kind: NameIdKind, ...result: Parameters<typeof loginResult>) =>
    answered({ settings: { nameIdFormat: kind, sector: 'aachen' } }, ...result)

  it('is the sector’s pseudonym, between the broker and this service', async () => {
    const { xml, nameId, nameIdFormat } = await named('persistent')
    expect(nameId).to.equal('pseudonym-of-erika-in-aachen')
    expect(nameIdFormat).to.equal('urn:oasis:names:tc:SAML:2.0:nameid-format:persistent')
    expect(xml).to.include(
      `<saml:NameID Format="${nameIdFormat}" NameQualifier="https://konto.example/saml/metadata" SPNameQualifier="${SERVICE}">${nameId}</saml:NameID>`,
    )
  })

  it('is a fresh one each time where it is transient', async () => {
    const broker = samlBroker({ services: [testService({ settings: { nameIdFormat: 'transient' } })] })
    const ids = [1, 2].map(async () => (await broker.messages.success(plainLogin(broker), loginResult())).nameId)
    const [first, second] = await Promise.all(ids)
    expect(first).to.not.equal(second)
    expect((await named('transient')).xml).to.match(
      /<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient">_saml/,
    )
  })

  it('is the released e-mail address, or there is no answer', async () => {
    const { xml } = await named('emailAddress', { email: 'erika@konto.example' })
    expect(xml).to.include(
      '<saml:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">erika@konto.example<',
    )
    expect(await rejectionOf(named('emailAddress', { givenName: 'Erika' }))).to.equal('invalid-name-id-policy')
  })

  it('is no e-mail address where the service takes none any more, although it did when it asked', async () => {
    const [email, persistent] = ['1.1:nameid-format:emailAddress', '2.0:nameid-format:persistent']
    const listing = (format = '') => ({ metadata: { nameIdFormats: [`urn:oasis:names:tc:SAML:${format}`] } })
    const answeredBy = (now: ServiceDraft) => {
      const login = plainLogin(samlBroker({ services: [testService(listing(email))] }))
      const result = loginResult({ email: 'erika@konto.example' })
      return samlBroker({ services: [testService(now)] }).messages.success(login, result)
    }
    expect((await answeredBy(listing(email))).nameId).to.equal('erika@konto.example')
    expect((await answeredBy({ settings: { nameIdFormat: 'emailAddress' } })).nameId).to.equal('erika@konto.example')
    expect(await rejectionOf(answeredBy(listing(persistent)))).to.equal('invalid-name-id-policy')
    expect(await rejectionOf(answeredBy({ settings: { nameIdFormat: 'transient' } }))).to.equal(
      'invalid-name-id-policy',
    )
  })

  it('is the one that the request’s subject names, or there is no answer', async () => {
    const broker = samlBroker()
    const asking = (nameId: string) => {
      const format = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'
      const content = `<saml:Subject><saml:NameID Format="${format}">${nameId}</saml:NameID></saml:Subject>`
      const login = loginOf(broker.redirect(redirectQuery(authnRequest({ content }))))
      return broker.messages.success(login, loginResult())
    }
    expect((await asking(`pseudonym-of-erika-in-${SERVICE}`)).nameId).to.match(/^pseudonym-of-erika/)
    expect(await rejectionOf(asking(`pseudonym-of-hans-in-${SERVICE}`))).to.equal('unknown-principal')
  })
})

describe('the level of an answer', () => {
  it('is none where the vocabulary has no word for it', async () => {
    expect(await rejectionOf(answered({ settings: { trustLevel: 'basis' } }, {}, { level: 'basis' }))).to.equal(
      'no-authn-context',
    )
  })

  it('is said in the request’s vocabulary', async () => {
    const broker = samlBroker()
    const content = authnContext('minimum', 'STORK-QAA-Level-1')
    const login = loginOf(broker.redirect(redirectQuery(authnRequest({ content }))))
    const { answer } = await broker.messages.success(login, loginResult({}, { level: 'substantiell' }))
    expect(responseXml(answer.fields)).to.include('<saml:AuthnContextClassRef>STORK-QAA-Level-3<')
  })
})

describe('the service that an answer is for', () => {
  it('is looked up anew: gone, switched off or moved, it gets none', async () => {
    const original = testService()
    let current = original
    let gone = false
    const broker = samlBroker({ registry: { ...testRegistry(), find: () => (gone ? undefined : current) } })
    const login = plainLogin(broker)
    const failures = () =>
      Promise.all([
        rejectionOf(broker.messages.success(login, loginResult())),
        rejectionOf(broker.messages.failure(login, 'authn-failed')),
      ])
    current = { ...original, active: false }
    expect(await failures()).to.deep.equal(['saml-service-disabled', 'saml-service-disabled'])
    current = testService({
      metadata: { assertionConsumerServices: [acs(`${ACS}2`), acs(ACS, { binding: 'artifact' })] },
    })
    expect(await failures()).to.deep.equal(['saml-acs-gone', 'saml-acs-gone'])
    const source = { ...original.source, signer: 'f1' }
    current = { ...original, source, metadata: { ...original.metadata, validUntil: Date.UTC(2026, 9, 1) } }
    expect(await failures()).to.deep.equal(['saml-metadata-ended', 'saml-metadata-ended'])
    gone = true
    expect(await failures()).to.deep.equal(['saml-service-disabled', 'saml-service-disabled'])
  })
})

describe('the signatures of an answer', () => {
  it('are on Response and assertion, and hold for xmlsec1 with every name', async () => {
    const { xml } = await answered({}, NAMES)
    validateSchema(xml, 'protocol')
    expect(occurrences(xml, EXCLUSIVE_RSA)).to.equal(2)
    await xmlsecVerify(xml, testKey('broker'), 'Response')
    await xmlsecVerify(xml, testKey('broker'), 'Assertion')
  })

  it('do not hold once anything is changed', async () => {
    const { xml } = await answered({}, NAMES)
    const changed = xml.replace('STORK-QAA-Level-2', 'STORK-QAA-Level-4')
    for (const part of ['Response', 'Assertion'] as const) {
      const outcome = await xmlsecVerify(changed, testKey('broker'), part).then(
        () => 'holds',
        () => 'broken',
      )
      expect(outcome, part).to.equal('broken')
    }
  })

  it('are on one of both where the operator says so', async () => {
    const assertion = (await answered({ settings: { sign: 'assertion' } })).xml
    expect(occurrences(assertion, '<ds:Signature ')).to.equal(1)
    await xmlsecVerify(assertion, testKey('broker'), 'Assertion')
    const response = (await answered({ settings: { sign: 'response' } })).xml
    expect(occurrences(response, '<ds:Signature ')).to.equal(1)
    await xmlsecVerify(response, testKey('broker'), 'Response')
  })

  it('are both of one key, also where another becomes active between them', async () => {
    const [before, after] = [testSigner('broker'), testSigner('brokerEc')]
    let active = before
    // The roll-over comes while the first signature is being made.
    const signer: Signer = {
      ...before,
      sign: (...input) => {
        active = after
        return before.sign(...input)
      },
    }
    const keys = (): SigningKeys => testSigningKeys(active === before ? signer : after)
    const turning: SigningKeys = {
      signer: () => keys().signer(),
      signers: () => keys().signers(),
      announced: () => keys().announced(),
      decrypters: () => keys().decrypters(),
    }
    const broker = samlBroker({ keys: turning })
    const { answer } = await broker.messages.success(plainLogin(broker), loginResult(NAMES))
    const xml = responseXml(answer.fields)
    await xmlsecVerify(xml, testKey('broker'), 'Response')
    await xmlsecVerify(xml, testKey('broker'), 'Assertion')
  })

  it('are ECDSA with such a key, and hold for xmlsec1', async () => {
    const broker = samlBroker({ keys: testSigningKeys(testSigner('brokerEc')) })
    const { answer } = await broker.messages.success(plainLogin(broker), loginResult(NAMES))
    const xml = responseXml(answer.fields)
    expect(xml).to.include('http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256')
    await xmlsecVerify(xml, testKey('brokerEc'), 'Response')
    await xmlsecVerify(xml, testKey('brokerEc'), 'Assertion')
  })

  it('use the operator’s algorithm, else the first of the metadata’s that the key can do', async () => {
    const more = 'http://www.w3.org/2001/04/xmldsig-more#'
    const pss = 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1'
    const signingMethods = [`${more}rsa-sha1`, `${more}ecdsa-sha256`, `${more}rsa-sha512`, `${more}rsa-sha256`]
    const used = async (draft: ServiceDraft) =>
      /<ds:SignatureMethod Algorithm="([^"]*)"/.exec((await answered(draft)).xml)?.[1]
    expect(await used({ metadata: { signingMethods } })).to.equal(`${more}rsa-sha512`)
    expect(await used({ metadata: { signingMethods }, settings: { signatureAlgorithm: pss } })).to.equal(pss)
    expect(await used({ metadata: { signingMethods: [`${more}rsa-sha1`] } })).to.equal(`${more}rsa-sha256`)
    expect(await used({ settings: { signatureAlgorithm: `${more}ecdsa-sha256` } })).to.equal(`${more}rsa-sha256`)
  })
})

describe('the encryption of an answer', () => {
  const GCM_128 = 'http://www.w3.org/2009/xmlenc11#aes128-gcm'
  const GCM_256 = 'http://www.w3.org/2009/xmlenc11#aes256-gcm'
  const MGF1P = 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p'
  const OAEP = 'http://www.w3.org/2009/xmlenc11#rsa-oaep'
  const method = (algorithm: string) => ({ algorithm, digest: null, mgf: null })
  const keys = (...algorithms: string[]) => [
    serviceKey('service'),
    serviceKey('serviceEncryption', 'encryption', algorithms.map(method)),
  ]
  const methods = async (draft: ServiceDraft) =>
    [...(await answered(draft)).xml.matchAll(/<xenc:EncryptionMethod Algorithm="([^"]*)"/g)].map(([, uri]) => uri)

  it('is of the signed assertion, which xmlsec1 opens and verifies', async () => {
    const { xml } = await answered({ metadata: { keys: keys() } }, NAMES)
    validateSchema(xml, 'protocol')
    expect(xml).not.to.include('<saml:Assertion')
    await xmlsecVerify(xml, testKey('broker'), 'Response')
    const plain = await xmlsecDecrypt(xml, testKey('serviceEncryption'))
    const [assertion = ''] = /<saml:Assertion .*<\/saml:Assertion>/s.exec(plain) ?? []
    validateSchema(assertion, 'assertion')
    await xmlsecVerify(assertion, testKey('broker'), 'Assertion')
  })

  it('is AES-256-GCM with rsa-oaep-mgf1p where nothing else is said', async () => {
    expect(await methods({ metadata: { keys: keys() } })).to.deep.equal([GCM_256, MGF1P])
  })

  it('is for a key of either use, and not at all without one', async () => {
    expect(await methods({ metadata: { keys: [serviceKey('serviceEncryption', 'both')] } })).to.deep.equal([
      GCM_256,
      MGF1P,
    ])
    expect(await methods({ metadata: { keys: [serviceKey('service', 'signing')] } })).to.deep.equal([])
  })

  it('is the first of the metadata’s methods that the broker writes, never CBC', async () => {
    const cbc = 'http://www.w3.org/2001/04/xmlenc#aes256-cbc'
    const v15 = 'http://www.w3.org/2001/04/xmlenc#rsa-1_5'
    expect(await methods({ metadata: { keys: keys(cbc, GCM_128, v15, OAEP, MGF1P) } })).to.deep.equal([GCM_128, OAEP])
    expect(await methods({ metadata: { keys: keys(cbc, v15) } })).to.deep.equal([GCM_256, MGF1P])
    const settings = { encryptionAlgorithm: cbc, keyTransportAlgorithm: v15 }
    expect(await methods({ metadata: { keys: keys() }, settings })).to.deep.equal([GCM_256, MGF1P])
  })

  it('is AES-256-GCM wherever the metadata lists it, also after a shorter key', async () => {
    expect(await methods({ metadata: { keys: keys(GCM_128, GCM_256, MGF1P) } })).to.deep.equal([GCM_256, MGF1P])
  })

  it('is what the operator chose over the metadata', async () => {
    const settings = { encryptionAlgorithm: GCM_256, keyTransportAlgorithm: MGF1P }
    expect(await methods({ metadata: { keys: keys(GCM_128, OAEP) }, settings })).to.deep.equal([GCM_256, MGF1P])
  })

  it('is none where the operator says never', async () => {
    expect(await methods({ metadata: { keys: keys() }, settings: { encrypt: 'never' } })).to.deep.equal([])
  })

  it('is never left out where the operator says always', async () => {
    const settings = { encrypt: 'always' } as const
    expect(await methods({ metadata: { keys: keys() }, settings })).to.deep.equal([GCM_256, MGF1P])
    for (const without of [[], [serviceKey('service')], [serviceKey('serviceEc', 'both')]]) {
      const metadata = { keys: without, encryptionAnnounced: false }
      expect(await rejectionOf(answered({ metadata, settings }))).to.equal('request-unsupported')
    }
  })

  it('names no key where it came without a certificate: xmlsec1 would take a KeyValue for the key to open it with', async () => {
    const key = { ...serviceKey('serviceEncryption', 'encryption'), certificate: null }
    const { xml } = await answered({ metadata: { keys: [key] } }, NAMES)
    validateSchema(xml, 'protocol')
    expect(/<xenc:EncryptedKey>.*<\/xenc:EncryptedKey>/s.exec(xml)?.[0]).not.to.contain('ds:KeyInfo')
    expect(await xmlsecDecrypt(xml, testKey('serviceEncryption'))).to.contain('<saml:Assertion')
  })

  it('is not left out silently for an encryption key of another kind', async () => {
    const announced = { metadata: { keys: [serviceKey('serviceEc', 'encryption')] } }
    expect(await rejectionOf(answered(announced))).to.equal('request-unsupported')
    const both = { metadata: { keys: [serviceKey('serviceEc', 'both')] } }
    expect(await rejectionOf(answered(both))).to.equal('request-unsupported')
  })

  it('is not left out silently where the metadata announced it with a key that was left out', async () => {
    const metadata = { keys: [serviceKey('service')], encryptionAnnounced: true }
    expect(await rejectionOf(answered({ metadata }))).to.equal('request-unsupported')
    expect(await methods({ metadata, settings: { encrypt: 'never' } })).to.deep.equal([])
    const usable = { ...metadata, keys: [serviceKey('serviceEncryption', 'both')] }
    expect(await methods({ metadata: usable })).to.deep.equal([GCM_256, MGF1P])
  })
})
