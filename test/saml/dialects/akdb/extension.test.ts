import { expect } from 'chai'
import fc from 'fast-check'
import {
  AKDB,
  akdbRequest,
  akdbService,
  attributeList,
  BPK2,
  display,
  extension,
  FAMILY_NAME,
  GIVEN_NAME,
  LEAST,
  LEVEL,
  MFA,
  methodList,
  OLD_BPK,
  POSTKORB,
  requested,
  said,
} from '../../../support/akdb-requests.js'
import { loginOf, responseXml, samlBroker, type SamlBrokerOptions } from '../../../support/saml-broker.js'
import { authnRequest, redirectQuery, signedPostRequest, signedRedirectQuery } from '../../../support/saml-requests.js'
import { attributeService, type ServiceDraft } from '../../../support/saml-service.js'

const received = (xml: string, draft: ServiceDraft = {}, options: SamlBrokerOptions = {}) =>
  samlBroker({ services: [akdbService(draft)], ...options }).redirect(signedRedirectQuery(xml))

const asked = (content: string, draft: ServiceDraft = {}, attributes?: string) =>
  received(akdbRequest(extension(content, attributes)), draft)

describe('a request of the dialect akdb', () => {
  it('is asked for its list of attributes alone, whatever the metadata name', () => {
    const list = attributeList(requested(GIVEN_NAME, 'true'), requested(FAMILY_NAME), requested(LEVEL))
    const metadata = { attributeConsumingServices: [attributeService({ required: ['email'], optional: ['phone'] })] }
    const { requirements, refusal } = asked(list, { metadata })
    expect(refusal).to.equal(null)
    expect(requirements.attributes).to.deep.equal({ required: ['givenName'], optional: ['familyName'] })
    expect(requirements.attributesByMetadata).to.deep.equal([])
    expect(requirements.requestedLevels).to.deep.equal({ comparison: 'minimum', levels: ['basis'] })
  })

  it('gets no more than the operator lists, and what the operator requires is required', () => {
    const list = attributeList(requested(GIVEN_NAME), requested(FAMILY_NAME))
    const { requirements, refusal } = asked(list, {
      settings: { requiredAttributes: ['givenName', 'email'], optionalAttributes: [] },
    })
    expect(refusal).to.equal(null)
    expect(requirements.attributes).to.deep.equal({ required: ['givenName'], optional: [] })
  })

  it('is denied without data where it requires what it may not get, or what nobody has', () => {
    const denied = 'akdb-attributes-missing'
    const may = { settings: { requiredAttributes: [], optionalAttributes: ['familyName'] } } as const
    expect(asked(LEAST, may).refusal).to.equal(denied)
    expect(asked(LEAST, { settings: { pseudonymous: true } }).refusal).to.equal(denied)
    for (const name of [POSTKORB, OLD_BPK, 'urn:oid:1.2.3'])
      expect(asked(attributeList(requested(name, 'true'))).refusal, name).to.equal(denied)
    expect(asked(attributeList(requested(POSTKORB), requested('urn:oid:1.2.3'))).refusal).to.equal(null)
  })

  it('is as the registration has it in Version 1, and without the extension', () => {
    const metadata = { attributeConsumingServices: [attributeService({ required: ['email'] })] }
    const methods = '<akdb:AllowedMethods><akdb:AuthnMethod>\n  eID\n</akdb:AuthnMethod></akdb:AllowedMethods>'
    const first = asked(methods, { metadata }, ' Version="1"')
    expect(first.requirements.attributes).to.deep.equal({ required: ['email'], optional: [] })
    expect(first.requirements.allowedMethods).to.deep.equal(['eid'])
    expect(received(akdbRequest(''), { metadata }).requirements.attributes.required).to.deep.equal(['email'])
  })

  it('narrows the methods that the operator allows, and adds none', () => {
    const on = (name: string, value = 'true') => `<akdb:${name}><akdb:Enabled>${value}</akdb:Enabled></akdb:${name}>`
    const allowed = (list: string, methods: readonly string[] | null = null) =>
      asked(list + LEAST, { settings: { methods: methods as never } }).requirements.allowedMethods
    expect(allowed('')).to.equal(null)
    expect(allowed(methodList(on('eID'), on('Benutzername', 'false')))).to.deep.equal(['eid'])
    expect(allowed(methodList('<akdb:Benutzername/>', '<akdb:Neu/>', on('FINK')))).to.deep.equal(['password'])
    expect(allowed(methodList(on('FINK')))).to.deep.equal([])
    expect(allowed(methodList(on('Elster')))).to.deep.equal(['elster'])
    expect(allowed(methodList(on('eID'), on('Benutzername')), ['password', 'pass'])).to.deep.equal(['password'])
    expect(asked(methodList(on('eID')) + LEAST).requirements.requestedMethods).to.deep.equal(['eid'])
  })

  it('names itself in plain text, one line, of 50 characters', () => {
    const named = (text: string) =>
      asked(LEAST + display(said('OrganizationDisplayName', text))).requirements.serviceNames['de']
    expect(named('\n   Bürgerbüro &lt;b&gt;\n  Aachen ')).to.equal('Bürgerbüro <b> Aachen')
    expect(named(`abc&#x202E;def`)).to.equal('abcdef')
    expect(named('ä'.repeat(80))).to.equal('ä'.repeat(50))
    expect(named(' ')).to.equal(undefined)
  })

  it('is led back to pages of its own alone', () => {
    const back = (url: string) => asked(LEAST + display(said('BackURL', url))).requirements.backUrl
    expect(back('\n https://portal.aachen.example/start?a=1&amp;b=2 ')).to.equal(
      'https://portal.aachen.example/start?a=1&b=2',
    )
    for (const foreign of [
      'https://boese.example/',
      'https://portal.aachen.example.boese.example/',
      'https://portal.aachen.example@boese.example/',
      'https://jana@portal.aachen.example/',
      'http://portal.aachen.example/',
      '//portal.aachen.example/',
      '/start',
      'javascript:alert(1)',
      'data:text/html,x',
      'https:\\\\boese.example\\portal.aachen.example',
      'about:blank',
    ])
      expect(back(foreign), foreign).to.equal(undefined)
  })

  it('chooses a language that there is', () => {
    const language = (text: string) => asked(LEAST + display(said('Lang', text))).requirements.language
    expect([language('en'), language(' de '), language('uk'), language('x')]).to.deep.equal([
      'en',
      'de',
      undefined,
      undefined,
    ])
  })
})

