import { expect } from 'chai'
import { deflateRawSync } from 'node:zlib'
import { minutes } from '../../src/domain/instant.js'
import { httpWorld, type HttpWorld } from '../support/http-world.js'
import {
  authnRequest,
  deflated,
  envelopedSigned,
  redirectQuery,
  signedRedirectQuery,
  type RequestDraft,
} from '../support/saml-requests.js'
import { testKey } from '../support/saml-keys.js'
import { ACS, SERVICE } from '../support/saml-service.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

const OTHER = 'https://portal.nirgends.example/metadata'

const metadataOf = (entityId: string): string => `<md:EntityDescriptor entityID="${entityId}"
  xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
  <md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${testKey('service').certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
    <md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${ACS}" index="0"/>
  </md:SPSSODescriptor>
</md:EntityDescriptor>`

describe('the request decoder', () => {
  let world: HttpWorld
  let client: WebClient
  beforeEach(async () => {
    world = await httpWorld()
    client = createWebClient()
  })
  afterEach(() => world.stop())

  const now = (draft: RequestDraft = {}) =>
    authnRequest({
      ...draft,
      attributes: { IssueInstant: new Date(world.clock.now()).toISOString(), ...draft.attributes },
    })
  const checked = async (request: string, metadataText = ''): Promise<WebPage> =>
    client.submit(await client.get(`${world.url}/anfrage-pruefen`), { fields: { request, metadataText } })
  const wentOf = (page: WebPage): Readonly<Record<string, string | undefined>> =>
    Object.fromEntries(
      page.all('[data-rule]').map(({ attributes }) => [attributes.get('data-rule'), attributes.get('data-went')]),
    )

  it('takes a request as it is pasted: value, address, form, XML', async () => {
    const xml = now()
    const plain = Buffer.from(xml).toString('base64')
    const ways = {
      XML: xml,
      'XML with a declaration and blanks around it': `\n <?xml version="1.0"?>${xml} `.trimStart(),
      'the value of a POST': plain,
      'the value of a POST in lines': plain.replace(/.{64}/g, '$&\n'),
      'the value of a redirect': deflated(xml),
      'the same, URL-encoded': encodeURIComponent(deflated(xml)),
      'a deflated value as a POST has it': deflateRawSync(Buffer.from(xml)).toString('base64'),
      'a query': redirectQuery(xml, 'ticket'),
      'an address': `https://konto.example/saml/sso?lang=de&${redirectQuery(xml, 'ticket')}#top`,
      'the body of a form': `RelayState=ticket&SAMLRequest=${encodeURIComponent(plain)}`,
      'a page with a form': `<html><form method="post"><input type='hidden' name='SAMLRequest' value='${plain.replaceAll('=', '&#61;').replaceAll('+', '&#x2B;')}'/><input type="submit"></form></html>`,
    }
    for (const [way, text] of Object.entries(ways)) {
      const page = await checked(text)
      expect(page.status, way).to.equal(200)
      expect(wentOf(page), way).to.include({
        binding: 'passed',
        schema: 'passed',
        destination: 'passed',
        registered: 'open',
        acs: 'open',
      })
      expect(page.text, way).to.include('AssertionConsumerServiceURL').and.include('_request-1')
      world.clock.pass(minutes(1))
    }
  })

  it('checks sender, signature and return address against metadata that come with it', async () => {
    const good = await checked(`https://konto.example/saml/sso?${signedRedirectQuery(now())}`, metadataOf(SERVICE))
    expect(Object.values(wentOf(good))).to.satisfy((all: string[]) => all.every((went) => went === 'passed'))
    expect(good.text).to.include('Diese Anfrage erfüllt alle Regeln.')
    const forged = await checked(signedRedirectQuery(now(), { key: testKey('stranger') }), metadataOf(SERVICE))
    expect(wentOf(forged)).to.include({ registered: 'passed', signature: 'failed', acs: 'passed' })
    const wrong = {
      attributes: { AssertionConsumerServiceURL: 'https://x.example/acs', Destination: 'https://x.example' },
    }
    const page = await checked(now(wrong), metadataOf(SERVICE))
    expect(wentOf(page)).to.include({ destination: 'failed', acs: 'failed', signature: 'passed' })
    expect(page.text).to.include('2 Regeln sind verletzt').and.include('Nehmen Sie die Adresse in die Metadaten auf')
    expect(wentOf(await checked(now(), metadataOf(OTHER)))).to.include({ registered: 'failed', acs: 'open' })
  })

  it('answers alike for a portal that is registered here and for one that nobody knows', async () => {
    expect(world.services.has(SERVICE)).to.equal(true)
    for (const withMetadata of [false, true]) {
      const answers: string[] = []
      for (const issuer of [SERVICE, OTHER]) {
        const page = await checked(now({ issuer }), withMetadata ? metadataOf(issuer) : '')
        answers.push(`${page.status} ${page.text.replaceAll(issuer, 'X')}`)
      }
      const [known, unknown] = answers
      expect(known).to.equal(unknown)
    }
  })

  it('stores nothing, logs no content and begins no login', async () => {
    const before = world.log.length
    await checked(now({ issuer: 'https://geheim.example' }), metadataOf('https://geheim.example'))
    await checked('https://geheim.example')
    await world.noted()
    expect(world.log.slice(before).filter((line) => line.includes('geheim') || line.includes('refused'))).to.deep.equal(
      [],
    )
    expect([world.kept, world.audit]).to.deep.equal([[], []])
  })

  it('tells of hostile input what is wrong with it, and no more', async () => {
    const bomb = deflateRawSync(Buffer.alloc(20_000_000, 'a')).toString('base64')
    const laughs = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><a>&b;</a>'
    const secret = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    const hostile: Readonly<Record<string, readonly [string, string]>> = {
      'a bomb': [bomb, 'binding'],
      'a bomb in an address': [`https://konto.example/saml/sso?SAMLRequest=${encodeURIComponent(bomb)}`, 'binding'],
      entities: [laughs, 'xml'],
      'a file': [secret, 'xml'],
      'U+0000': ['<a>\0</a>', 'xml'],
      'U+0000 in base64': ['PHNh\0bWw=', 'binding'],
      'more than 128 KiB': [`<a>${'x'.repeat(140_000)}</a>`, 'binding'],
      'another message': [`SAMLResponse=${encodeURIComponent(deflated('<a/>'))}&SAMLRequest=x`, 'binding'],
      nonsense: ['Bitte helfen Sie mir', 'binding'],
      depth: ['<a>'.repeat(400), 'xml'],
      'half an escape': ['%E4%', 'binding'],
    }
    for (const [what, [text, rule]] of Object.entries(hostile)) {
      const page = await checked(text)
      expect([page.status, wentOf(page)[rule]], what).to.deep.equal([422, 'failed'])
      expect(page.body, what).not.to.include('root:')
      world.clock.pass(minutes(1))
    }
    const wrapped = envelopedSigned(now()).replace(
      '<saml:Issuer>',
      '<samlp:Extensions><saml:Issuer>https://x.example</saml:Issuer></samlp:Extensions><saml:Issuer>',
    )
    expect(wentOf(await checked(wrapped, metadataOf(SERVICE)))).to.include({ signature: 'failed' })
    const shown = await checked('<script>alert(1)</script>')
    expect(shown.body).not.to.include('<script>alert')
    const bad = await checked(now(), '<!DOCTYPE a><a/>')
    expect([bad.status, bad.text.includes('Diese Metadaten können wir nicht lesen')]).to.deep.equal([422, true])
    expect(wentOf(bad)).to.include({ schema: 'passed', acs: 'open' })
    for (const much of [`${metadataOf(SERVICE)}${' '.repeat(131_072)}<a/>`, '<a/>'.repeat(1001)]) {
      const tooMuch = await checked(now(), much)
      expect([tooMuch.status, wentOf(tooMuch)['acs']]).to.deep.equal([422, 'open'])
      expect(tooMuch.text).to.include('Fügen Sie nur die Metadaten dieses Portals ein')
    }
    expect((await checked('x'.repeat(10_000_000))).status).to.equal(413)
    expect((await checked('  ')).text).to.include('Fügen Sie eine Anfrage ein.')
  })

  it('takes forms of its own pages alone', async () => {
    const page = await client.get(`${world.url}/anfrage-pruefen`)
    const forged = await client.post(page.url, { request: now(), token: 'x' }, { from: page })
    expect(forged.status).to.equal(403)
    const stolen = page.one('input[name="token"]').attributes.get('value') ?? ''
    expect((await createWebClient().post(page.url, { request: now(), token: stolen })).status).to.equal(403)
    expect((await client.get(page.url)).status).to.equal(200)
  })

  it('checks thirty requests a minute of one address, and then says when it goes on', async () => {
    for (let count = 0; count < 30; count += 1) expect((await checked('x')).status).to.equal(422)
    const paused = await checked('x')
    expect([paused.status, paused.find('[data-testid="error"]') !== null]).to.deep.equal([429, true])
    expect(Number(paused.headers['retry-after'])).to.be.within(1, 60)
    expect((await client.get(`${world.url}/anfrage-pruefen`)).status, 'the page itself stays').to.equal(200)
    world.clock.pass(minutes(1))
    expect((await checked('x')).status).to.equal(422)
  })

  it('speaks English too, with what was pasted', async () => {
    const page = await checked(now())
    const english = await client.submit(page, { button: 'button[lang="en"]' })
    expect(english.text).to.include('So far everything is right').and.include('_request-1')
  })
})
