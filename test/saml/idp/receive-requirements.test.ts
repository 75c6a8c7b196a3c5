import { expect } from 'chai'
import type { ReceivedRequest } from '../../../src/saml/idp/receive-request.js'
import { refusalOf } from '../../support/saml-errors.js'
import { samlBroker } from '../../support/saml-broker.js'
import { authnContext, authnRequest, BROKER, redirectQuery } from '../../support/saml-requests.js'
import { attributeService, serviceKey, SERVICE, testService, type ServiceDraft } from '../../support/saml-service.js'

const FORMAT = {
  persistent: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  transient: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
  encrypted: 'urn:oasis:names:tc:SAML:2.0:nameid-format:encrypted',
  email: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  unspecified: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
  x509: 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName',
}
const LOW = 'http://eidas.europa.eu/LoA/low'
const HIGH = 'http://eidas.europa.eu/LoA/high'

type Attributes = Readonly<Record<string, string>>

/** A request with this content to a service of this kind. */
const received = (content: string, draft: ServiceDraft = {}, attributes: Attributes = {}): ReceivedRequest =>
  samlBroker({ services: [testService(draft)] }).redirect(redirectQuery(authnRequest({ attributes, content })))

describe('the NameID that a request asks for', () => {
  const policy = (attributes: string) => `<samlp:NameIDPolicy ${attributes}/>`
  const format = (uri: string) => policy(`Format="${uri}"`)
  const given = (content: string, draft?: ServiceDraft) => {
    const { refusal, requirements } = received(content, draft)
    return refusal ?? requirements.nameId
  }
  const lists = (...nameIdFormats: string[]): ServiceDraft => ({ metadata: { nameIdFormats } })

  it('is persistent where nothing says otherwise', () => {
    expect(given('')).to.equal('persistent')
    expect(given(policy('AllowCreate="true"'))).to.equal('persistent')
    expect(given(format(FORMAT.unspecified))).to.equal('persistent')
    expect(given('', lists(FORMAT.transient, FORMAT.email))).to.equal('persistent')
    expect(given('', lists(FORMAT.x509))).to.equal('persistent')
  })

  it('is what the metadata’s only format says', () => {
    expect(given('', lists(FORMAT.transient))).to.equal('transient')
    expect(given(format(FORMAT.unspecified), lists(FORMAT.email))).to.equal('emailAddress')
  })

  it('is what the operator chose, over the metadata, under the request', () => {
    const chosen: ServiceDraft = { ...lists(FORMAT.transient), settings: { nameIdFormat: 'emailAddress' } }
    expect(given('', chosen)).to.equal('emailAddress')
    expect(given(format(FORMAT.persistent), chosen)).to.equal('persistent')
    expect(given(format(FORMAT.email), chosen)).to.equal('emailAddress')
  })

  it('is what the request asks, whatever AllowCreate says', () => {
    expect(given(format(FORMAT.transient))).to.equal('transient')
    expect(given(policy(`Format="${FORMAT.persistent}" AllowCreate="false"`), lists(FORMAT.transient))).to.equal(
      'persistent',
    )
  })

  it('is e-mail only where the metadata lists it, and e-mail is a required attribute then', () => {
    expect(given(format(FORMAT.email))).to.equal('invalid-name-id-policy')
    const services = [attributeService({ required: ['givenName'], optional: ['email', 'phone'] })]
    const draft: ServiceDraft = {
      metadata: { nameIdFormats: [FORMAT.persistent, FORMAT.email], attributeConsumingServices: services },
    }
    const { requirements } = received(format(FORMAT.email), draft)
    expect(requirements.nameId).to.equal('emailAddress')
    expect(requirements.attributes).to.deep.equal({ required: ['givenName', 'email'], optional: ['phone'] })
  })

  it('is none that the broker does not know or encrypt', () => {
    for (const uri of [
      FORMAT.encrypted,
      FORMAT.x509,
      'urn:oasis:names:tc:SAML:2.0:nameid-format:entity',
      'persistent',
    ]) {
      expect(given(format(uri), lists(uri)), uri).to.equal('invalid-name-id-policy')
    }
  })

  it('is between the broker and this service alone', () => {
    expect(given(policy('SPNameQualifier="https://other.example/"'))).to.equal('invalid-name-id-policy')
    expect(received(policy(`SPNameQualifier="${SERVICE}"`)).refusal).to.equal(null)
  })

  it('is the default where the format is empty, or the misspelt unspecified that services send', () => {
    const misspelt = 'urn:oasis:names:tc:SAML:2.0:nameid-format:unspecified'
    for (const uri of ['', misspelt]) {
      expect(given(format(uri)), uri).to.equal('persistent')
      expect(given(format(uri), lists(FORMAT.transient)), uri).to.equal('transient')
    }
  })

  it('is not e-mail where the operator lists the attributes without it', () => {
    const listed = (settings: ServiceDraft['settings'] = {}): ServiceDraft => ({ ...lists(FORMAT.email), settings })
    const without = listed({ requiredAttributes: ['givenName'], optionalAttributes: ['phone'] })
    expect(given(format(FORMAT.email), without)).to.equal('invalid-name-id-policy')
    expect(given('', without)).to.equal('persistent')
    expect(given(format(FORMAT.email), listed({ requiredAttributes: [] }))).to.equal('invalid-name-id-policy')
    expect(given(format(FORMAT.email), listed({ optionalAttributes: ['email'] }))).to.equal('emailAddress')
    const chosen = listed({ requiredAttributes: ['givenName'], nameIdFormat: 'emailAddress' })
    expect(given(format(FORMAT.email), chosen), 'the operator’s own choice').to.equal('emailAddress')
  })

  it('is never e-mail for a pseudonymous service', () => {
    const draft: ServiceDraft = { ...lists(FORMAT.email), settings: { pseudonymous: true } }
    expect(given('', draft)).to.equal('persistent')
    expect(given(format(FORMAT.email), draft)).to.equal('invalid-name-id-policy')
  })
})

