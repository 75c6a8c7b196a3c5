import { expect } from 'chai'
import { entityId, methodId, tenantId } from '../../../src/domain/ids.js'
import type { Service, ServiceMetadata, ServiceSettings } from '../../../src/domain/service.js'
import { loginOf, loginResult, responseXml, samlBroker } from '../../support/saml-broker.js'
import { rejectionOf } from '../../support/saml-errors.js'
import { authnContext, authnRequest, NOW, redirectQuery } from '../../support/saml-requests.js'
import { ACS, attributeService, SERVICE, testRegistry, testService } from '../../support/saml-service.js'

const CHILD = entityId('https://parken.example/dienst')
const OTHER = entityId('https://hunde.example/dienst')

const EMAIL = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'

const naming = (...ids: readonly string[]): string =>
  `<samlp:Scoping>${ids.map((id) => `<samlp:RequesterID>${id}</samlp:RequesterID>`).join('')}</samlp:Scoping>`

const asksForDate = { attributeConsumingServices: [attributeService({ required: ['birthDate'] })] }
const portal = (settings: Partial<ServiceSettings> = {}, metadata: Partial<ServiceMetadata> = asksForDate): Service =>
  testService({ settings: { requesters: [CHILD, OTHER], ...settings }, metadata })
const child = (settings: Partial<ServiceSettings> = {}, metadata: Partial<ServiceMetadata> = {}): Service =>
  testService({
    entityId: CHILD,
    settings: { displayName: 'Bewohnerparken', ...settings },
    metadata: {
      attributeConsumingServices: [attributeService({ required: ['familyName'], optional: ['email'] })],
      ...metadata,
    },
  })

const broker = (...services: readonly Service[]) => samlBroker({ services })
const received = (services: readonly Service[], ids: readonly string[] = [CHILD], before = '') =>
  broker(...services).redirect(redirectQuery(authnRequest({ content: before + naming(...ids) })))

describe('a RequesterID of a portal without child services', () => {
  const plain = portal({ requesters: [] })

  it('counts for nothing, whoever it names: the login is the portal’s, and the log may tell it', () => {
    const told: unknown[] = []
    const { redirect } = samlBroker({
      services: [plain, child()],
      requesterNamed: ({ entityId: service }, went, named) => told.push([service, went, named]),
    })
    const asked = redirect(redirectQuery(authnRequest({ content: naming(CHILD, 'https://nobody.example') })))
    const without = broker(plain).redirect(redirectQuery(authnRequest()))
    expect(asked.refusal).to.equal(null)
    expect(asked.requirements).to.deep.equal(without.requirements)
    expect(told).to.deep.equal([[SERVICE, 'ignored', CHILD]])
  })
})

