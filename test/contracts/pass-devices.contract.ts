import { expect } from 'chai'
import { soleMethod, type Account, type BoundMethod, type ChangeAccount } from '../../src/domain/account.js'
import { accountId, methodId, passDeviceId, type PassDeviceId } from '../../src/domain/ids.js'
import type { PassDevice } from '../../src/domain/pass-device.js'
import { AccountEntity } from '../../src/storage/sql/entities/account-entities.js'
import { createAccountStore } from '../../src/storage/sql/stores/account-store.js'
import { createPassDevices } from '../../src/storage/sql/stores/pass-devices.js'
import { eachWith, expectUnavailable } from './harness.js'
import { sampleAccount, sampleAudit } from './samples.js'
import { auditOf, breakAudit, type MakeSql, STAMP } from './sql-harness.js'

const AT = Date.parse('2026-05-04T08:00:00.123Z')
const PHONE = passDeviceId('phone-1')

const asItIs = (account: Account): Account => account

const sampleDevice = (changes: Partial<PassDevice> = {}): PassDevice => ({
  id: PHONE,
  account: accountId('id-of-Erika'),
  name: 'Mein Telefon',
  publicKey: { x: 'x', y: 'y' },
  pinDigest: 'digest-of-the-pin',
  blockCodeDigest: `code-of-${changes.id ?? PHONE}`,
  wrongTries: 0,
  pairedAt: AT,
  firstUsedAt: null,
  blockedAt: null,
  ...changes,
})