describe('the level that a request asks for', () => {
  it('is that of an attribute which the service requires, and of e-mail where the NameID is one', () => {
    const settings = { trustLevel: 'normal', attributeLevels: ['email:substantiell'] } as const
    expect(received('', { settings }).requirements.registeredLevel).to.equal('normal')
    const asked = received('', { settings: { ...settings, requiredAttributes: ['email'] } })
    expect(asked.requirements.registeredLevel).to.equal('substantiell')
    const named = received('', { metadata: { nameIdFormats: [FORMAT.email] }, settings })
    expect(named.requirements.registeredLevel).to.equal('substantiell')
  })

  it('is the registered one where the request is silent', () => {
    const { requirements, reply } = received('', { settings: { trustLevel: 'substantiell' } })
    expect(requirements).to.include({ registeredLevel: 'substantiell', requestedLevels: null })
    expect(reply.classes).to.deep.equal([])
  })

  it('is compared exactly unless it says otherwise', () => {
    const levels = (comparison: string | null) =>
      received(authnContext(comparison, LOW, HIGH)).requirements.requestedLevels
    expect(levels(null)).to.deep.equal({ comparison: 'exact', levels: ['normal', 'hoch'] })
    for (const comparison of ['exact', 'minimum', 'maximum', 'better']) {
      expect(levels(comparison)).to.deep.equal({ comparison, levels: ['normal', 'hoch'] })
    }
  })

  it('may stand in white space, and keeps the classes as sent', () => {
    const { requirements, reply } = received(authnContext('minimum', `\n  ${HIGH}\n`, 'urn:unknown', LOW))
    expect(requirements.requestedLevels).to.deep.equal({ comparison: 'minimum', levels: ['hoch', 'normal'] })
    expect(reply.classes).to.deep.equal([HIGH, 'urn:unknown', LOW])
  })

  it('is no answer at once where no class is known', () => {
    expect(received(authnContext(null, 'urn:unknown', `${LOW}/`)).refusal).to.equal('no-authn-context')
    const declaration = '<saml:AuthnContextDeclRef>urn:x</saml:AuthnContextDeclRef>'
    const declared = `<samlp:RequestedAuthnContext>${declaration}</samlp:RequestedAuthnContext>`
    expect(received(declared).refusal).to.equal('no-authn-context')
  })

  it('may be out of reach: that is for the citizen to see, not refused at once', () => {
    expect(received(authnContext('better', HIGH)).refusal).to.equal(null)
  })
})

