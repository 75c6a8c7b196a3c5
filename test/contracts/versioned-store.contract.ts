import { expect } from 'chai'
import type { KeptAnswer } from '../../src/domain/artifact.js'
import type { KeptUpstreamAnswer } from '../../src/domain/upstream-answer.js'
import type { CardInquiry } from '../../src/domain/card-inquiry.js'
import { accountId, entityId, loginId, methodId, passDeviceId, sessionId } from '../../src/domain/ids.js'
import { movedTo, type PassChallenge, type PassChallengeState } from '../../src/domain/pass-challenge.js'
import { pairingMovedTo, type PassPairing, type PassPairingState } from '../../src/domain/pass-pairing.js'
import { LOGOUT_STATES, withState, type Logout } from '../../src/domain/logout.js'
import type { VersionedStore } from '../../src/domain/ports/versioned-store.js'
import { eachWith, expectUnavailable, type MakeEphemeral, rejectionOf } from './harness.js'

const DEVICE = passDeviceId('a-phone')
const KEY = { public: { x: 'x', y: 'y' }, wrapped: 'gcm1.AAAA' }

export const sampleChallenge = (id: string, keepUntil: number): PassChallenge => ({
  id,
  version: 1,
  purpose: { kind: 'login', login: loginId('l1'), withoutAccount: false, appReturn: 'de.example.app:/back' },
  names: { de: 'Bürgerportal', en: 'Portal' },
  number: '47',
  nonce: 'n',
  key: KEY,
  expiresAt: keepUntil - 500,
  keepUntil,
  state: { name: 'open' },
})

export const samplePairing = (id: string, keepUntil: number): PassPairing => ({
  id,
  link: `link-of-${id}`,
  version: 1,
  account: accountId('erika'),
  session: sessionId('s1'),
  cap: 'hoch',
  key: KEY,
  keepUntil,
  state: { name: 'open' },
})

const CHALLENGE_STATES: readonly PassChallengeState[] = [
  { name: 'open' },
  { name: 'scanned', device: DEVICE },
  { name: 'checking', device: DEVICE },
  { name: 'returning', device: DEVICE, token: 't' },
  { name: 'confirmed', device: DEVICE, at: 5 },
  { name: 'failed', triesLeft: 2 },
  ...(['declined', 'wrong-number', 'failed', 'blocked', 'used'] as const).map((name) => ({ name })),
]

const PAIRING_STATES: readonly PassPairingState[] = [
  { name: 'open' },
  { name: 'registered', device: DEVICE, challenge: 'c1' },
  { name: 'binding', device: DEVICE, challenge: 'c1' },
  { name: 'done', device: DEVICE },
  { name: 'over' },
]

/** What the store of pass challenges keeps to. `breaksDown: false` for one that cannot fail to answer. */
export function passChallengeContract(
  name: string,
  make: MakeEphemeral<VersionedStore<PassChallenge>>,
  { breaksDown = true } = {},
): void {
  describe(`pass challenges in ${name}`, () => {
    const house = eachWith(make)

    it('come back equal in every state, at this and at another instance', async () => {
      const { store, other, now } = house()
      let challenge = sampleChallenge('c1', now() + 60_000)
      await store.create({ ...challenge, purpose: { kind: 'pairing', pairing: 'p1' } })
      for (const state of CHALLENGE_STATES) {
        challenge = movedTo(challenge, state)
        expect(await store.replace(challenge)).to.equal(true)
        expect(await other.find('c1')).to.deep.equal(challenge)
      }
    })

    it('are absent until they are created, and are never created twice under one id', async () => {
      const { store, now } = house()
      const challenge = sampleChallenge('c1', now() + 60_000)
      expect(await store.find('c1')).to.equal(null)
      expect(await store.replace(movedTo(challenge, { name: 'used' }))).to.equal(false)
      await store.create(challenge)
      await rejectionOf(store.create({ ...challenge, number: '11' }))
      expect(await store.find('c1')).to.deep.equal(challenge)
    })

    it('let exactly one of many phones win', async () => {
      const { store, other, now } = house()
      const challenge = sampleChallenge('c1', now() + 60_000)
      await store.create(challenge)
      const phones = Array.from({ length: 20 }, (_, phone) =>
        movedTo(challenge, { name: 'scanned', device: passDeviceId(`phone-${phone}`) }),
      )
      const won = await Promise.all(phones.map((phone, index) => (index % 2 ? store : other).replace(phone)))
      expect(won.filter(Boolean)).to.have.length(1)
      expect(await store.find('c1')).to.deep.equal(phones[won.indexOf(true)])
    })

    it('vanish at their end, and cannot be replaced then', async () => {
      const { store, now, pass } = house()
      const challenge = sampleChallenge('c1', now() + 1000)
      await store.create(challenge)
      await pass(1100)
      expect(await store.find('c1')).to.equal(null)
      expect(await store.replace(movedTo(challenge, { name: 'used' }))).to.equal(false)
    })

    if (!breaksDown) return
    it('are unavailable while the store does not answer', async () => {
      const { store, now, breakDown } = house()
      await breakDown()
      await expectUnavailable(store.create(sampleChallenge('c1', now() + 60_000)))
      await expectUnavailable(store.find('c1'))
      await expectUnavailable(store.replace(sampleChallenge('c1', now() + 60_000)))
    })
  })
}

