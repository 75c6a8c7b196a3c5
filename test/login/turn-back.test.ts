import { expect } from 'chai'
import { soleMethod } from '../../src/domain/account.js'
import { methodId } from '../../src/domain/ids.js'
import { resumeMethod, startMethod } from '../../src/login/authenticate.js'
import { unlinkedIdentityOffers } from '../../src/login/unlinked-identity-offers.js'
import { backToChoice, turnBack } from '../../src/login/steps/link-or-create-account.js'
import { goOn } from '../../src/login/visit.js'
import { begin, EID, jana, janaAccount, nameOnly, offersOf, ole, worldWithCards } from '../support/card-world.js'
import { loggedIn, openOne, pageOf } from '../support/flow-walk.js'
import { type FlowWorld } from '../support/flow-world.js'
import { START } from '../support/movable-clock.js'
import { blankPage } from '../support/blank-page.js'

const PASSWORD = methodId('password')

describe('a citizen who turns back before the card is read once more', () => {
  let world: FlowWorld
  beforeEach(async () => {
    world = await worldWithCards()
  })
  const askedForAccount = async () => {
    const browser = await begin(world)
    await browser.card('card-1', nameOnly)
    await browser.choose('open-account')
    return browser
  }

  it('has the whole choice again, going on without an account too', async () => {
    const browser = await askedForAccount()
    await browser.turnBack()
    const page = await browser.page()
    expect(page.step).to.equal('link-or-create-account')
    expect(offersOf(page)).to.deep.equal({
      situation: 'unknown',
      choices: ['open-account', 'link-account', 'temporary', 'cancel'],
      readAgain: ['open-account', 'link-account'],
    })
    await browser.choose('temporary')
    expect((await browser.page()).step).to.equal('confirm-identity')
    expect(world.accounts.size).to.equal(0)
  })

  it('gets no account by a read that was under way: it is asked for again, and not read a third time', async () => {
    const browser = await askedForAccount()
    await browser.turnBack()
    await browser.card('card-1', jana)
    const page = await browser.page()
    expect(page.step).to.equal('link-or-create-account')
    expect(offersOf(page).readAgain).to.deep.equal([])
    expect(world.accounts.size).to.equal(0)
    await browser.choose('open-account')
    await browser.page()
    expect(world.accounts.size).to.equal(1)
  })

  it('may choose another thing at once, as in a page that was left open, and the same thing twice', async () => {
    const other = await askedForAccount()
    expect(offersOf(await other.page()).choices).to.include('temporary')
    await other.choose('temporary')
    expect((await other.page()).step).to.equal('confirm-identity')
    for (const choice of ['open-account', 'link-account'] as const) {
      const twice = await askedForAccount()
      expect(await twice.choose(choice)).to.equal('read-again')
      expect(await twice.choose(choice)).to.equal('read-again')
      expect(twice.login()).to.include({ state: 'authenticating', wish: choice })
    }
    expect(world.accounts.size).to.equal(0)
  })

  it('from binding the card to the account that is signed in stays signed in, unbound', async () => {
    const account = world.has(janaAccount())
    const { session } = await loggedIn(world, account)
    const browser = await begin(world, { registeredLevel: 'hoch' }, session)
    await browser.card('card-1', nameOnly)
    expect(await browser.choose('link-session')).to.equal('read-again')
    await browser.turnBack()
    await browser.card('card-1', jana)
    expect(offersOf(await browser.page())).to.deep.include({ situation: 'signed-in', readAgain: [] })
    expect(world.accounts.get(account.id)).to.deep.equal(account)
    expect(browser.session()).to.equal(session)
  })

  it('finds no account made later, once another page than that of the account was shown', async () => {
    const account = world.has(janaAccount())
    const { session } = await loggedIn(world, account)
    const browser = await askedForAccount()
    const { facts } = await browser.page()
    const inOtherTab = { ...facts, session: session && (await world.ports.sessions.find(session)) }
    const fields = { key: 'card-1', facts: JSON.stringify(jana) }
    await resumeMethod(EID, { fields, returned: true, address: '' }, inOtherTab, 'de', world.ports)
    const waiting = openOne(await world.stored(browser.login()))
    const shown = pageOf(await goOn(waiting, session, world.ports))
    expect(unlinkedIdentityOffers(shown.facts).situation).to.equal('signed-in')
    await turnBack(shown.facts, world.ports)
    // Signed out in the other tab.
    const after = pageOf(await goOn(openOne(await world.stored(waiting)), null, world.ports))
    expect(after.step).to.equal('link-or-create-account')
    expect([...world.accounts.keys()]).to.deep.equal([account.id])
  })

  it('and logs in by another method instead takes no wish along to the next card', async () => {
    const account = world.has(janaAccount())
    const browser = await askedForAccount()
    const { facts } = await browser.page()
    await startMethod(PASSWORD, facts, 'de', world.ports)
    await browser.password(account)
    expect((await browser.page()).facts.account?.id).to.equal(account.id)
    expect(world.accounts.size).to.equal(1)
  })
})

