import { expect } from 'chai'
import { soleMethod, type Account } from '../../src/domain/account.js'
import { entityId, methodId } from '../../src/domain/ids.js'
import { minutes } from '../../src/domain/instant.js'
import { methodsThatTell, missingAttributes } from '../../src/login/steps/complete-profile.js'
import { resumeMethod } from '../../src/login/authenticate.js'
import { decideUnlinkedIdentity } from '../../src/login/steps/link-or-create-account.js'
import { reviewMethods } from '../../src/login/steps/review-methods.js'
import { goOn } from '../../src/login/visit.js'
import { confirmed, loggedIn, openOne, pageOf } from '../support/flow-walk.js'
import { type FlowWorld } from '../support/flow-world.js'
import { START } from '../support/movable-clock.js'
import { rejectionOf } from '../support/saml-errors.js'
import { EID, begin, jana, janaAccount, nameOnly, offersOf, ole, worldWithCards } from '../support/card-world.js'

describe('a card that no account holds', () => {
  let world: FlowWorld
  beforeEach(async () => {
    world = await worldWithCards()
  })

  it('leaves the citizen the choice: an account, their account, or none', async () => {
    const browser = await begin(world)
    await browser.card('card-1', jana)
    const page = await browser.page()
    expect(page.step).to.equal('link-or-create-account')
    expect(offersOf(page)).to.deep.equal({
      situation: 'unknown',
      choices: ['open-account', 'link-account', 'temporary', 'cancel'],
      readAgain: [],
    })
    expect(world.accounts.size).to.equal(0)
  })

  it('waits under a new cookie, so that it lies in the login for its own browser alone', async () => {
    const browser = await begin(world)
    const before = browser.login().browserKey
    await browser.card('card-1', jana)
    expect(browser.login().browserKey).not.to.equal(before)
  })

  it('becomes an account of the minimum set, at its own level, and nothing else is kept', async () => {
    const browser = await begin(world, {
      registeredLevel: 'hoch',
      attributes: { required: ['nationality'], optional: [] },
    })
    const nationality = { value: 'D', origin: 'eid', level: 'hoch', at: START } as const
    await browser.card('card-1', { ...jana, nationality })
    await browser.choose('open-account')
    const page = await browser.page()
    expect(page.step).to.equal('confirm-identity')
    expect(page.facts.decision?.release.attributes.map(({ value }) => value)).to.deep.equal(['D'])
    const [account] = [...world.accounts.values()]
    expect(account?.proofing).to.deep.include({ level: 'hoch', origin: 'eid' })
    expect(account?.identity).to.have.all.keys(Object.keys(jana))
    expect(account?.methods).to.deep.include({ ...soleMethod(EID, 'hoch', START), instance: 'card-1', key: 'card-1' })
    const held = browser.session()
    const session = held && (await world.ports.sessions.find(held))
    expect(JSON.stringify(session)).not.to.contain('JANA')
    expect(world.audit.at(-1)?.action).to.equal('account.created')
    expect(JSON.stringify(world.audit)).not.to.contain('JANA')
  })

  it('is read again for an account where the first read asked for less', async () => {
    const browser = await begin(world)
    await browser.card('card-1', nameOnly)
    expect(offersOf(await browser.page()).readAgain).to.deep.equal(['open-account', 'link-account'])
    expect(await browser.choose('open-account')).to.equal('read-again')
    expect(browser.login()).to.include({ state: 'authenticating', wish: 'open-account' })
    await browser.card('card-1', jana)
    expect((await browser.page()).step).to.equal('confirm-identity')
    expect(world.accounts.size).to.equal(1)
  })

  it('finds its account at the next login, without a question', async () => {
    const first = await begin(world)
    await first.card('card-1', jana)
    await first.choose('open-account')
    await first.page()
    const second = await begin(world)
    await second.card('card-1', nameOnly)
    const { step, facts } = await second.page()
    expect(step).to.equal('confirm-identity')
    expect(facts.account?.id).to.equal([...world.accounts.keys()][0])
  })

  it('can be read for what the account lacks, and the login goes on with it', async () => {
    const first = await begin(world)
    await first.card('card-1', jana)
    await first.choose('open-account')
    await first.page()
    const asksMore = { registeredLevel: 'hoch', attributes: { required: ['nationality'], optional: [] } }
    const second = await begin(world, asksMore, first.session())
    const { step, facts } = await second.page()
    expect(step).to.equal('complete-profile')
    expect(methodsThatTell(facts, world.ports)).to.deep.equal([EID])
    const nationality = { value: 'D', origin: 'eid', level: 'hoch', at: START } as const
    await second.card('card-1', { ...nameOnly, nationality })
    expect((await second.page()).facts.decision?.release.attributes.map(({ value }) => value)).to.deep.equal(['D'])
    expect([...world.accounts.values()][0]?.identity).not.to.have.property('nationality')
  })

  it('is not read again for what a service needs beyond the account, while it holds; another read has the last word', async () => {
    const needs = { registeredLevel: 'hoch', attributes: { required: ['nationality'], optional: [] } } as const
    const first = await begin(world, needs)
    const nationality = { value: 'D', origin: 'eid', level: 'hoch', at: START } as const
    await first.card('card-1', { ...jana, nationality })
    await first.choose('open-account')
    await first.page()
    const released = async (browser: typeof first) =>
      (await browser.page()).facts.decision?.release.attributes.map(({ value }) => value)
    world.clock.pass(minutes(4))
    expect(await released(await begin(world, needs, first.session()))).to.deep.equal(['D'])
    const second = await begin(world, { ...needs, forceAuthn: true }, first.session())
    await second.card('card-1', { ...nameOnly, nationality: { ...nationality, value: 'POL' } })
    const third = await begin(world, needs, second.session())
    expect(await released(third)).to.deep.equal(['POL'])
    world.clock.pass(minutes(6))
    expect((await (await begin(world, needs, second.session())).page()).step).to.equal('choose-method')
  })

  it('is not offered for what no card tells', async () => {
    const first = await begin(world)
    await first.card('card-1', jana)
    await first.choose('open-account')
    await first.page()
    const asksMore = { registeredLevel: 'hoch', attributes: { required: ['email'], optional: [] } }
    const second = await begin(world, asksMore, first.session())
    expect(methodsThatTell((await second.page()).facts, world.ports)).to.deep.equal([])
  })

  it('makes one account of two tabs', async () => {
    const [one, other] = [await begin(world), await begin(world)]
    for (const tab of [one, other]) await tab.card('card-1', jana)
    await one.choose('open-account')
    await one.page()
    expect((await other.page()).step).to.equal('confirm-identity')
    expect(world.accounts.size).to.equal(1)
  })

  it('can pass through: released is what the card told, and nothing stays', async () => {
    const browser = await begin(world, { attributes: { required: ['givenName', 'birthDate'], optional: [] } })
    await browser.card('card-1', jana)
    await browser.choose('temporary')
    const visit = await browser.visit()
    const { step, facts } = pageOf(visit)
    expect(step).to.equal('confirm-identity')
    expect(facts.decision?.release.attributes.map(({ value, level }) => [value, level])).to.deep.equal([
      ['JANA', 'hoch'],
      ['1987-03-09', 'hoch'],
    ])
    const end = await confirmed(world, visit, browser.session())
    expect(end.end.kind).to.equal('answer')
    expect(world.accounts.size).to.equal(0)
    expect(browser.session()).to.equal(null)
    expect(world.successes[0]?.result.sessionNotOnOrAfter).to.equal(null)
    expect(world.count('consent')).to.equal(0)
  })

  it('is a stranger to the service at each temporary login', async () => {
    const seeds: (string | undefined)[] = []
    for (let count = 0; count < 2; count++) {
      const browser = await begin(world)
      await browser.card('card-1', jana)
      await browser.choose('temporary')
      await confirmed(world, await browser.visit(), null)
      seeds.push(world.successes.at(-1)?.result.account.pseudonymSeed)
    }
    expect(new Set(seeds).size).to.equal(2)
  })

  it('ends without a login when the citizen turns back', async () => {
    const browser = await begin(world)
    await browser.card('card-1', jana)
    const { facts } = await browser.page()
    await decideUnlinkedIdentity(facts, 'cancel', world.ports)
    expect(world.failures).to.deep.equal(['authn-failed'])
  })

  it('takes no choice that is not offered', async () => {
    const browser = await begin(world)
    await browser.card('card-1', jana)
    const { facts } = await browser.page()
    for (const choice of ['link-session', 'link-renewed', 'leave-account', 'back'] as const) {
      expect(await rejectionOf(decideUnlinkedIdentity(facts, choice, world.ports)), choice).to.equal('form-input')
    }
  })
})

