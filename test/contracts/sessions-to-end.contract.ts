import { expect } from 'chai'
import type { Account } from '../../src/domain/account.js'
import { methodId } from '../../src/domain/ids.js'
import { createSqlStores, type SqlStores } from '../../src/storage/sql/sql-stores.js'
import { eachWith, expectUnavailable } from './harness.js'
import { sampleAccount, sampleAudit } from './samples.js'
import { breakAudit, STAMP, type MakeSql } from './sql-harness.js'

const AT = Date.parse('2026-05-04T08:00:00.123Z')
const ERIKA = sampleAccount('Erika')
const PASS = methodId('pass')

const ended = (at: number) => (account: Account) => ({ ...account, sessionsEndedAt: at })
const ofErika = (endedAt: number, why: string) => ({ whose: 'account', subject: ERIKA.id, endedAt, why }) as const

/** What every store of what is left to do of the end of sessions keeps to. */
export function sessionsToEndContract(name: string, make: MakeSql): void {
  describe(`sessions whose services are not told yet, in ${name}`, () => {
    const house = eachWith(make)
    const stores = (database = house().database): SqlStores => createSqlStores(database, STAMP)
    const left = () => stores(house().other).sessionsToEnd.all()
    beforeEach(() => stores().accounts.create(ERIKA, null, sampleAudit('made')))

    it('are those of an account that a change has ended, for every process, and of no other change', async () => {
      const { accounts } = stores()
      await accounts.change(ERIKA.id, (held) => ({ ...held, identity: {} }), sampleAudit('other'))
      expect(await left()).to.deep.equal([])
      await accounts.change(ERIKA.id, ended(AT), sampleAudit('account.blocked'))
      expect(await left()).to.deep.equal([ofErika(AT, 'account.blocked')])
      await accounts.change(ERIKA.id, (held) => ({ ...held, blockedAt: null }), sampleAudit('account.unblocked'))
      expect(await left()).to.have.length(1)
    })

    it('are those of an account that is deleted, and stay when it is gone', async () => {
      await stores().accounts.delete(ERIKA.id, () => sampleAudit('account.deleted', { at: AT }))
      expect(await stores().accounts.find(ERIKA.id)).to.equal(null)
      expect(await left()).to.deep.equal([ofErika(AT, 'account.deleted')])
    })

    it('are those of a method that is switched off, and none of one that is switched on', async () => {
      const { methodSwitches } = stores()
      await methodSwitches.set({ method: PASS, enabled: false, disabledAt: AT }, sampleAudit('method.disabled'))
      const task = { whose: 'method', subject: PASS, endedAt: AT, why: 'method.disabled' } as const
      expect(await left()).to.deep.equal([task])
      await stores().sessionsToEnd.done(task)
      await methodSwitches.set({ method: PASS, enabled: true, disabledAt: null }, sampleAudit('method.enabled'))
      expect(await left()).to.deep.equal([])
    })

    it('are done once, unless they were ended once more meanwhile', async () => {
      const { accounts, sessionsToEnd } = stores()
      await accounts.change(ERIKA.id, ended(AT), sampleAudit('account.blocked'))
      await accounts.change(ERIKA.id, ended(AT + 1), sampleAudit('account.sessions-ended'))
      await sessionsToEnd.done(ofErika(AT, 'account.blocked'))
      expect(await left()).to.deep.equal([ofErika(AT + 1, 'account.sessions-ended')])
      await sessionsToEnd.done(ofErika(AT + 1, 'account.sessions-ended'))
      expect(await left()).to.deep.equal([])
    })

    it('come in the order in which they ended', async () => {
      const { accounts } = stores()
      const omar = sampleAccount('Omar')
      await accounts.create(omar, null, sampleAudit('made'))
      await accounts.change(omar.id, ended(AT + 1), sampleAudit('x'))
      await accounts.change(ERIKA.id, ended(AT), sampleAudit('x'))
      expect((await left()).map(({ subject }) => subject)).to.deep.equal([ERIKA.id, omar.id])
    })

    it('are none where the change cannot be logged, and so is not made', async () => {
      await breakAudit(house().database)
      await expectUnavailable(stores().accounts.change(ERIKA.id, ended(AT), sampleAudit('x')))
      await expectUnavailable(stores().accounts.delete(ERIKA.id, () => sampleAudit('x')))
      const off = { method: PASS, enabled: false, disabledAt: AT }
      await expectUnavailable(stores().methodSwitches.set(off, sampleAudit('x')))
      expect(await left()).to.deep.equal([])
    })
  })
}