/** The same of pairings: one kind of store, so only what is their own. */
export function passPairingContract(name: string, make: MakeEphemeral<VersionedStore<PassPairing>>): void {
  describe(`pass pairings in ${name}`, () => {
    const house = eachWith(make)

    it('come back equal in every state, and let one phone win', async () => {
      const { store, other, now } = house()
      let pairing = samplePairing('p1', now() + 60_000)
      await store.create(pairing)
      for (const state of PAIRING_STATES) {
        pairing = pairingMovedTo(pairing, state)
        const won = await Promise.all([store.replace(pairing), other.replace(pairing)])
        expect(won.filter(Boolean)).to.have.length(1)
        expect(await other.find('p1')).to.deep.equal(pairing)
      }
    })
  })
}

export const sampleInquiry = (id: string, keepUntil: number): CardInquiry => ({
  id,
  version: 1,
  counter: 0,
  visits: 0,
  askedUntil: null,
  result: null,
  keepUntil,
})

export const sampleLogout = (id: string, keepUntil: number): Logout => ({
  id,
  version: 1,
  browserKey: 'digest-of-a-cookie',
  parts: [
    {
      service: entityId('https://parken.example/sp'),
      nameId: 'p-1',
      nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      sessionIndex: '_s1',
      requestId: '_r1',
      way: 'redirect',
      state: 'waiting',
    },
    {
      service: entityId('https://angeln.example/sp'),
      nameId: 'p-2',
      nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
      sessionIndex: '_s2',
      requestId: '_r2',
      way: null,
      state: 'unsupported',
      session: sessionId('of-another-browser'),
    },
  ],
  asker: {
    service: entityId('https://amt.example/sp'),
    requestId: '_q',
    relayState: 'x=1',
    binding: 'post',
    namedNobody: true,
  },
  answered: {
    carried: { kind: 'post', action: 'https://parken.example/slo', fields: { SAMLResponse: 'QQ==' } },
    at: 4,
  },
  tellUntil: 5,
  tellings: 1,
  keepUntil,
})

export const sampleArtifact = (id: string, keepUntil: number): KeptAnswer => ({
  id,
  version: 1,
  service: entityId('https://amt.example/sp'),
  message: '<samlp:Response/>',
  keepUntil,
})

export const sampleUpstreamAnswer = (id: string, keepUntil: number): KeptUpstreamAnswer => ({
  id,
  version: 1,
  upstream: 'random',
  answer: {
    kind: 'identity',
    inResponseTo: '_q1',
    assertionId: '_a1',
    notOnOrAfter: keepUntil,
    nameId: { format: null, nameQualifier: 'https://konto.example', spNameQualifier: null, value: 'Näme' },
    isLasting: true,
    sessionNameId: { format: 'transient', nameQualifier: null, spNameQualifier: 'sp', value: '_t' },
    level: 'substantiell',
    authnInstant: 5,
    sessionIndex: '_s1',
    oneTimeUse: false,
    proxy: { count: 1, audiences: ['https://amt.example/sp'] },
    attributes: { familyName: { value: 'Winterberg', level: null }, givenName: { value: 'Mia', level: 'hoch' } },
    leftOut: ['birthName'],
    authorities: ['https://behind.example'],
  },
  keepUntil,
})