describe('a service registered for pseudonyms alone', () => {
  it('knows a key without an account again, asks nothing about it, and learns no identity', async () => {
    const world = await worldWithCards()
    const seeds: (string | undefined)[] = []
    for (const key of ['key-1', 'key-1', 'key-2']) {
      const browser = await begin(world, { pseudonymous: true, attributes: { required: ['givenName'], optional: [] } })
      await browser.card(key, jana)
      const visit = await browser.visit()
      const { step, facts } = pageOf(visit)
      expect(step).to.equal('confirm-identity')
      expect(facts.decision?.release).to.deep.equal({ attributes: [], level: 'hoch' })
      await confirmed(world, visit, null)
      seeds.push(world.successes.at(-1)?.result.account.pseudonymSeed)
    }
    expect(seeds[0]).to.equal(seeds[1])
    expect(seeds[2]).not.to.equal(seeds[0])
    expect(world.accounts.size).to.equal(0)
  })
})

describe('a card for an account that is there', () => {
  let world: FlowWorld
  let account: Account
  beforeEach(async () => {
    world = await worldWithCards()
    account = world.has(janaAccount())
  })

  it('that it was bound to in another tab opens no session at a service for pseudonyms alone', async () => {
    const browser = await begin(world, { pseudonymous: true })
    await browser.card('card-1', jana)
    const card = { ...soleMethod(EID, 'hoch', START), instance: 'card-1', key: 'card-1' }
    world.has({ ...account, methods: [...account.methods, card] })
    const { step, facts } = await browser.page()
    expect(step).to.equal('confirm-identity')
    expect(facts.account?.id).to.equal(account.id)
    expect(browser.session()).to.equal(null)
    expect(await world.ports.sessions.endAllOf(account.id)).to.have.length(0)
  })

  it('is bound once the account is proved, when name and birth date are the same', async () => {
    const browser = await begin(world, { registeredLevel: 'hoch' })
    await browser.card('card-1', jana)
    await browser.choose('link-account')
    expect((await browser.page()).step).to.equal('prove-account')
    await browser.password(account)
    const { step, facts } = await browser.page()
    expect(step).to.equal('review-methods')
    expect(facts.reached).to.equal('hoch')
    const linked = world.accounts.get(account.id)
    expect(linked?.proofing).to.deep.include({ level: 'hoch', origin: 'eid' })
    expect(linked?.identity.givenName).to.deep.include({ value: 'JANA', origin: 'eid' })
    expect(linked?.identity.email).to.deep.include({ value: 'jana@buerger.example', origin: 'self-declared' })
  })

  it('is not bound to another person’s account, whoever proves it', async () => {
    const browser = await begin(world)
    await browser.card('card-1', ole)
    await browser.choose('link-account')
    await browser.password(account)
    const page = await browser.page()
    expect(page.step).to.equal('link-or-create-account')
    const choices = ['leave-account', 'back', 'cancel']
    expect(offersOf(page)).to.deep.include({ situation: 'another-person', choices })
    expect(world.accounts.get(account.id)).to.deep.equal(account)
  })

  it('is not bound by the login’s cookie alone: the account’s session must be in the browser', async () => {
    const browser = await begin(world)
    await browser.card('card-1', jana)
    await browser.choose('link-account')
    await browser.password(account)
    const elsewhere = pageOf(await goOn(openOne(await world.stored(browser.login())), null, world.ports))
    expect(elsewhere.step).to.equal('prove-account')
    expect(world.accounts.get(account.id)).to.deep.equal(account)
  })

  it('is offered to the account that is signed in, without another proof of it', async () => {
    const { session } = await loggedIn(world, account)
    const browser = await begin(world, { registeredLevel: 'hoch' }, session)
    await browser.card('card-1', jana)
    const page = await browser.page()
    const choices = ['link-session', 'leave-account', 'back', 'cancel']
    expect(offersOf(page)).to.deep.include({ situation: 'signed-in', choices })
    await browser.choose('link-session')
    expect((await browser.page()).step).to.equal('review-methods')
    expect(world.accounts.get(account.id)?.proofing.level).to.equal('hoch')
  })

  it('of somebody else ends the session only when the citizen says so', async () => {
    const { session } = await loggedIn(world, account)
    const browser = await begin(world, { registeredLevel: 'hoch' }, session)
    await browser.card('card-1', ole)
    await browser.choose('link-session')
    expect(offersOf(await browser.page()).situation).to.equal('another-person')
    expect(session && (await world.ports.sessions.find(session))).not.to.equal(null)
    await browser.choose('leave-account')
    expect(session && (await world.ports.sessions.find(session))).to.equal(null)
    expect(offersOf(await browser.page()).situation).to.equal('unknown')
  })

  it('leaves other methods at their cap until the citizen confirms them', async () => {
    const pass = { ...soleMethod(methodId('pass'), 'normal', START), instance: 'phone-1', name: 'Telefon' }
    account = world.has(janaAccount({ methods: [...janaAccount().methods, pass] }))
    const browser = await begin(world, { registeredLevel: 'hoch' })
    await browser.card('card-1', jana)
    await browser.choose('link-account')
    await browser.password(account)
    const { facts } = await browser.page()
    const caps = () => world.accounts.get(account.id)?.methods.map(({ method, cap }) => [method, cap])
    expect(caps()).to.deep.equal([
      ['eid', 'hoch'],
      ['pass', 'normal'],
      ['password', 'normal'],
    ])
    await reviewMethods(facts, new Set(['pass phone-1']), world.ports)
    expect(caps()).to.deep.equal([
      ['eid', 'hoch'],
      ['pass', 'hoch'],
      ['password', 'normal'],
    ])
    expect((await browser.page()).step).to.equal('confirm-identity')
  })
})