describe('a request of the dialect akdb that is not signed', () => {
  const xml = akdbRequest(extension(LEAST + methodList('<akdb:eID/>')))
  const unsigned = (draft: ServiceDraft) => samlBroker({ services: [akdbService(draft)] }).redirect(redirectQuery(xml))

  it('is refused, whatever the metadata say', () => {
    expect(() => unsigned({})).to.throw('akdb-request-not-signed')
    expect(() => unsigned({ settings: { signedRequests: true } })).to.throw('akdb-request-not-signed')
  })

  it('may come in where the operator says so; then its extension counts for nothing', () => {
    const { requirements, reply, refusal } = unsigned({ settings: { signedRequests: false } })
    expect(refusal).to.equal(null)
    expect(requirements.attributes).to.deep.equal({ required: [], optional: [] })
    expect(requirements.allowedMethods).to.equal(null)
    expect(reply.extension).to.equal(undefined)
  })
})

describe('what is wrong with an extension', () => {
  const refusal = (content: string, attributes?: string) => asked(content, {}, attributes).refusal

  for (const [code, content] of [
    ['akdb-attributes-empty', ''],
    ['akdb-attributes-empty', attributeList()],
    ['akdb-attribute-unnamed', attributeList('<akdb:RequestedAttribute/>')],
    ['akdb-attribute-unnamed', attributeList(requested(' '))],
    ['akdb-methods-empty', methodList() + LEAST],
    ['akdb-methods-empty', methodList('<akdb:Neu/>') + LEAST],
    ['akdb-methods-empty', methodList('<akdb:eID><akdb:Enabled>false</akdb:Enabled></akdb:eID>') + LEAST],
    ['akdb-purpose', LEAST + display(said('Purpose', '&lt;script&gt;1&lt;/script&gt;'))],
    ['akdb-purpose', LEAST + display(said('Purpose', '&lt;a href="http://x.example"&gt;x&lt;/a&gt;'))],
    ['akdb-purpose', LEAST + display(said('Purpose', '<b xmlns="" onclick="x">y</b>'))],
  ] as const)
    it(`is told by a code: ${code} for ${content}`, () => expect(refusal(content)).to.equal(code))

  it('is no Purpose of restricted HTML', () => {
    const html = '&lt;h1&gt;A&lt;/h1&gt;&lt;p&gt;&lt;a href="https://x.example/"&gt;b&lt;/a&gt;&lt;/p&gt;'
    expect(refusal(LEAST + display(said('Purpose', html)))).to.equal(null)
    expect(refusal(LEAST + display(said('Purpose', '<p xmlns="">x<i>y</i></p>')))).to.equal(null)
  })

  const twice = (content: string) => content + content
  for (const [what, content, attributes] of [
    ['no Version', LEAST, ''],
    ['another Version', LEAST, ' Version="3"'],
    ['an unknown attribute', LEAST, ' Version="2" Release="all"'],
    ['a list twice', twice(LEAST)],
    ['a method twice', methodList('<akdb:eID><akdb:Enabled>false</akdb:Enabled></akdb:eID>', '<akdb:eID/>') + LEAST],
    ['a name twice', LEAST + display(twice(said('OrganizationDisplayName', 'A')))],
    ['an unknown element', `${LEAST}<akdb:Everything/>`],
    ['an element of another namespace', `${LEAST}<x:AuthnMethods xmlns:x="urn:x"><x:eID/></x:AuthnMethods>`],
    ['the same name in another namespace', `<x:RequestedAttributes xmlns:x="urn:x"/>`],
    ['text between elements', `${LEAST}everything`],
    ['an element in a text', LEAST + display(said('BackURL', '<b xmlns="">x</b>'))],
    ['a text that is too long', LEAST + display(said('OrganizationDisplayName', 'x'.repeat(2049)))],
    ['too many entries', attributeList(requested(GIVEN_NAME).repeat(101))],
    ['no boolean', attributeList(requested(GIVEN_NAME, 'yes'))],
    ['no boolean of a method', `${methodList('<akdb:eID><akdb:Enabled>ja</akdb:Enabled></akdb:eID>')}${LEAST}`],
  ] as const)
    it(`is told as malformed: ${what}`, () => expect(refusal(content, attributes)).to.equal('akdb-extension-malformed'))

  it('is one of two extensions', () => {
    const one = extension(LEAST)
    const inner = one.replace('<samlp:Extensions>', '').replace('</samlp:Extensions>', '')
    const both = one.replace('</samlp:Extensions>', `${inner}</samlp:Extensions>`)
    expect(received(akdbRequest(both)).refusal).to.equal('akdb-extension-malformed')
  })

  it('is no extension that lies elsewhere', () => {
    const wrapped = `<samlp:Extensions><x:Wrap xmlns:x="urn:x">${extension(LEAST)}</x:Wrap></samlp:Extensions>`
    const { requirements, reply } = received(akdbRequest(wrapped))
    expect(requirements.attributes.required).to.deep.equal([])
    expect(reply.extension).to.equal(undefined)
  })

  it('stands in what the sender signed: another one by POST breaks the signature', () => {
    const broker = samlBroker({ services: [akdbService()] })
    const fields = signedPostRequest(akdbRequest(extension(LEAST)))
    expect(broker.post(fields).requirements.attributes.required).to.deep.equal(['givenName'])
    const xml = Buffer.from(fields['SAMLRequest'] ?? '', 'base64').toString()
    const changed = Buffer.from(xml.replace(GIVEN_NAME, FAMILY_NAME)).toString('base64')
    expect(() => samlBroker({ services: [akdbService()] }).post({ SAMLRequest: changed })).to.throw('saml-signature')
  })

  it('is what is missing where Version 2 is demanded', () => {
    const demanding = (xml: string) =>
      samlBroker({ services: [akdbService()], demandsExtension: true }).redirect(signedRedirectQuery(xml)).refusal
    const name = display(said('OrganizationDisplayName', 'Amt'))
    expect(demanding(akdbRequest(''))).to.equal('akdb-extension-missing')
    expect(demanding(akdbRequest(extension('', ' Version="1"')))).to.equal('akdb-extension-outdated')
    expect(demanding(akdbRequest(extension(LEAST)))).to.equal('akdb-display-name-missing')
    expect(demanding(akdbRequest(extension(LEAST + name)))).to.equal(null)
  })

  it('is told by BundID’s code in JSON, to whoever wants details', async () => {
    const told = async (content: string, attributes?: string) => {
      const broker = samlBroker({ services: [akdbService()] })
      const request = broker.redirect(signedRedirectQuery(akdbRequest(extension(content, attributes))))
      if (!request.refusal) return expect.fail('not refused')
      return responseXml((await broker.messages.failure(loginOf(request), request.refusal)).fields)
    }
    const missing = attributeList(requested(POSTKORB, 'true'))
    const xml = await told(missing)
    expect(xml).to.include(
      'status:Requester"><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:RequestDenied',
    )
    expect(xml).to.include(
      `<samlp:StatusDetail><akdb:StatusDetail xmlns:akdb="${AKDB}">{"version":"1.0","errors":[{"code":"IDP_REQUIRED_ATTRIBUTES_MISSING"`,
    )
    expect(xml).not.to.include('Assertion')
    expect(await told(missing, ' Version="2"')).not.to.include('StatusDetail')
    expect(await told(methodList() + LEAST, ' Version="2"')).to.include('"empty-authentication-methods"')
  })
})

