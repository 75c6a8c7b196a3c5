import { expect } from 'chai'
import { askerName, childOf, settingsTogether } from '../../src/domain/child-service.js'
import { entityId, methodId, tenantId } from '../../src/domain/ids.js'
import { days } from '../../src/domain/instant.js'
import { askerOf } from '../../src/domain/requirements.js'
import { SHIPPED_METADATA_GRACE, type Service, type ServiceSettings } from '../../src/domain/service.js'
import { testService } from '../support/saml-service.js'
import { serviceSettings } from '../support/service-settings.js'

const PORTAL = entityId('https://formulare.example/sp')
const CHILD = entityId('https://parken.example/dienst')
const NOW = days(20_000)

const portal = (changes: Partial<Service> = {}): Service => ({
  ...testService({ entityId: PORTAL, settings: { requesters: [CHILD] } }),
  ...changes,
})
const child = (changes: Partial<Service> = {}): Service => ({ ...testService({ entityId: CHILD }), ...changes })

describe('a child service of a portal', () => {
  const asked = (asking: Service, registered: Service | undefined, id = CHILD) =>
    childOf(asking, id, {
      find: (each) => (each === registered?.entityId ? registered : undefined),
      now: NOW,
      metadataGrace: SHIPPED_METADATA_GRACE,
    })

  it('is one that the portal lists, and that is registered', () => {
    expect(asked(portal(), child())?.entityId).to.equal(CHILD)
  })

  it('is none that the portal does not list, though it is registered', () => {
    expect(asked(testService({ entityId: PORTAL }), child())).to.equal(null)
    const other = entityId('https://parken.example/dienst/2')
    expect(asked(portal(), child({ entityId: other }), other)).to.equal(null)
  })

  it('is none that nobody has registered', () => {
    expect(asked(portal(), undefined)).to.equal(null)
  })

  it('is never the portal itself', () => {
    const own = testService({ entityId: PORTAL, settings: { requesters: [PORTAL] } })
    expect(asked(own, own, PORTAL)).to.equal(null)
  })

  it('is none of another tenant, nor of none where the portal has one', () => {
    const [aachen, solingen] = [tenantId('Aachen'), tenantId('Solingen')]
    expect(asked(portal({ tenant: aachen }), child({ tenant: aachen }))?.entityId).to.equal(CHILD)
    expect(asked(portal({ tenant: aachen }), child({ tenant: solingen }))).to.equal(null)
    expect(asked(portal({ tenant: aachen }), child())).to.equal(null)
    expect(asked(portal(), child({ tenant: solingen }))).to.equal(null)
  })

  it('is none that is switched off, or whose metadata ended long ago', () => {
    expect(asked(portal(), child({ active: false }))).to.equal(null)
    const { metadata, source } = child()
    const ended = { metadata: { ...metadata, validUntil: 0 }, source: { ...source, signer: 'sha256' } }
    expect(asked(portal(), child(ended))).to.equal(null)
  })
})

describe('the settings under which a portal asks for a child service', () => {
  const of = (one: Partial<ServiceSettings>, other: Partial<ServiceSettings>) =>
    settingsTogether(serviceSettings('portal', one), serviceSettings('child', other))

  it('have the higher level, whichever has it', () => {
    expect(of({ trustLevel: 'hoch' }, { trustLevel: 'normal' }).trustLevel).to.equal('hoch')
    expect(of({ trustLevel: 'normal' }, { trustLevel: 'substantiell' }).trustLevel).to.equal('substantiell')
    expect(
      of({ attributeLevels: ['birthDate:hoch'] }, { attributeLevels: ['email:normal'] }).attributeLevels,
    ).to.deep.equal(['birthDate:hoch', 'email:normal'])
  })

  it('give nothing where either gets nothing, and no single sign-on where either has none', () => {
    for (const [one, other] of [
      [true, false],
      [false, true],
    ] as const) {
      expect(of({ pseudonymous: one }, { pseudonymous: other }).pseudonymous).to.equal(true)
      expect(of({ sso: one }, { sso: other }).sso).to.equal(false)
    }
    expect(of({}, {})).to.include({ pseudonymous: false, sso: true })
  })

  it('allow the methods that both allow', () => {
    const [password, pass, eid] = [methodId('password'), methodId('pass'), methodId('eid')]
    expect(of({ methods: [password, pass] }, { methods: [pass, eid] }).methods).to.deep.equal([pass])
    expect(of({ methods: null }, { methods: [eid] }).methods).to.deep.equal([eid])
    expect(of({ methods: [eid] }, { methods: null }).methods).to.deep.equal([eid])
    expect(of({}, {}).methods).to.equal(null)
  })

  it('release what the child gets, under the pseudonym of its sector', () => {
    const lists = { requiredAttributes: ['email'], optionalAttributes: ['phone'] } as const
    expect(of({ requiredAttributes: ['birthDate'], optionalAttributes: [] }, lists)).to.deep.include({
      ...lists,
      sector: 'child',
    })
    expect(of({ requiredAttributes: ['birthDate'] }, {}).requiredAttributes).to.equal(null)
  })

  it('name the citizen beside the NameID as the child is registered', () => {
    expect(of({ subjectId: 'subject-id' }, {}).subjectId).to.equal('none')
    expect(of({}, { subjectId: 'pairwise-id' }).subjectId).to.equal('pairwise-id')
  })
})

describe('who asks', () => {
  it('is the service, or the portal and its child service, which are another asker each', () => {
    const ids = [
      askerOf({ service: PORTAL }),
      askerOf({ service: CHILD }),
      askerOf({ service: PORTAL, child: CHILD }),
      askerOf({ service: CHILD, child: PORTAL }),
    ]
    expect(new Set(ids).size).to.equal(4)
    expect(ids.slice(0, 2)).to.deep.equal([PORTAL, CHILD])
  })

  it('is named by the child, and behind it the portal that gets the answer', () => {
    const named = (service: Service, displayName: string): Service => ({
      ...service,
      settings: { ...service.settings, displayName },
    })
    const [server, parking] = [named(portal(), 'Formularserver'), named(child(), 'Bewohnerparken')]
    expect(askerName(server, parking, 'de')).to.equal('Bewohnerparken (Formularserver)')
  })
})
