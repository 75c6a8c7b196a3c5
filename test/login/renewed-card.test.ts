import { expect } from 'chai'
import { soleMethod, type Account } from '../../src/domain/account.js'
import type { Identity } from '../../src/domain/identity.js'
import { methodId } from '../../src/domain/ids.js'
import { unlinkedIdentityOffers } from '../../src/login/unlinked-identity-offers.js'
import { loggedIn } from '../support/flow-walk.js'
import { type FlowWorld } from '../support/flow-world.js'
import { START } from '../support/movable-clock.js'
import { begin, jana, janaAccount, janaWithout, offersOf, worldWithCards } from '../support/card-world.js'

const moved: Identity = { street: { value: 'NEUER WEG 1', origin: 'eid', level: 'hoch', at: START } }

describe('the card of an account', () => {
  const street = (value: string, origin: 'eid' | 'self-declared' = 'eid') =>
    ({ value, origin, level: origin === 'eid' ? 'hoch' : 'basis', at: START }) as const

  it('tells the account that its citizen has moved, and changes nothing that the citizen said', async () => {
    const world = await worldWithCards()
    const first = await begin(world)
    await first.card('card-1', jana)
    await first.choose('open-account')
    await first.page()
    const [account] = world.accounts.values()
    if (!account) throw new Error('no account')
    const again = await begin(world)
    await again.card('card-1', { ...jana, ...moved })
    await again.page()
    expect(world.accounts.get(account.id)?.identity).to.deep.equal({ ...account.identity, ...moved })
    expect(world.audit.at(-1)).to.deep.include({ action: 'account.refreshed', after: { attributes: ['street'] } })

    const known = world.accounts.get(account.id)
    if (!known) throw new Error('no account')
    world.has({ ...known, identity: { ...known.identity, street: street('Selbst gesagt 2', 'self-declared') } })
    const third = await begin(world)
    await third.card('card-1', { ...jana, street: street('NOCH EIN WEG 3') })
    await third.page()
    expect(world.accounts.get(account.id)?.identity.street?.value).to.equal('Selbst gesagt 2')
  })
})