/** What every store of paired phones keeps to. */
export function passDevicesContract(name: string, make: MakeSql): void {
  describe(`paired phones in ${name}`, () => {
    const house = eachWith(async () => {
      const sql = await make()
      const accounts = createAccountStore(sql.database, STAMP)
      await accounts.create(sampleAccount('Erika'), { hash: 'phc' }, sampleAudit('account.created'))
      await accounts.create(sampleAccount('Max'), { hash: 'phc' }, sampleAudit('account.created'))
      return sql
    })
    const stores = () => ({
      accounts: createAccountStore(house().database, STAMP),
      store: createPassDevices(house().database, STAMP),
      other: createPassDevices(house().other, STAMP),
    })
    /** What was logged of phones; entries of one moment have no order. */
    const actions = async () =>
      (await auditOf(house().database))
        .map(({ action }) => action)
        .filter((action) => action !== 'account.created')
        .toSorted()
    const blocked = sampleAudit('pass.blocked')
    const guess = (store: ReturnType<typeof createPassDevices>, pin = 'another') =>
      store.tryPin(PHONE, pin, AT, blocked)

    it('come back as they were added, with and without an account', async () => {
      const { store, other } = stores()
      const used = sampleDevice({ firstUsedAt: AT, blockedAt: AT + 1, wrongTries: 2 })
      const free = sampleDevice({ id: passDeviceId('phone-2'), account: null })
      await store.add(used, sampleAudit('pass.registered'))
      await store.add(free, sampleAudit('pass.registered'))
      expect(await other.find(PHONE)).to.deep.equal(used)
      expect(await other.find(free.id)).to.deep.equal(free)
      expect(await store.findByBlockCode('code-of-phone-2')).to.deep.equal(free)
      expect(await store.find(passDeviceId('nobody'))).to.equal(null)
      expect(await store.find(passDeviceId('\0'))).to.equal(null)
      expect(await store.findByBlockCode('nothing')).to.equal(null)
      expect(await actions()).to.deep.equal(['pass.registered', 'pass.registered'])
    })

    it('are listed by account, oldest first', async () => {
      const { store } = stores()
      const later = sampleDevice({ id: passDeviceId('a-later-one'), pairedAt: AT + 1 })
      const foreign = sampleDevice({ id: passDeviceId('of-max'), account: accountId('id-of-Max') })
      for (const device of [later, foreign, sampleDevice()]) await store.add(device, sampleAudit('x'))
      const listed = await store.listOf(accountId('id-of-Erika'))
      expect(listed.map(({ id }) => id)).to.deep.equal([PHONE, later.id])
    })

    it('are listed in the same order from every database where they were paired in one moment', async () => {
      const { store } = stores()
      const ids = ['Zx', 'ab', 'aB', '_c', '-d']
      for (const id of ids) await store.add(sampleDevice({ id: passDeviceId(id) }), sampleAudit('x'))
      const listed = await store.listOf(accountId('id-of-Erika'))
      expect(listed.map(({ id }) => id)).to.deep.equal(['-d', 'Zx', '_c', 'aB', 'ab'])
    })

    it('take the right PIN, which forgets the wrong ones before it', async () => {
      const { store } = stores()
      await store.add(sampleDevice(), sampleAudit('x'))
      expect(await guess(store)).to.deep.equal({ triesLeft: 2 })
      expect(await guess(store)).to.deep.equal({ triesLeft: 1 })
      expect(await guess(store, 'digest-of-the-pin')).to.equal('right')
      expect(await guess(store)).to.deep.equal({ triesLeft: 2 })
      expect((await store.find(PHONE))?.wrongTries).to.equal(1)
      expect(await actions()).to.deep.equal(['x'])
    })

    it('are blocked by the third wrong PIN in a row, and then take no right one', async () => {
      const { store } = stores()
      await store.add(sampleDevice(), sampleAudit('x'))
      const tries = [await guess(store), await guess(store), await guess(store)]
      expect(tries).to.deep.equal([{ triesLeft: 2 }, { triesLeft: 1 }, 'blocked'])
      expect(await guess(store, 'digest-of-the-pin')).to.equal('blocked')
      expect((await store.find(PHONE))?.blockedAt).to.equal(AT)
      expect(await actions()).to.deep.equal(['pass.blocked', 'x'])
    })

    it('compare three PINs at most, however many come at once', async () => {
      const { store, other } = stores()
      await store.add(sampleDevice(), sampleAudit('x'))
      const tries = Array.from({ length: 12 }, (_, index) => guess(index % 2 ? store : other, `guess-${index}`))
      const results = await Promise.all(tries)
      const wrong = results.filter((result) => typeof result === 'object')
      expect(wrong).to.have.deep.members([{ triesLeft: 2 }, { triesLeft: 1 }])
      expect(results.filter((result) => result === 'blocked')).to.have.length(10)
      expect(await actions()).to.deep.equal(['pass.blocked', 'x'])
    })

    it('try no PIN of a phone that is gone', async () => {
      expect(await guess(stores().store)).to.equal('gone')
    })

    it('are first used once, and not when blocked', async () => {
      const { store } = stores()
      await store.add(sampleDevice(), sampleAudit('x'))
      expect(await store.markUsed(PHONE, AT + 5)).to.equal(true)
      expect(await store.markUsed(PHONE, AT + 6)).to.equal(false)
      expect((await store.find(PHONE))?.firstUsedAt).to.equal(AT + 5)
      await store.add(sampleDevice({ id: passDeviceId('two'), blockedAt: AT }), sampleAudit('x'))
      expect(await store.markUsed(passDeviceId('two'), AT)).to.equal(false)
    })

    it('are bound by their first use in one write with their account, or not at all', async () => {
      const { store, accounts } = stores()
      const erika = sampleAccount('Erika')
      const phone: BoundMethod = {
        ...soleMethod(methodId('pass'), 'normal', AT),
        instance: PHONE,
        name: 'Mein Telefon',
      }
      const withPhone = (held: Account): Account => ({ ...held, methods: [...held.methods, phone] })
      await store.add(sampleDevice(), sampleAudit('x'))
      const bind = (id: PassDeviceId, account = erika.id, change: ChangeAccount = withPhone) =>
        store.bindUsed(id, account, AT + 5, change, sampleAudit('pass.bound'))
      expect(await bind(PHONE, erika.id, () => null), 'not wanted any more').to.equal(false)
      expect((await store.find(PHONE))?.firstUsedAt).to.equal(null)
      expect(await bind(passDeviceId('gone'))).to.equal(false)
      expect(await bind(PHONE, sampleAccount('Max').id), 'another account').to.equal(false)
      await store.add(sampleDevice({ id: passDeviceId('two'), blockedAt: AT }), sampleAudit('x'))
      expect(await bind(passDeviceId('two')), 'blocked').to.equal(false)
      expect((await accounts.find(erika.id))?.methods).to.deep.equal(erika.methods)
      expect(await bind(PHONE)).to.equal(true)
      expect((await store.find(PHONE))?.firstUsedAt).to.equal(AT + 5)
      expect((await accounts.find(erika.id))?.methods.map(({ instance }) => instance)).to.include(PHONE)
      expect(await bind(PHONE), 'used before').to.equal(false)
      expect((await actions()).filter((action) => action === 'pass.bound')).to.have.length(1)
    })

    it('without an account are forgotten where they were never used', async () => {
      const { store } = stores()
      const alone = (id: string, rest: object) =>
        store.add(sampleDevice({ id: passDeviceId(id), account: null, blockCodeDigest: id, ...rest }), sampleAudit('x'))
      await store.add(sampleDevice(), sampleAudit('x'))
      await alone('used', { firstUsedAt: AT })
      await alone('unused', {})
      await alone('new', { pairedAt: AT + 10 })
      expect(await store.forgetUnused(AT + 10, sampleAudit('forgotten'))).to.equal(1)
      expect(await store.forgetUnused(AT + 10, sampleAudit('forgotten'))).to.equal(0)
      const left = await Promise.all([PHONE, 'used', 'unused', 'new'].map((id) => store.find(passDeviceId(id))))
      expect(left.map((device) => device !== null)).to.deep.equal([true, true, false, true])
      expect((await actions()).filter((action) => action === 'forgotten')).to.have.length(1)
    })

    it('are renamed and removed by their account alone, and blocked once', async () => {
      const { store } = stores()
      const [erika, max] = [accountId('id-of-Erika'), accountId('id-of-Max')]
      await store.add(sampleDevice(), sampleAudit('x'))
      expect(await store.rename(PHONE, max, 'Meins', asItIs, sampleAudit('no'))).to.equal(false)
      expect(await store.remove(PHONE, max, asItIs, sampleAudit('no'))).to.equal(false)
      expect(await store.remove(PHONE, erika, () => null, sampleAudit('no'))).to.equal(false)
      expect(await store.rename(PHONE, erika, 'Neu', asItIs, sampleAudit('pass.renamed'))).to.equal(true)
      expect(await store.block(PHONE, AT + 9, () => null, sampleAudit('pass.blocked'))).to.equal(true)
      expect(await store.block(PHONE, AT + 10, () => null, sampleAudit('no'))).to.equal(false)
      expect(await store.find(PHONE)).to.deep.include({ name: 'Neu', blockedAt: AT + 9 })
      expect(await store.remove(PHONE, erika, asItIs, sampleAudit('pass.removed'))).to.equal(true)
      expect(await store.find(PHONE)).to.equal(null)
      expect(await actions()).to.deep.equal(['pass.blocked', 'pass.removed', 'pass.renamed', 'x'])
    })

    it('are blocked in one write with their binding, also where wrong PINs have blocked the phone alone', async () => {
      const { store, accounts } = stores()
      const erika = accountId('id-of-Erika')
      await store.add(sampleDevice({ wrongTries: 2 }), sampleAudit('x'))
      expect(await guess(store)).to.equal('blocked')
      const blockAll = (held: Account): Account | null =>
        held.methods.every((each) => each.blocked)
          ? null
          : { ...held, methods: held.methods.map((each) => ({ ...each, blocked: true })) }
      expect(await store.block(PHONE, AT + 9, blockAll, sampleAudit('pass.blocked-too'))).to.equal(true)
      expect(await store.block(PHONE, AT + 9, blockAll, sampleAudit('no'))).to.equal(false)
      expect(await store.find(PHONE)).to.have.property('blockedAt', AT)
      expect((await accounts.find(erika))?.methods.map(({ blocked: is }) => is)).to.deep.equal([true])
      expect(await actions()).to.deep.equal(['pass.blocked', 'pass.blocked-too', 'x'])
    })

    it('go with their account', async () => {
      const { store } = stores()
      await store.add(sampleDevice(), sampleAudit('x'))
      await house().database.write((rows) => rows.delete(AccountEntity, { id: 'id-of-Erika' }))
      expect(await store.find(PHONE)).to.equal(null)
    })

    it('change nothing that cannot be logged', async () => {
      const { store } = stores()
      await store.add(sampleDevice({ wrongTries: 2 }), sampleAudit('x'))
      await breakAudit(house().database)
      await expectUnavailable(guess(store))
      await expectUnavailable(store.block(PHONE, AT, asItIs, sampleAudit('y')))
      await expectUnavailable(store.remove(PHONE, accountId('id-of-Erika'), asItIs, sampleAudit('y')))
      expect(await store.find(PHONE)).to.deep.include({ wrongTries: 2, blockedAt: null })
    })
  })
}
