import { expect } from 'chai'
import { entityId, tenantId } from '../../../src/domain/ids.js'
import { changeService } from '../../../src/operators/services/manage-services.js'
import { SETTING_NAMES, type SettingsChange } from '../../../src/operators/services/setting-rules.js'
import { AACHEN, ACTOR, ECDSA, portalMetadata, readDocument, refusedIn, registryWorld } from '../registry-world.js'

async function registered() {
  const made = await registryWorld()
  await made.imported()
  const set = (settings: SettingsChange) => changeService(AACHEN, settings, ACTOR, made.deps)
  return { ...made, set }
}

describe('the settings of a service, as values', () => {
  it('are those of the contract', () => {
    expect(SETTING_NAMES).to.deep.equal(
      (
        'trustLevel displayName tenant dialect requiredAttributes optionalAttributes attributeLevels nameIdFormat sector ' +
        'pseudonymous sso methods signedRequests sign encrypt signatureAlgorithm encryptionAlgorithm keyTransportAlgorithm ' +
        'weakAlgorithms weakAlgorithmsUntil appReturn stage levelVocabulary requesters responseBinding privacyUrl contacts refreshUrl validUntilRequired legalBasis purpose'
      ).split(' '),
    )
  })

  const refused: readonly (readonly [string, SettingsChange])[] = [
    ['an empty name', { displayName: '' }],
    ['a name of 201 characters', { displayName: 'x'.repeat(201) }],
    ['a name on two lines', { displayName: 'a\nb' }],
    ['a name with blanks around it', { displayName: ' Portal' }],
    ['a name that is not in NFC', { displayName: 'Bu\u0308rger' }],
    ['a tenant of markup', { tenant: tenantId('<b>') }],
    ['a dialect that the broker does not speak', { dialect: 'nordisch' }],
    ['an attribute twice', { requiredAttributes: ['email', 'email'] }],
    ['two levels of one attribute', { attributeLevels: ['birthDate:normal', 'birthDate:hoch'] }],
    ['no sector', { sector: '' }],
    ['no method at all', { methods: [] }],
    ['an algorithm that is not on the allow-list', { signatureAlgorithm: 'urn:x#rsa-md5' }],
    ['a content encryption that is not on it', { encryptionAlgorithm: 'urn:x#tripledes-cbc' }],
    ['a key transport that is not on it', { keyTransportAlgorithm: 'urn:x#rsa-1_5' }],
    ['30 February', { weakAlgorithmsUntil: '2027-02-30' }],
    ['an address of an app that runs script', { appReturn: 'javascript:/x' }],
    ['an address of metadata with a password', { refreshUrl: 'https://a:b@sp.example/md' }],
    ['an address of metadata that is a file', { refreshUrl: 'file:///etc/passwd' }],
    ['metadata that may end after 0 days', { validUntilRequired: 0 }],
    ['metadata that may end in half a day', { validUntilRequired: 0.5 }],
    ['a child service with a blank in its name', { requesters: [entityId('https://a.example https://b.example')] }],
    ['a child service that is no URI', { requesters: [entityId('parken')] }],
    ['a child service with a control character', { requesters: [entityId('urn:a\u001fb')] }],
    ['a child service twice', { requesters: [entityId('urn:a'), entityId('urn:a')] }],
    ['501 child services', { requesters: Array.from({ length: 501 }, (_, n) => entityId(`urn:a:${n}`)) }],
    ['words for levels that nobody knows', { levelVocabulary: 'nato' }],
    ['a binding that carries no answers', { responseBinding: 'soap' as 'post' }],
    ['a privacy notice by http', { privacyUrl: 'http://portal.aachen.example/datenschutz' }],
    ['a privacy notice with a user', { privacyUrl: 'https://portal.aachen.example@evil.example/' }],
    ['a privacy notice that runs script', { privacyUrl: 'javascript://portal.aachen.example/%0aalert(1)' }],
    ['a privacy notice of 2,049 characters', { privacyUrl: `https://a.example/${'x'.repeat(2031)}` }],
    ['a contact that is neither', { contacts: ['Frau Muster'] }],
    ['a contact by http', { contacts: ['http://aachen.example'] }],
    ['a contact twice', { contacts: ['post@aachen.example', 'post@aachen.example'] }],
    ['eleven contacts', { contacts: Array.from({ length: 11 }, (_, n) => `post${n}@aachen.example`) }],
    ['a purpose of 501 characters', { purpose: 'x'.repeat(501) }],
  ]
  for (const [what, settings] of refused) {
    it(`are refused with ${what}, whoever sets them, and nothing is written`, async () => {
      const { set, writes } = await registered()
      const [setting] = Object.keys(settings)
      expect(await refusedIn(set(settings))).to.deep.include({
        code: 'setting-value',
        rule: 'setting-value',
        data: { entityId: AACHEN, setting, value: Object.values(settings)[0] },
      })
      expect(await writes()).to.equal(1)
    })
  }

  it('take links to this machine by http only while the broker itself is', async () => {
    const { set, deps } = await registered()
    const loopback = { privacyUrl: 'http://aachen.localhost:4000/datenschutz', contacts: ['http://localhost/hilfe'] }
    expect(deps.known.httpLoopback).to.equal(true)
    expect((await set(loopback)).changes).to.have.length(2)
    const onHttps = { ...deps, known: { ...deps.known, httpLoopback: false } }
    for (const change of [{ privacyUrl: loopback.privacyUrl }, { contacts: loopback.contacts }]) {
      expect(await refusedIn(changeService(AACHEN, change, ACTOR, onHttps))).to.include({ code: 'setting-value' })
    }
  })

  it('refuse a signature algorithm that no active key can sign with, and name the key that could', async () => {
    const { set } = await registered()
    expect(await refusedIn(set({ signatureAlgorithm: ECDSA }))).to.deep.include({
      rule: 'key-lacking',
      data: { entityId: AACHEN, algorithm: ECDSA, keyType: 'EC-P-256' },
    })
  })

  it('refuse to demand signatures that no key could prove', async () => {
    const { deps, imported } = await registryWorld(readDocument({ [AACHEN]: portalMetadata({ keys: [] }) }))
    await imported()
    const refusal = await refusedIn(changeService(AACHEN, { signedRequests: true }, ACTOR, deps))
    expect(refusal).to.include({ code: 'signing-key-missing', rule: 'setting-value' })
  })

  it('refuse another sector as soon as an account has a pseudonym there, and say how many', async () => {
    const { set, world } = await registered()
    for (const accounts of [2, null]) {
      world.accounts = accounts
      expect(await refusedIn(set({ sector: 'neu' }))).to.deep.include({
        code: 'sector-frozen',
        rule: 'setting-value',
        data: { entityId: AACHEN, sector: AACHEN, wanted: 'neu', accounts },
      })
    }
    expect((await set({ sector: AACHEN })).changes).to.deep.equal([])
  })
})
