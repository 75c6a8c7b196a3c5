import { expect } from 'chai'
import { createSecretKey } from 'node:crypto'
import { createKeyedDigest } from '../../../src/crypto/keyed-digest.js'
import { createRandom } from '../../../src/crypto/random.js'
import { entityId, loginId, methodId } from '../../../src/domain/ids.js'
import { days, hours, minutes } from '../../../src/domain/instant.js'
import type { MethodState } from '../../../src/domain/login.js'
import type { UpstreamAnswer, UpstreamIdentity, UpstreamQuestion } from '../../../src/domain/ports/upstream-messages.js'
import { SHIPPED_SESSION_LIMITS } from '../../../src/domain/session-limits.js'
import { isVouchedFor, UPSTREAM_DEFAULTS, type SamlUpstream } from '../../../src/domain/upstream.js'
import type { Authenticator, MethodContext, Outcome } from '../../../src/login/kit/authenticator.js'
import { ANSWER, createUpstreamAuthenticator } from '../../../src/methods/upstream-saml/authenticator.js'
import { createMemoryStores } from '../../../src/storage/memory/ephemeral-stores.js'
import { methodContext } from '../../support/method-context.js'
import { movableClock, START } from '../../support/movable-clock.js'
import { rejectionOf } from '../../support/saml-errors.js'

const SERVICE = entityId('https://aachen.example/sp')
const PEER = entityId('https://konto.nachbarland.example/idp')

const upstreamOf = (change: Partial<SamlUpstream['settings']> = {}, dialect: SamlUpstream['dialect'] = 'saml2int') => ({
  id: 'random-id',
  name: methodId('nachbarland'),
  dialect,
  peer: {
    kind: 'saml' as const,
    entityId: PEER,
    signingKeys: [],
    encryptionKeys: [],
    sso: [],
    slo: [],
    names: {},
    wantsSignedRequests: true,
    nameIdFormats: [],
    validUntil: null,
  },
  settings: { ...UPSTREAM_DEFAULTS, maxLevel: 'substantiell' as const, ...change },
  metadata: '',
  source: { from: 'file.xml', signer: null, importedAt: START, lastRefresh: null, trouble: null },
  version: 1,
})

/** One login at one upstream, whose answers are the test's. */
function world(upstream: SamlUpstream = upstreamOf()) {
  const clock = movableClock()
  const { replay, upstreamAnswers } = createMemoryStores({ clock })
  const questions: UpstreamQuestion[] = []
  let down = false
  const method: Authenticator = createUpstreamAuthenticator(upstream, {
    clock,
    random: createRandom(),
    digest: createKeyedDigest(createSecretKey(Buffer.alloc(32, 7))),
    replay,
    upstreamAnswers,
    sessionLimits: SHIPPED_SESSION_LIMITS,
    isUp: () => !down,
    isVouchedFor: (each) => isVouchedFor(each, clock.now(), days(7)),
    upstreamMessages: {
      request: (_upstream, question) => {
        questions.push(question)
        return Promise.resolve({ kind: 'redirect', url: 'https://konto.nachbarland.example/sso' })
      },
      read: () => expect.fail(),
      metadata: () => expect.fail(),
    },
  })
  let state: MethodState | null = null
  let handles = 0
  const context = (change: Partial<MethodContext> = {}) => methodContext({ now: clock.now(), state, ...change })
  return {
    clock,
    method,
    questions,
    goesDown: () => void (down = true),
    async leave(change: Partial<MethodContext> = {}): Promise<Outcome> {
      const outcome = await method.start(context(change))
      if (outcome.kind === 'leave') state = outcome.state
      return outcome
    },
    /** An answer to the last request arrives, and the browser with it. */
    async back(
      change: Partial<UpstreamIdentity> | UpstreamAnswer = {},
      at: Partial<MethodContext> = {},
      from = upstream.id,
    ): Promise<Outcome> {
      const answer = { ...identity(questions.at(-1)?.requestId ?? ''), ...change } as UpstreamAnswer
      const id = `handle-${handles++}`
      await upstreamAnswers.create({ id, version: 1, upstream: from, answer, keepUntil: clock.now() + minutes(5) })
      return method.resume(context(at), { fields: { [ANSWER]: id }, returned: true, address: '' })
    },
  }
}