describe('a proof of a login', () => {
  it('ends with its session: a weaker login to the same account afterwards finds nothing of it', async () => {
    const world = await worldWithCards()
    const account = world.has(janaAccount())
    const left = await begin(world, { registeredLevel: 'hoch' })
    await left.card('card-1', jana)
    await left.choose('link-account')
    await left.password(account)
    expect((await left.page()).facts.reached).to.equal('hoch')
    const ended = left.session()
    if (ended) await world.ports.sessions.end(ended)
    const elsewhere = { service: entityId('https://other.example/sp') }
    const { session } = await loggedIn(world, world.accounts.get(account.id) ?? account, elsewhere)
    const { step, facts } = pageOf(await goOn(openOne(await world.stored(left.login())), session, world.ports))
    expect(step).to.equal('choose-method')
    expect(facts.reached).to.equal('normal')
    expect(world.successes).to.deep.equal([])
  })
})

describe('a card that was blocked in its account', () => {
  let world: FlowWorld
  let account: Account
  beforeEach(async () => {
    world = await worldWithCards()
    const card = { ...soleMethod(EID, 'hoch', START), instance: 'card-1', key: 'card-1', blocked: true }
    account = world.has(janaAccount({ identity: jana, methods: [card, ...janaAccount().methods] }))
  })
  const elsewhere = { ...jana, street: { value: 'ANDERER WEG 9', origin: 'eid', level: 'hoch', at: START } } as const

  it('opens no session and changes nothing in the account', async () => {
    const { login } = await world.begun()
    const { facts } = pageOf(await goOn(login, null, world.ports))
    const fields = { key: 'card-1', facts: JSON.stringify(elsewhere) }
    const answer = await resumeMethod(EID, { fields, returned: true, address: '' }, facts, 'de', world.ports)
    expect(answer.kind === 'step' && answer.result.session).to.equal(undefined)
    expect(world.failures).to.deep.equal(['authn-failed'])
    expect(world.accounts.get(account.id)).to.deep.equal(account)
  })

  it('leaves whoever is signed in to the account the other methods', async () => {
    const { session } = await loggedIn(world, account)
    const browser = await begin(world, { registeredLevel: 'hoch' }, session)
    await browser.card('card-1', elsewhere)
    expect((await browser.page()).step).to.equal('choose-method')
    expect(browser.session()).to.equal(session)
    expect(world.failures).to.deep.equal([])
  })

  it('is not named as what a login was made by', async () => {
    const used = world.has({ ...account, methods: account.methods.map((each) => ({ ...each, blocked: false })) })
    const first = await begin(world)
    await first.card('card-1', jana)
    await first.page()
    const { session } = await loggedIn(world, used, { forceAuthn: true }, first.session())
    world.has(account)
    const { facts } = pageOf(await goOn((await world.begun()).login, session, world.ports))
    expect(facts.evidence.map(({ method }) => method)).to.deep.equal(['password'])
  })

  it('and with it the session that it opened: no other card is bound by that', async () => {
    const used = world.has({ ...account, methods: account.methods.map((each) => ({ ...each, blocked: false })) })
    const first = await begin(world)
    await first.card('card-1', jana)
    await first.page()
    world.has({ ...used, methods: account.methods })
    const browser = await begin(world, {}, first.session())
    await browser.card('card-2', jana)
    await browser.choose('link-session')
    expect((await browser.page()).step).to.equal('link-or-create-account')
    expect(world.accounts.get(account.id)?.methods.map(({ key }) => key)).not.to.include('card-2')
  })
})

describe('a temporary login', () => {
  it('says that a missing attribute cannot be had: there is no account to add it to', async () => {
    const world = await worldWithCards()
    const browser = await begin(world, { attributes: { required: ['givenName', 'gender'], optional: [] } })
    await browser.card('card-1', jana)
    await browser.choose('temporary')
    const { step, facts } = await browser.page()
    expect(step).to.equal('complete-profile')
    expect(missingAttributes(facts)).to.deep.equal({ addable: [], impossible: ['gender'] })
  })
})