describe('the attributes that a request asks for', () => {
  const services = [
    attributeService({ index: 0, required: ['givenName'] }),
    attributeService({ index: 5, isDefault: true, required: ['familyName'], optional: ['phone'] }),
  ]
  const registered: ServiceDraft = { metadata: { attributeConsumingServices: services } }
  const requested = (oid: string, isRequired = '') => `<md:RequestedAttribute Name="urn:oid:${oid}"${isRequired}/>`
  const extension = (...entries: string[]) =>
    '<samlp:Extensions><req:RequestedAttributes xmlns:req="urn:oasis:names:tc:SAML:protocol:ext:req-attr" ' +
    `xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${entries.join('')}</req:RequestedAttributes></samlp:Extensions>`
  const attributes = (...args: Parameters<typeof received>) => received(...args).requirements.attributes

  it('are none where nothing names any', () => {
    expect(attributes('')).to.deep.equal({ required: [], optional: [] })
  })

  it('are those of the default AttributeConsumingService, else of the first', () => {
    expect(attributes('', registered)).to.deep.equal({ required: ['familyName'], optional: ['phone'] })
    const [first] = services
    const one = { metadata: { attributeConsumingServices: first ? [first] : [] } }
    expect(attributes('', one)).to.deep.equal({ required: ['givenName'], optional: [] })
  })

  it('are those of the index', () => {
    const index = { AttributeConsumingServiceIndex: '0' }
    expect(attributes('', registered, index)).to.deep.equal({ required: ['givenName'], optional: [] })
  })

  it('are refused by an unknown index, unless the operator lists them', () => {
    const index = { AttributeConsumingServiceIndex: '1' }
    expect(received('', registered, index).refusal).to.equal('request-unsupported')
    const listed: ServiceDraft = { ...registered, settings: { requiredAttributes: ['email'] } }
    expect(received('', listed, index).refusal).to.equal(null)
  })

  it('are none for an index where the metadata describe no service at all', () => {
    const { refusal, requirements } = received('', {}, { AttributeConsumingServiceIndex: '0' })
    expect(refusal).to.equal(null)
    expect(requirements.attributes).to.deep.equal({ required: [], optional: [] })
  })

  it('come with the name of the service that they are for', () => {
    const named = { metadata: { attributeConsumingServices: [attributeService({ names: { de: 'Parkausweis' } })] } }
    expect(received('', named, {}).requirements.serviceNames).to.deep.equal({ de: 'Parkausweis' })
    expect(received('', {}, {}).requirements.serviceNames).to.deep.equal({})
  })

  it('are those of the request’s extension too', () => {
    const content = extension(
      requested('2.5.4.42', ' isRequired="true"'),
      requested('2.5.4.20', ' isRequired="1"'),
      requested('2.5.4.7'),
      requested('2.5.4.4'),
      requested('9.9.9'),
    )
    expect(attributes(content)).to.deep.equal({
      required: ['givenName', 'phone'],
      optional: ['locality', 'familyName'],
    })
    expect(attributes(content, registered)).to.deep.equal({
      required: ['familyName', 'givenName', 'phone'],
      optional: ['locality'],
    })
  })

  it('are found with a blank in or around their name, as in metadata', () => {
    const content = extension(requested(' 2.5.4.42', ' isRequired=" true "'), requested('2.5.4.7&#10; '))
    expect(attributes(content)).to.deep.equal({ required: ['givenName'], optional: ['locality'] })
  })

  it('are refused where the request has two lists of them', () => {
    const list = /<req:.*<\/req:RequestedAttributes>/.exec(extension(requested('2.5.4.42')))?.[0] ?? ''
    const content = `<samlp:Extensions>${list}${list}</samlp:Extensions>`
    expect(refusalOf(() => attributes(content))).to.equal('saml-schema')
  })

  it('are noted apart where the metadata alone ask for them', () => {
    const noted = (content: string, draft: ServiceDraft) => received(content, draft).requirements.attributesByMetadata
    expect(noted('', registered)).to.deep.equal(['familyName', 'phone'])
    expect(noted(extension(requested('2.5.4.20')), registered)).to.deep.equal(['familyName'])
    expect(noted('', { ...registered, settings: { requiredAttributes: ['phone'] } })).to.deep.equal([])
    expect(noted('', { ...registered, settings: { optionalAttributes: ['givenName'] } })).to.deep.equal(['familyName'])
    const [email] = [attributeService({ required: ['email'], optional: ['phone'] })]
    const byName = { metadata: { attributeConsumingServices: [email], nameIdFormats: [FORMAT.email] } }
    expect(noted('', byName), 'e-mail is needed for the NameID').to.deep.equal(['phone'])
  })

  it('are at most what the operator lists', () => {
    const content = extension(requested('2.5.4.42', ' isRequired="true"'), requested('2.5.4.7'), requested('2.5.4.20'))
    const settings = { requiredAttributes: ['email'], optionalAttributes: ['givenName', 'locality'] } as const
    expect(attributes('', { ...registered, settings })).to.deep.equal({
      required: ['email'],
      optional: ['givenName', 'locality'],
    })
    expect(attributes(content, { ...registered, settings })).to.deep.equal({
      required: ['email', 'givenName'],
      optional: ['locality'],
    })
    const nothing = { requiredAttributes: [], optionalAttributes: [] }
    expect(attributes(content, { ...registered, settings: nothing })).to.deep.equal({ required: [], optional: [] })
  })

  it('are none for a pseudonymous service', () => {
    const settings = { pseudonymous: true, requiredAttributes: ['email'] } as const
    const { requirements } = received(extension(requested('2.5.4.42')), { ...registered, settings })
    expect(requirements.attributes).to.deep.equal({ required: [], optional: [] })
    expect(requirements.pseudonymous).to.equal(true)
  })
})