const identity = (inResponseTo: string): UpstreamIdentity => ({
  kind: 'identity',
  inResponseTo,
  assertionId: '_assertion',
  notOnOrAfter: START + minutes(2),
  nameId: {
    format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    nameQualifier: PEER,
    spNameQualifier: null,
    value: 'Name',
  },
  level: 'substantiell',
  authnInstant: START,
  sessionIndex: null,
  oneTimeUse: false,
  proxy: null,
  attributes: { familyName: { value: 'Nowak', level: 'hoch' }, givenName: { value: 'Jana', level: 'normal' } },
  leftOut: [],
  authorities: ['https://behind.example'],
  isLasting: true,
  sessionNameId: { format: null, nameQualifier: null, spNameQualifier: null, value: 'Name' },
})

const evidenceOf = (outcome: Outcome) => (outcome.kind === 'proved' ? outcome.evidence : expect.fail(outcome.kind))
const failureOf = (outcome: Outcome) =>
  outcome.kind === 'gave-up' ? [outcome.problem, outcome.failure] : expect.fail(outcome.kind)

describe('another account by SAML', () => {
  it('is asked for what the service needs, and each time by a request of its own', async () => {
    const { leave, questions } = world()
    const asked = {
      level: 'substantiell',
      forceAuthn: true,
      isPassive: false,
      proxyCount: 2,
      service: SERVICE,
    } as const
    const wanted = { purpose: 'login', attributes: ['givenName', 'email'], optional: ['email'] } as const
    expect((await leave({ asked, wanted })).kind).to.equal('leave')
    await leave({ asked, wanted })
    const [first, second] = questions
    expect(first).to.deep.include({
      relayState: 'login',
      level: 'substantiell',
      forceAuthn: true,
      attributes: { required: ['givenName'], optional: ['email'] },
      proxyCount: 2,
      serviceName: 'Serviceportal Aachen',
    })
    expect(second?.requestId).not.to.equal(first?.requestId)
  })

  it('proves somebody by a key of its own, at the level that it asserts, since the proof was taken there', async () => {
    const { leave, back, clock } = world()
    await leave()
    clock.pass(minutes(1))
    const evidence = evidenceOf(await back({ authnInstant: START - minutes(10) }))
    expect(evidence).to.deep.include({ method: 'nachbarland', level: 'substantiell', at: START - minutes(10) })
    expect(evidence.subject.kind).to.equal('key')
    expect(evidence.facts).to.deep.equal({
      familyName: { value: 'Nowak', origin: 'upstream:nachbarland', level: 'substantiell', at: START + minutes(1) },
      givenName: { value: 'Jana', origin: 'upstream:nachbarland', level: 'normal', at: START + minutes(1) },
    })
    expect(evidence.upstream).to.deep.equal({
      authorities: [PEER, 'https://behind.example'],
      once: false,
      lasting: true,
    })
  })

  it('never counts for more than its operator set', async () => {
    const { leave, back } = world(upstreamOf({ maxLevel: 'normal' }))
    await leave()
    expect(evidenceOf(await back({ level: 'hoch' })).level).to.equal('normal')
  })

  it('proves little by a class that nobody knows', async () => {
    const { leave, back } = world()
    const asked = { ...methodContext().asked, level: 'basis' } as const
    await leave({ asked })
    expect(evidenceOf(await back({ level: null }, { asked })).level).to.equal('basis')
  })

  it('proves nothing below what the service asks', async () => {
    const { leave, back } = world()
    const asked = { ...methodContext().asked, level: 'substantiell' } as const
    await leave({ asked })
    expect(failureOf(await back({ level: 'normal' }, { asked }))).to.deep.equal(['level', 'level-below'])
  })

  it('takes a fresh proof where the service wants one', async () => {
    const { leave, back, clock } = world()
    const asked = { ...methodContext().asked, forceAuthn: true } as const
    clock.pass(minutes(10))
    await leave({ asked })
    expect(failureOf(await back({}, { asked }))).to.deep.equal(['not-possible', 'not-fresh'])
    expect(evidenceOf(await back({ authnInstant: clock.now() }, { asked })).level).to.equal('substantiell')
  })

  it('answers for the login alone that asked, however good the answer is', async () => {
    const one = world()
    await one.leave()
    expect(await rejectionOf(one.back({ inResponseTo: '_of-another-login' }))).to.equal('upstream-unsolicited')
    expect(await rejectionOf(one.back({}, {}, 'another-upstream'))).to.equal('upstream-unsolicited')
    expect(await rejectionOf(one.back({}, { state: null }))).to.equal('upstream-unsolicited')
    expect(evidenceOf(await one.back()).level).to.equal('substantiell')
  })

  it('answers each of the requests of a login that was begun twice', async () => {
    const { leave, back, questions } = world()
    await leave()
    await leave()
    expect(evidenceOf(await back({ inResponseTo: questions[0]?.requestId ?? '' })).level).to.equal('substantiell')
  })

  it('is believed once', async () => {
    const { leave, back } = world()
    await leave()
    expect((await back()).kind).to.equal('proved')
    expect((await back()).kind, 'a double click').to.equal('proved')
    expect(failureOf(await back({}, { login: loginId('other') }))).to.deep.equal(['not-possible', 'replayed'])
  })

  it('tells how it went there', async () => {
    const { leave, back, questions } = world()
    await leave()
    const inResponseTo = questions[0]?.requestId ?? ''
    const refused = async (why: 'authn-failed' | 'request-denied' | 'no-authn-context' | 'other') =>
      failureOf(await back({ kind: 'refused', inResponseTo, why }))[0]
    expect(await refused('authn-failed')).to.equal('declined')
    expect(await refused('request-denied')).to.equal('declined')
    expect(await refused('no-authn-context')).to.equal('level')
    expect(await refused('other')).to.equal('not-possible')
  })

  it('passes nothing on that it may pass on to nobody, or to others', async () => {
    const { leave, back } = world()
    await leave()
    expect(failureOf(await back({ proxy: { count: 0, audiences: [] } }))[1]).to.equal('proxy-restricted')
    expect(failureOf(await back({ proxy: { count: null, audiences: ['https://other.example'] } }))[1]).to.equal(
      'proxy-restricted',
    )
    const proved = evidenceOf(await back({ proxy: { count: 1, audiences: [SERVICE] } }))
    expect(proved.upstream?.once).to.equal(true)
  })

  it('opens no session where the answer holds once, speaks FINK’s dialect, or is old', async () => {
    const onceOf = async (change: Partial<UpstreamIdentity>, upstream = upstreamOf()) => {
      const { leave, back } = world(upstream)
      await leave()
      return evidenceOf(await back(change)).upstream?.once
    }
    expect(await onceOf({})).to.equal(false)
    expect(await onceOf({ oneTimeUse: true })).to.equal(true)
    expect(await onceOf({}, upstreamOf({}, 'fink'))).to.equal(true)
    expect(await onceOf({ authnInstant: START - hours(2) })).to.equal(true)
  })

  it('finds nobody again by a name for one login, nor by another name', async () => {
    const { leave, back } = world()
    await leave()
    const { nameId } = identity('')
    expect(evidenceOf(await back({ isLasting: false })).upstream?.lasting).to.equal(false)
    const keys = await Promise.all(
      ['Name', 'name', 'Name '].map(async (value) => evidenceOf(await back({ nameId: { ...nameId, value } })).subject),
    )
    expect(new Set(keys.map((subject) => JSON.stringify(subject))).size).to.equal(3)
  })

  it('is not named where its operator hides it', async () => {
    const { leave, back } = world(upstreamOf({ hideAuthority: true }))
    await leave()
    expect(evidenceOf(await back()).upstream?.authorities).to.deep.equal([])
  })

  it('is not offered once the metadata that somebody vouched for have ended, and their grace', () => {
    const until = START - days(7)
    const ended = (signer: string | null, validUntil: number): SamlUpstream => {
      const upstream = upstreamOf()
      return { ...upstream, peer: { ...upstream.peer, validUntil }, source: { ...upstream.source, signer } }
    }
    const usable = (upstream: SamlUpstream) => world(upstream).method.usable().usable
    expect(usable(ended('pem', until))).to.equal(false)
    expect(usable(ended('pem', until + 1))).to.equal(true)
    expect(usable(ended(null, until)), 'imported by hand').to.equal(true)
  })

  it('tells no more than the service wants, and what tells people apart', async () => {
    const { leave, back } = world()
    await leave()
    const value = { value: 'x', level: null }
    const attributes = { givenName: value, email: value, street: value }
    const wanted = { purpose: 'login', attributes: ['email'], optional: [] } as const
    expect(evidenceOf(await back({ attributes }, { wanted })).facts).to.have.all.keys('givenName', 'email')
  })

  it('is not offered while the broker’s own probe does not reach it', () => {
    const { method, goesDown } = world()
    expect(method.usable()).to.deep.equal({ usable: true })
    goesDown()
    expect(method.usable().usable).to.equal(false)
  })
})