const FACTS = { familyName: { value: 'WINTERBERG', origin: 'eid', level: 'hoch', at: 5 } } as const

const INQUIRIES: readonly Partial<CardInquiry>[] = [
  { visits: 1 },
  { counter: 1, askedUntil: 500 },
  { counter: 1, askedUntil: null },
  { result: { kind: 'failed', problem: 'too-late' } },
  {
    result: {
      kind: 'proved',
      evidence: {
        method: methodId('eid'),
        instance: 'key',
        level: 'hoch',
        at: 5,
        subject: { kind: 'key', key: 'key' },
        facts: FACTS,
      },
    },
  },
]

/** The same of what an eID server was asked. */
export function cardInquiryContract(name: string, make: MakeEphemeral<VersionedStore<CardInquiry>>): void {
  describe(`inquiries about a card in ${name}`, () => {
    const house = eachWith(make)

    it('come back equal in every state, and give each turn to one visit', async () => {
      const { store, other, now } = house()
      let inquiry = sampleInquiry('i1', now() + 60_000)
      await store.create(inquiry)
      for (const change of INQUIRIES) {
        inquiry = { ...inquiry, ...change, version: inquiry.version + 1 }
        const won = await Promise.all([store.replace(inquiry), other.replace(inquiry)])
        expect(won.filter(Boolean)).to.have.length(1)
        expect(await other.find('i1')).to.deep.equal(inquiry)
      }
    })
  })
}

/** The same of logouts under way. */
export function logoutContract(name: string, make: MakeEphemeral<VersionedStore<Logout>>): void {
  describe(`logouts in ${name}`, () => {
    const house = eachWith(make)

    it('come back equal in every state of a service, and note each answer once', async () => {
      const { store, other, now } = house()
      let logout = sampleLogout('o1', now() + 60_000)
      await store.create(logout)
      for (const state of LOGOUT_STATES) {
        logout = withState(logout, '_r1', state)
        const won = await Promise.all([store.replace(logout), other.replace(logout)])
        expect(won.filter(Boolean)).to.have.length(1)
        expect(await other.find('o1')).to.deep.equal(logout)
      }
    })
  })
}

/** The same of answers that wait for their services. */
export function artifactContract(name: string, make: MakeEphemeral<VersionedStore<KeptAnswer>>): void {
  describe(`answers behind artifacts in ${name}`, () => {
    const house = eachWith(make)

    it('come back equal, and are taken by one', async () => {
      const { store, other, now } = house()
      const kept = sampleArtifact('a1', now() + 60_000)
      await store.create(kept)
      expect(await other.find('a1')).to.deep.equal(kept)
      const taken = { ...kept, version: 2, message: null }
      const won = await Promise.all([store.replace(taken), other.replace(taken), other.replace(taken)])
      expect(won.filter(Boolean)).to.have.length(1)
      expect(await store.find('a1')).to.deep.equal(taken)
    })
  })
}

/** The same of answers of upstreams that wait for their browsers. */
export function upstreamAnswerContract(name: string, make: MakeEphemeral<VersionedStore<KeptUpstreamAnswer>>): void {
  describe(`answers of upstreams in ${name}`, () => {
    const house = eachWith(make)

    it('come back equal, identities and refusals', async () => {
      const { store, other, now } = house()
      const kept = sampleUpstreamAnswer('u1', now() + 60_000)
      await store.create(kept)
      expect(await other.find('u1')).to.deep.equal(kept)
      const refused: KeptUpstreamAnswer = {
        ...kept,
        id: 'u2',
        answer: { kind: 'refused', inResponseTo: '_q1', why: 'no-authn-context' },
      }
      await store.create(refused)
      expect(await other.find('u2')).to.deep.equal(refused)
    })
  })
}
