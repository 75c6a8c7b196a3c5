import { expect } from 'chai'
import { soleMethod } from '../../src/domain/account.js'
import { BrokerError } from '../../src/domain/error-catalogue.js'
import type { Identity } from '../../src/domain/identity.js'
import { unlinkedAgain } from '../../src/domain/transitions.js'
import type { TrustLevel } from '../../src/domain/trust-level.js'
import { offeredAt } from '../support/offered-at.js'
import { begin, jana, janaAccount, offersOf } from '../support/card-world.js'
import { fakeCard } from '../support/fake-card.js'
import { fakeUpstream, NEIGHBOUR, PROOF, upstreamFacts } from '../support/fake-upstream.js'
import { confirmed } from '../support/flow-walk.js'
import { fakeMethod, flowWorld, type FlowWorld } from '../support/flow-world.js'
import { START } from '../support/movable-clock.js'
import { rejectionOf } from '../support/saml-errors.js'

const JANA = upstreamFacts({ givenName: 'Jana', familyName: 'Nowak', birthDate: '1987-03-09' }, 'substantiell')
const fields = (key: string, more: object = {}) => ({ key, facts: JSON.stringify(JANA), ...more })

describe('somebody who comes with another account', () => {
  let world: FlowWorld
  beforeEach(async () => {
    world = await flowWorld([fakeMethod('password', 'normal'), fakeCard('eid', 'hoch'), fakeUpstream('substantiell')])
  })

  it('goes on to the page that confirms at once, without an account and without a session', async () => {
    const browser = await begin(world, { registeredLevel: 'substantiell' })
    await browser.cameBack(NEIGHBOUR, fields('k1'))
    const page = await browser.page()
    expect(page.step).to.equal('confirm-identity')
    expect(page.facts.decision?.release.attributes).to.deep.equal([
      { name: 'givenName', value: 'Jana', level: 'substantiell', required: true },
    ])
    expect(browser.session()).to.equal(null)
    expect(world.accounts.size).to.equal(0)
  })

  it('is known again by the same pseudonym, and as nobody else', async () => {
    const seedOf = async (key: string): Promise<string | undefined> => {
      const browser = await begin(world)
      await browser.cameBack(NEIGHBOUR, fields(key))
      await confirmed(world, await browser.visit(), browser.session())
      return world.successes.at(-1)?.result.account.pseudonymSeed
    }
    const first = await seedOf('k1')
    expect(await seedOf('k1')).to.equal(first)
    expect(await seedOf('k2')).not.to.equal(first)
  })

  it('is named by who proved it, unless that is hidden', async () => {
    const browser = await begin(world)
    await browser.cameBack(NEIGHBOUR, fields('k1'))
    await confirmed(world, await browser.visit(), browser.session())
    expect(world.successes.at(-1)?.result.authorities).to.deep.equal(PROOF.authorities)
  })

  it('may have an account made of it on that page, and is signed in from then on', async () => {
    const browser = await begin(world)
    await browser.cameBack(NEIGHBOUR, fields('k1'))
    await browser.press('open-account')
    expect((await browser.page()).step).to.equal('confirm-identity')
    const [account] = [...world.accounts.values()]
    expect(account?.proofing).to.deep.include({ level: 'substantiell', origin: `upstream:${NEIGHBOUR}` })
    expect(account?.methods).to.deep.equal([
      { ...soleMethod(NEIGHBOUR, 'substantiell', START), instance: 'k1', key: 'k1' },
    ])
    expect(account?.identityKey).to.equal(null)
    expect(browser.session()).not.to.equal(null)
    const again = await begin(world)
    await again.cameBack(NEIGHBOUR, fields('k1'))
    expect((await again.page()).facts.account?.id).to.equal(account?.id)
  })

  it('may bind it to an account that another method proves, once and for all', async () => {
    const account = janaAccount()
    world.has(account)
    const browser = await begin(world)
    await browser.cameBack(NEIGHBOUR, fields('k1'))
    await browser.press('link-account')
    expect((await browser.page()).step).to.equal('prove-account')
    await browser.password(account)
    expect((await browser.page()).facts.account?.id).to.equal(account.id)
    const methods = world.accounts.get(account.id)?.methods.map(({ method }) => method)
    expect(methods).to.have.members(['password', NEIGHBOUR])
    expect(world.audit.at(-1)).to.deep.include({ action: 'account.upstream-linked', subject: account.id })
  })

  it('binds at most at the level of the session where nothing tells that it is the same person', async () => {
    const account = janaAccount()
    world.has(account)
    const browser = await begin(world)
    await browser.cameBack(NEIGHBOUR, { key: 'k1', facts: '{}' })
    // The service wants a name that nobody told, so the page offers what is missing; the account has it.
    expect((await browser.page()).step).to.equal('complete-profile')
    const other = await begin(world, { attributes: { required: [], optional: [] } })
    await other.cameBack(NEIGHBOUR, { key: 'k1', facts: '{}' })
    await other.press('link-account')
    await other.password(account)
    await other.page()
    const bound = world.accounts.get(account.id)
    expect(bound?.methods.find(({ method }) => method === NEIGHBOUR)?.cap).to.equal('normal')
    expect(bound?.proofing).to.deep.equal(account.proofing)
  })

  it('is bound to no account of somebody else', async () => {
    const account = janaAccount()
    world.has(account)
    const browser = await begin(world)
    const ole = upstreamFacts({ givenName: 'Ole' }, 'substantiell')
    await browser.cameBack(NEIGHBOUR, { key: 'k2', facts: JSON.stringify(ole) })
    await browser.press('link-account')
    await browser.password(account)
    const page = await browser.page()
    expect(page.step).to.equal('link-or-create-account')
    expect(offersOf(page).situation).to.equal('another-person')
    expect(world.accounts.get(account.id)?.methods).to.have.length(1)
  })

  it('finds no account by the name, the birth date or the e-mail address that it tells', async () => {
    const account = janaAccount()
    world.has(account)
    const told = upstreamFacts(
      {
        givenName: 'Jana',
        familyName: 'Nowak',
        birthName: 'Nowak',
        birthDate: '1987-03-09',
        placeOfBirth: 'Solingen',
        email: 'jana@buerger.example',
      },
      'substantiell',
    )
    const browser = await begin(world)
    await browser.cameBack(NEIGHBOUR, { key: 'k1', facts: JSON.stringify(told) })
    const page = await browser.page()
    expect(page.step).to.equal('confirm-identity')
    expect(page.facts.login).to.deep.include({ temporary: true })
    expect(page.facts.account?.id).not.to.equal(account.id)
  })

  describe('and tells all that a card tells', () => {
    const WHOLE: Identity = Object.fromEntries(
      Object.entries(jana).map(([name, value]) => [
        name,
        { ...value, origin: `upstream:${NEIGHBOUR}`, level: 'substantiell' } as const,
      ]),
    )
    const whole = { key: 'k1', facts: JSON.stringify(WHOLE) }

    it('is not taken for the person of a card that has an account', async () => {
      const before = await begin(world)
      await before.card('card-1', jana)
      await before.choose('open-account')
      await before.page()
      const browser = await begin(world)
      await browser.cameBack(NEIGHBOUR, whole)
      await browser.press('open-account')
      expect((await browser.page()).step).to.equal('confirm-identity')
      expect(world.accounts.size).to.equal(2)
    })

    it('makes no account that a card of the same name finds', async () => {
      const browser = await begin(world)
      await browser.cameBack(NEIGHBOUR, whole)
      await browser.press('open-account')
      await browser.page()
      const other = await begin(world)
      await other.card('card-1', jana)
      expect(offersOf(await other.page()).situation).to.equal('unknown')
    })
  })

  it('replaces nothing that a card told of the same person', async () => {
    const eid = { origin: 'eid', level: 'hoch', at: START } as const
    const account = janaAccount({
      proofing: { level: 'hoch', origin: 'eid', at: START },
      identity: { givenName: { value: 'JANA', ...eid } },
      methods: [{ ...soleMethod(NEIGHBOUR, 'substantiell', START), instance: 'k1', key: 'k1' }],
    })
    world.has(account)
    const browser = await begin(world)
    await browser.cameBack(NEIGHBOUR, fields('k1'))
    const { facts } = await browser.page()
    expect(facts.decision?.release.attributes).to.deep.equal([
      { name: 'givenName', value: 'JANA', level: 'substantiell', required: true },
    ])
    expect(world.accounts.get(account.id)?.identity.givenName?.value).to.equal('JANA')
  })

  describe('whose proof counts once', () => {
    const ONCE = { proof: JSON.stringify({ ...PROOF, once: true }) }

    it('is signed in here by it no longer than this login lasts', async () => {
      const account = janaAccount({
        methods: [{ ...soleMethod(NEIGHBOUR, 'substantiell', START), instance: 'k1', key: 'k1' }],
      })
      world.has(account)
      const browser = await begin(world)
      await browser.cameBack(NEIGHBOUR, fields('k1', ONCE))
      const page = await browser.page()
      expect(page.facts.account?.id).to.equal(account.id)
      expect(browser.session()).to.equal(null)
      await confirmed(world, await browser.visit(), browser.session())
      expect(world.successes.at(-1)?.result.session).to.equal(null)
    })
  })

  describe('who is named for one login alone', () => {
    const FLEETING = { proof: JSON.stringify({ ...PROOF, lasting: false }) }

    it('is offered no account, and takes none that nobody offered', async () => {
      const browser = await begin(world)
      await browser.cameBack(NEIGHBOUR, fields('k1', FLEETING))
      expect(await rejectionOf(browser.press('open-account'))).to.equal('form-input')
      expect(world.accounts.size).to.equal(0)
      const { facts } = await browser.page()
      expect(() => unlinkedAgain(facts.login, 'open-account')).to.throw(BrokerError)
    })

    it('is bound to no account of whoever is signed in', async () => {
      const account = janaAccount()
      world.has(account)
      const signedIn = await begin(world)
      await signedIn.password(account)
      const browser = await begin(world, { registeredLevel: 'substantiell' }, signedIn.session())
      await browser.cameBack(NEIGHBOUR, fields('k1', FLEETING))
      expect(offersOf(await browser.page()).choices).to.deep.equal(['leave-account', 'back', 'cancel'])
    })

    it('has another pseudonym at each login', async () => {
      const seeds = new Set<string | undefined>()
      for (const key of ['k1', 'k1']) {
        const browser = await begin(world)
        await browser.cameBack(NEIGHBOUR, fields(key, FLEETING))
        await confirmed(world, await browser.visit(), browser.session())
        seeds.add(world.successes.at(-1)?.result.account.pseudonymSeed)
      }
      expect(seeds.size).to.equal(2)
    })
  })

  describe('and gave up there', () => {
    it('is back at the page of the methods, which says so and offers it again', async () => {
      const browser = await begin(world)
      await browser.cameBack(NEIGHBOUR, { problem: 'declined' })
      const page = await browser.page()
      expect(page.step).to.equal('choose-method')
      expect(page.facts.login.gaveUp).to.deep.equal({ method: NEIGHBOUR, problem: 'declined' })
      expect(offeredAt(page.facts, world)).to.include(NEIGHBOUR)
    })

    it('is not offered again in this login what does not reach the level', async () => {
      const browser = await begin(world)
      await browser.cameBack(NEIGHBOUR, { problem: 'level' })
      expect(offeredAt((await browser.page()).facts, world)).not.to.include(NEIGHBOUR)
    })
  })

  it('is offered where the service lets others prove, and only there', async () => {
    const offered = async (proxyCount: number | undefined) =>
      offeredAt((await (await begin(world, proxyCount === undefined ? {} : { proxyCount })).page()).facts, world)
    expect(await offered(undefined)).to.include(NEIGHBOUR)
    expect(await offered(1)).to.include(NEIGHBOUR)
    expect(await offered(0)).not.to.include(NEIGHBOUR)
  })

  it('is offered up to the level that its operator set', async () => {
    const offered = async (registeredLevel: TrustLevel) =>
      offeredAt((await (await begin(world, { registeredLevel })).page()).facts, world)
    expect(await offered('substantiell')).to.include(NEIGHBOUR)
    expect(await offered('hoch')).not.to.include(NEIGHBOUR)
  })
})