describe('a RequesterID of a portal with child services', () => {
  it('asks for the child: its attributes, the higher level, the limits of both', () => {
    const { refusal, requirements, service } = received([
      portal({ trustLevel: 'normal', methods: [methodId('password'), methodId('eid')] }),
      child({ trustLevel: 'substantiell', methods: [methodId('eid'), methodId('pass')], sso: false }),
    ])
    expect(refusal).to.equal(null)
    expect(service.entityId).to.equal(SERVICE)
    expect(requirements).to.deep.include({
      service: SERVICE,
      child: CHILD,
      registeredLevel: 'substantiell',
      attributes: { required: ['familyName'], optional: ['email'] },
      attributesByMetadata: ['familyName', 'email'],
      allowedMethods: [methodId('eid')],
      singleSignOn: false,
      serviceNames: {},
    })
  })

  it('asks for more than the portal’s own level never by less', () => {
    const { requirements } = received([portal({ trustLevel: 'hoch' }), child({ trustLevel: 'normal' })])
    expect(requirements.registeredLevel).to.equal('hoch')
  })

  it('gives what the operator lists for the child, and nothing to a pseudonymous one', () => {
    const listed = received([portal(), child({ requiredAttributes: ['givenName'], optionalAttributes: [] })])
    expect(listed.requirements.attributes).to.deep.equal({ required: ['givenName'], optional: [] })
    for (const services of [
      [portal(), child({ pseudonymous: true })],
      [portal({ pseudonymous: true }), child()],
    ]) {
      const { requirements } = received(services)
      expect(requirements.attributes).to.deep.equal({ required: [], optional: [] })
      expect(requirements.pseudonymous).to.equal(true)
    }
  })

  it('lets the request ask no more than the child is registered with', () => {
    const extension = `<samlp:Extensions><req-attr:RequestedAttributes xmlns:req-attr="urn:oasis:names:tc:SAML:protocol:ext:req-attr"><md:RequestedAttribute xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" Name="urn:oid:0.9.2342.19200300.100.1.3" isRequired="true"/><md:RequestedAttribute xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" Name="urn:oid:1.2.40.0.10.2.1.1.55" isRequired="true"/></req-attr:RequestedAttributes></samlp:Extensions>`
    const { requirements } = received([portal(), child()], [CHILD], extension)
    expect(requirements.attributes).to.deep.equal({ required: ['familyName', 'email'], optional: [] })
    expect(requirements.attributesByMetadata).to.deep.equal(['familyName'])
  })

  it('gives no e-mail NameID to a portal whose child does not get the address', () => {
    const policy = `<samlp:NameIDPolicy Format="${EMAIL}"/>`
    const email = portal({}, { nameIdFormats: [EMAIL] })
    const asked = (service: Service) => received([email, service], [CHILD], policy)
    expect(asked(child({ optionalAttributes: [] })).refusal).to.equal('invalid-name-id-policy')
    const given = asked(child())
    expect([given.refusal, given.requirements.nameId]).to.deep.equal([null, 'emailAddress'])
    expect(given.requirements.attributes.required).to.include('email')
    // Where the request asks for none, the portal's only format gives way.
    const plain = received([email, child({ optionalAttributes: [] })])
    expect([plain.refusal, plain.requirements.nameId]).to.deep.equal([null, 'persistent'])
  })

  const denied: readonly (readonly [string, readonly Service[], readonly string[]])[] = [
    ['is not on its list', [portal({ requesters: [OTHER] }), child()], [CHILD]],
    ['nobody has registered', [portal()], [CHILD]],
    ['is switched off', [portal(), { ...child(), active: false }], [CHILD]],
    ['is of another tenant', [portal(), { ...child(), tenant: tenantId('Solingen') }], [CHILD]],
    ['is one of two', [portal(), child(), testService({ entityId: OTHER })], [CHILD, OTHER]],
    ['is spelled otherwise', [portal(), child()], [`${CHILD}/`]],
  ]
  for (const [what, services, ids] of denied) {
    it(`is denied where the service ${what}, and the log may tell it`, () => {
      const told: unknown[] = []
      const { redirect } = samlBroker({ services, requesterNamed: (_, went, named) => told.push([went, named]) })
      const { refusal } = redirect(redirectQuery(authnRequest({ content: naming(...ids) })))
      expect(refusal).to.equal('requester-denied')
      expect(told).to.deep.equal([['denied', ids[0]]])
    })
  }

  it('counts once, and beside the portal’s own name, which says nothing', () => {
    expect(received([portal(), child()], [CHILD, SERVICE, CHILD]).requirements.child).to.equal(CHILD)
    const own = received([portal(), child()], [SERVICE])
    expect([own.refusal, own.requirements.child]).to.deep.equal([null, undefined])
  })

  it('is told after a fault that is found before it', () => {
    const { refusal } = received([portal()], [CHILD], authnContext('exact', 'urn:unknown'))
    expect(refusal).to.equal('no-authn-context')
  })

  it('is denied by the status Requester, RequestDenied', async () => {
    const denying = broker(portal())
    const asked = denying.redirect(redirectQuery(authnRequest({ content: naming(CHILD) })))
    const xml = responseXml((await denying.messages.failure(loginOf(asked), 'requester-denied')).fields)
    expect(xml).to.include(
      '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Requester"><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:RequestDenied">',
    )
    expect(xml).to.include(`Destination="${ACS}"`)
  })
})

describe('the answer to a portal that asked for a child service', () => {
  const services = { [SERVICE]: portal({ sector: 'portal' }), [CHILD]: child({ sector: 'parken' }) }
  async function answered(changes: Readonly<Record<string, Service | undefined>> = {}) {
    const registered: Record<string, Service | undefined> = { ...services }
    const its = samlBroker({
      registry: { ...testRegistry(), find: (id) => registered[id] },
      now: NOW,
    })
    const login = loginOf(its.redirect(redirectQuery(authnRequest({ content: naming(CHILD) }))))
    Object.assign(registered, changes)
    return its.messages.success(login, loginResult({ familyName: 'Nowak' }))
  }

  it('goes to the portal and is for the portal, under the pseudonym of the child’s sector', async () => {
    const { answer, sector, nameId } = await answered()
    const xml = responseXml(answer.fields)
    expect(answer.action).to.equal(ACS)
    expect(xml).to.include(`<saml:Audience>${SERVICE}</saml:Audience>`).and.include(`SPNameQualifier="${SERVICE}"`)
    expect(xml).not.to.include(CHILD)
    expect(sector).to.equal('parken')
    expect(nameId).to.match(/-in-parken$/)
  })

  it('is not made where the portal may ask for the child no more', async () => {
    expect(await rejectionOf(answered({ [SERVICE]: portal({ requesters: [] }) }))).to.equal('requester-denied')
    expect(await rejectionOf(answered({ [CHILD]: { ...child(), active: false } }))).to.equal('requester-denied')
    expect(await rejectionOf(answered({ [CHILD]: undefined }))).to.equal('requester-denied')
  })
})