describe('a citizen who cannot prove the account now', () => {
  let world: FlowWorld
  beforeEach(async () => {
    world = await worldWithCards()
  })
  const back = async (browser: Awaited<ReturnType<typeof begin>>) => {
    const { step, facts } = await browser.page()
    expect(step).to.equal('prove-account')
    await backToChoice(facts, world.ports)
  }

  it('has the whole choice again, with the card that was read', async () => {
    world.has(janaAccount())
    const browser = await begin(world)
    await browser.card('card-1', jana)
    await browser.choose('link-account')
    await back(browser)
    expect(offersOf(await browser.page())).to.deep.equal({
      situation: 'unknown',
      choices: ['open-account', 'link-account', 'temporary', 'cancel'],
      readAgain: [],
    })
    await browser.choose('temporary')
    expect((await browser.page()).step).to.equal('confirm-identity')
  })

  it('has the choice about a renewed card again, and an account proved meanwhile gets no card', async () => {
    const account = world.has(janaAccount())
    const browser = await begin(world)
    await browser.card('card-1', jana)
    await browser.choose('link-account')
    await browser.password(account)
    await browser.page()
    const renewed = await begin(world)
    await renewed.card('card-2', jana)
    expect(offersOf(await renewed.page()).situation).to.equal('renewed')
    await renewed.choose('link-account')
    await back(renewed)
    expect(offersOf(await renewed.page()).choices).to.deep.equal(['link-account', 'temporary', 'cancel'])
    await renewed.choose('link-account')
    await renewed.password(account)
    const proved = openOne(await world.stored(renewed.login()))
    const signedOut = pageOf(await goOn(proved, null, world.ports))
    expect(signedOut.step).to.equal('prove-account')
    await backToChoice(signedOut.facts, world.ports)
    expect(pageOf(await goOn(openOne(await world.stored(proved)), renewed.session(), world.ports)).step).to.equal(
      'link-or-create-account',
    )
    expect(world.accounts.get(account.id)?.methods.map(({ key }) => key)).not.to.include('card-2')
  })
})

describe('a wish for an account', () => {
  it('is about the card that was read: another one is asked about by itself', async () => {
    const world = await worldWithCards()
    const browser = await begin(world)
    await browser.card('card-1', nameOnly)
    await browser.choose('open-account')
    await browser.card('card-of-ole', ole)
    const page = await browser.page()
    expect(page.step).to.equal('link-or-create-account')
    expect(world.accounts.size).to.equal(0)
    await browser.choose('open-account')
    await browser.page()
    const [account, ...others] = world.accounts.values()
    expect(others).to.deep.equal([])
    expect(account?.methods.map(({ key }) => key)).to.deep.equal(['card-of-ole'])
  })

  it('ends where another method is begun, whatever keeps a state', async () => {
    const world = await worldWithCards()
    const browser = await begin(world)
    await browser.card('card-1', nameOnly)
    await browser.choose('open-account')
    const { facts } = await browser.page()
    const method = world.ports.methods.get(PASSWORD)
    if (!method) throw new Error('no password')
    const keeping = { ...method, start: () => Promise.resolve({ ...PAGE, state: { begun: true } }) }
    const ports = { ...world.ports, methods: new Map([...world.ports.methods, [PASSWORD, keeping]]) }
    await startMethod(PASSWORD, facts, 'de', ports)
    expect(openOne(await world.stored(browser.login()))).to.deep.include({ wish: null, evidence: [] })
  })

  it('of another method’s account goes on while that one keeps a state', async () => {
    const world = await worldWithCards()
    world.has(janaAccount({ methods: [soleMethod(PASSWORD, 'normal', START)] }))
    const browser = await begin(world)
    await browser.card('card-1', jana)
    await browser.choose('link-account')
    const { step, facts } = await browser.page()
    expect(step).to.equal('prove-account')
    const method = world.ports.methods.get(PASSWORD)
    if (!method) throw new Error('no password')
    const keeping = { ...method, start: () => Promise.resolve({ ...PAGE, state: { begun: true } }) }
    await startMethod(PASSWORD, facts, 'de', { ...world.ports, methods: new Map([[PASSWORD, keeping]]) })
    expect((await browser.page()).step).to.equal('prove-account')
  })
})

const PAGE = { kind: 'page', page: () => blankPage('password') } as const