describe('the encryption of the answer to a request', () => {
  it('is refused at once where the metadata announced it and has no key for it, unless the operator says never', () => {
    const refusal = (draft: ServiceDraft) => received('', draft).refusal
    expect(refusal({ metadata: { encryptionAnnounced: true } })).to.equal('request-unsupported')
    expect(refusal({ metadata: { encryptionAnnounced: true }, settings: { encrypt: 'never' } })).to.equal(null)
    expect(
      refusal({ metadata: { encryptionAnnounced: true, keys: [serviceKey('serviceEncryption', 'both')] } }),
    ).to.equal(null)
    expect(refusal({})).to.equal(null)
  })

  it('is refused at once where the operator wants it always and the metadata has no key for it', () => {
    const refusal = (draft: ServiceDraft) => received('', { ...draft, settings: { encrypt: 'always' } }).refusal
    expect(refusal({})).to.equal('request-unsupported')
    expect(refusal({ metadata: { encryptionAnnounced: false, keys: [] } })).to.equal('request-unsupported')
    expect(refusal({ metadata: { keys: [serviceKey('serviceEncryption', 'both')] } })).to.equal(null)
  })
})

describe('what else a request may ask', () => {
  const scoping = (content: string, attributes = '') => `<samlp:Scoping${attributes}>${content}</samlp:Scoping>`
  const idpList = (...ids: string[]) =>
    scoping(`<samlp:IDPList>${ids.map((id) => `<samlp:IDPEntry ProviderID="${id}"/>`).join('')}</samlp:IDPList>`)

  it('is an identity provider: the broker, or none that it is', () => {
    expect(received(idpList('https://other.example/idp', BROKER)).refusal).to.equal(null)
    expect(received(idpList('https://other.example/idp')).refusal).to.equal('no-supported-idp')
  })

  it('is a ProxyCount, which needs no upstream to be kept', () => {
    expect(received(scoping('', ' ProxyCount="0"')).refusal).to.equal(null)
  })

  const subjectOf = (content: string, format: string | null = null, draft: ServiceDraft = {}) => {
    const written = format === null ? '' : ` Format="${format}"`
    const { refusal, requirements } = received(
      `<saml:Subject><saml:NameID${written}>${content}</saml:NameID></saml:Subject>`,
      draft,
    )
    expect(refusal, content).to.equal(null)
    return [requirements.subjectNameId, requirements.namedAs ?? null]
  }

  it('is a subject by NameID', () => {
    expect(subjectOf('pseudonym', FORMAT.persistent)).to.deep.equal(['pseudonym', null])
    expect(subjectOf('_transient', FORMAT.transient)).to.deep.equal(['_transient', null])
    expect(received('').requirements.subjectNameId).to.equal(null)
  })

  it('is a subject by one of our pseudonyms, whatever format it is said to have', () => {
    const pseudonym = 'FekLpcBe1uFjGsiTVvInuat2O6rSpqE7y80qonTHm7k'
    for (const format of [null, FORMAT.unspecified])
      expect(subjectOf(pseudonym, format)).to.deep.equal([pseudonym, null])
  })

  it('is a subject by a transient name that we make, whatever format it is said to have', () => {
    for (const name of [`_${'0a'.repeat(20)}`, '_FekLpcBe1uFjGsiTVvInuat2O6rSpqE7y80qonTHm7k'])
      for (const format of [null, FORMAT.unspecified]) expect(subjectOf(name, format)).to.deep.equal([name, null])
  })

  it('is asked for among earlier pseudonyms, where a Subject is no more than a name', () => {
    const named = (content: string, written = '') =>
      received(`<saml:Subject><saml:NameID${written}>${content}</saml:NameID></saml:Subject>`).requirements.namedAs
    expect(named(' jana.nowak ')).to.equal('jana.nowak')
    expect(named('jana@mail.example', ` Format="${FORMAT.email}"`)).to.equal('jana@mail.example')
    expect(named('jana.nowak', ` Format="${FORMAT.persistent}"`)).to.equal(undefined)
    expect(received('').requirements.namedAs).to.equal(undefined)
  })

  it('is a name for somebody to type, which binds nobody, where it is no more than that', () => {
    for (const format of [null, FORMAT.unspecified]) {
      expect(subjectOf('jana.nowak', format)).to.deep.equal([null, 'jana.nowak'])
      expect(subjectOf(' Jana@Mail.example ', format)).to.deep.equal([null, 'Jana@Mail.example'])
      // What nobody can be called is no name.
      expect(subjectOf('Jana Nowak', format)).to.deep.equal(['Jana Nowak', null])
    }
    expect(subjectOf('jana@mail.example', FORMAT.email)).to.deep.equal([null, 'jana@mail.example'])
    const byEmail = { settings: { nameIdFormat: 'emailAddress' } } as const
    expect(subjectOf('jana@mail.example', FORMAT.email, byEmail)).to.deep.equal([
      'jana@mail.example',
      'jana@mail.example',
    ])
  })

  it('is no subject that is confirmed, encrypted or named otherwise', () => {
    const confirmation = '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"/>'
    for (const content of [confirmation, `<saml:NameID>x</saml:NameID>${confirmation}`, '<saml:NameID/>']) {
      expect(received(`<saml:Subject>${content}</saml:Subject>`).refusal, content).to.equal('request-unsupported')
    }
  })

  it('is a fresh proof, and no page', () => {
    const flags = (ForceAuthn: string, IsPassive: string) => received('', {}, { ForceAuthn, IsPassive }).requirements
    expect(flags('true', '0')).to.include({ forceAuthn: true, isPassive: false })
    expect(flags('false', '1')).to.include({ forceAuthn: false, isPassive: true })
    expect(received('').requirements).to.include({ forceAuthn: false, isPassive: false })
  })

  it('is conditions for the assertion, which the broker sets itself', () => {
    const conditions = '<saml:Conditions NotOnOrAfter="2001-01-01T00:00:00Z"/>'
    expect(received(conditions).refusal).to.equal(null)
  })

  it('is what the service is registered for', () => {
    const { requirements } = received('', { settings: { sso: false, methods: [] } })
    expect(requirements).to.deep.include({
      service: SERVICE,
      singleSignOn: false,
      allowedMethods: [],
      pseudonymous: false,
    })
  })
})