describe('a renewed card', () => {
  let world: FlowWorld
  const opened = async () => {
    const browser = await begin(world)
    await browser.card('card-1', jana)
    await browser.choose('open-account')
    await browser.page()
    const [account] = world.accounts.values()
    if (!account) throw new Error('no account')
    return account
  }
  beforeEach(async () => {
    world = await worldWithCards()
  })

  it('finds no account by a card without name, date or place of birth: a second such citizen is not offered the first', async () => {
    for (const facts of [
      janaWithout('birthDate'),
      janaWithout('placeOfBirth'),
      janaWithout('givenName', 'familyName'),
      janaWithout('givenName', 'familyName', 'birthDate', 'placeOfBirth'),
    ]) {
      world = await worldWithCards()
      const first = await begin(world)
      await first.card('card-1', facts)
      await first.choose('open-account')
      await first.page()
      const [account] = world.accounts.values()
      expect(account?.identityKey, 'the account itself is found by its card alone').to.equal(null)
      const second = await begin(world)
      await second.card('card-2', facts)
      expect(offersOf(await second.page()).situation).to.equal('unknown')
    }
  })

  it('is taken over with consent where the account has no other method', async () => {
    const account = await opened()
    const browser = await begin(world)
    await browser.card('card-2', { ...jana, ...moved })
    expect(offersOf(await browser.page())).to.deep.include({
      situation: 'renewed',
      choices: ['link-renewed', 'temporary', 'cancel'],
    })
    await browser.choose('link-renewed')
    const { step, facts } = await browser.page()
    expect(step).to.equal('confirm-identity')
    expect(facts.account?.id).to.equal(account.id)
    expect(facts.account?.identity.street?.value).to.equal('NEUER WEG 1')
    expect(world.audit.some(({ action }) => action === 'account.card-renewed')).to.equal(true)
  })

  it('is of somebody else where one value of name and birth differs, wherever they live', async () => {
    await opened()
    const others: Readonly<Record<string, string>> = {
      givenName: 'JANE',
      familyName: 'NOWACK',
      birthName: 'SOMMER',
      birthDate: '1987-03-10',
      placeOfBirth: 'HAAN',
    }
    for (const [name, value] of Object.entries(others)) {
      const browser = await begin(world)
      await browser.card(`card-${name}`, { ...jana, [name]: { value, origin: 'eid', level: 'hoch', at: START } })
      expect(offersOf(await browser.page()).situation, name).to.equal('unknown')
    }
  })

  it('is not taken over by consent where somebody would have to be told and no mail goes out', async () => {
    const account = await opened()
    const email = { value: 'jana@buerger.example', origin: 'self-declared', level: 'basis', at: START } as const
    world.has({ ...account, identity: { ...account.identity, email } })
    const browser = await begin(world)
    await browser.card('card-2', jana)
    expect(offersOf(await browser.page()).choices).to.deep.equal(['temporary', 'cancel'])
  })

  it('needs one login by another method where the account has one', async () => {
    const account = await opened()
    const password = soleMethod(methodId('password'), 'normal', START)
    world.has({ ...account, methods: [...account.methods, password] })
    const browser = await begin(world)
    await browser.card('card-2', jana)
    expect(offersOf(await browser.page()).choices).to.deep.equal(['link-account', 'temporary', 'cancel'])
    await browser.choose('link-account')
    await browser.password(account)
    await browser.page()
    expect(world.accounts.get(account.id)?.methods.map(({ key }) => key)).to.include('card-2')
  })

  it('is not bound to a namesake’s account of the same birth date', async () => {
    await opened()
    const namesake = world.has(janaAccount())
    const browser = await begin(world)
    await browser.card('card-2', jana)
    const { facts } = await browser.page()
    expect(unlinkedIdentityOffers(facts).situation).to.equal('renewed')
    const { session } = await loggedIn(world, namesake)
    const signedIn = await begin(world, {}, session)
    await browser.choose('link-renewed')
    await signedIn.card('card-3', jana)
    await signedIn.choose('link-session')
    expect(offersOf(await signedIn.page()).situation).to.equal('another-person')
    expect(world.accounts.get(namesake.id)).to.deep.equal(namesake)
  })

  it('finds no account by what its citizen typed: birth name and place of birth were not read by a card', async () => {
    const typed = (value: string) => ({ value, origin: 'self-declared', level: 'basis', at: START }) as const
    const theirs = { birthName: typed('Sommer'), placeOfBirth: typed('Wuppertal') }
    const namesake = world.has(janaAccount({ identity: { ...janaAccount().identity, ...theirs } }))
    const few = Object.fromEntries(
      Object.entries(jana).filter(([name]) => ['givenName', 'familyName', 'birthDate'].includes(name)),
    )
    const linking = await begin(world)
    await linking.card('card-of-namesake', few)
    await linking.choose('link-account')
    await linking.password(namesake)
    await linking.page()
    expect(world.accounts.get(namesake.id)?.methods.map(({ key }) => key)).to.include('card-of-namesake')
    const read = (value: string) => ({ value, origin: 'eid', level: 'hoch', at: START }) as const
    const browser = await begin(world)
    await browser.card('card-2', { ...jana, birthName: read('SOMMER'), placeOfBirth: read('WUPPERTAL') })
    expect(offersOf(await browser.page()).situation).to.equal('unknown')
  })

  it('of two persons alike belongs to none of them by itself', async () => {
    const account = await opened()
    world.has({ ...account, id: 'account-twin' as Account['id'], methods: [] })
    const browser = await begin(world)
    await browser.card('card-2', jana)
    expect(offersOf(await browser.page()).situation).to.equal('unknown')
  })
})