describe('malformed input that portals of this dialect send', () => {
  it('blanks in names of attributes', () => {
    const list = attributeList(
      requested('urn:oid: 2.5.4.42', 'true'),
      requested('urn:oid:2.5.4.4 '),
      requested(`${MFA} `),
    )
    const { requirements, reply } = asked(list)
    expect(requirements.attributes).to.deep.equal({ required: ['givenName'], optional: ['familyName'] })
    expect(reply.extension?.names).to.deep.equal([MFA])
  })

  it('blanks anywhere in a name change nothing', () => {
    const blanks = fc.stringMatching(/^[ \t\n]{0,3}$/)
    fc.assert(
      fc.property(fc.array(blanks, { minLength: BPK2.length + 1, maxLength: BPK2.length + 1 }), (between) => {
        const name =
          Array.from(BPK2)
            .map((each, index) => `${between[index] ?? ''}${each}`)
            .join('') + (between.at(-1) ?? '')
        expect(asked(attributeList(requested(name, 'true'))).reply.extension?.names).to.deep.equal([BPK2])
      }),
      { numRuns: 30 },
    )
  })

  it('line ends around methods, booleans and classes', () => {
    const list = methodList('<akdb:eID>\n <akdb:Enabled>\n true\n </akdb:Enabled>\n</akdb:eID>')
    const xml = akdbRequest(extension(list + LEAST), {}, '\n   STORK-QAA-Level-4\n  ')
    const { requirements, refusal } = received(xml)
    expect(refusal).to.equal(null)
    expect(requirements.allowedMethods).to.deep.equal(['eid'])
    expect(requirements.requestedLevels?.levels).to.deep.equal(['hoch'])
  })

  const stray = '<saml:NameIDPolicy Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient" AllowCreate="true"/>'

  it('NameIDPolicy in the namespace of assertions, before the Extensions: of this dialect alone', () => {
    const xml = akdbRequest(stray + extension(LEAST))
    expect(received(xml).refusal).to.equal(null)
    expect(received(xml).requirements.nameId).to.equal('transient')
    expect(() => received(xml, { settings: { dialect: 'saml2int' } })).to.throw('saml-schema')
    expect(() => received(akdbRequest(`${stray}<saml:Everything/>${extension(LEAST)}`))).to.throw('saml-schema')
  })

  it('unspecified with AllowCreate false, and an index of attributes that there is not', () => {
    const policy =
      '<samlp:NameIDPolicy Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified" AllowCreate="false"/>'
    const metadata = { attributeConsumingServices: [attributeService({ index: 3, required: ['email'] })] }
    const xml = authnRequest({
      attributes: { AttributeConsumingServiceIndex: '0' },
      content: extension(LEAST) + policy,
    })
    const { refusal, requirements } = received(xml, { metadata })
    expect(refusal).to.equal(null)
    expect(requirements.nameId).to.equal('transient')
    expect(requirements.attributes.required).to.deep.equal(['givenName'])
  })
})
