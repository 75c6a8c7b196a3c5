import { expect } from 'chai'
import { accountId, draftId, passDeviceId, type AccountId } from '../../src/domain/ids.js'
import type { SeedOf } from '../../src/domain/ports/pseudonym-imports.js'
import { AuditMarkEntity } from '../../src/storage/sql/entities/audit-entity.js'
import { createSqlStores } from '../../src/storage/sql/sql-stores.js'
import { eachWith, expectUnavailable, rejectionOf } from './harness.js'
import { sampleAccount, sampleAudit, samplePseudonymDraft } from './samples.js'
import { auditOf, breakAudit, type MakeSql, STAMP } from './sql-harness.js'

const SECTOR = 'aachen 100%_!'
const AT = Date.parse('2026-05-04T09:00:00.005Z')
const [ERIKA, MAX] = [sampleAccount('Erika'), sampleAccount('Max')]
const [erika, max] = [ERIKA.id, MAX.id]
const entry = sampleAudit('x')

const answered = (subject: string, sector: string | null, at = AT) =>
  sampleAudit('login.answered', {
    subject,
    at,
    after: { service: 'https://portal.example', ...(sector !== null && { sector }) },
  })

/** What is kept of pseudonyms of an earlier IdP, and what is known of those that are to come. */
export function pseudonymImportsContract(name: string, make: MakeSql): void {
  describe(`pseudonyms of an earlier IdP in ${name}`, () => {
    const house = eachWith(async () => {
      const sql = await make()
      const stores = createSqlStores(sql.database, STAMP)
      for (const account of [ERIKA, MAX]) await stores.accounts.create(account, null, entry)
      return { ...sql, stores }
    })
    const row = (account: AccountId, value: string, line = 1) => ({ line, account, value })
    const rows = [row(max, 'früher, "Max"', 2), row(erika, 'früher Erika', 3)]
    const propose = (id = 'd', sector = SECTOR, all = rows) =>
      house().stores.pseudonyms.propose(samplePseudonymDraft(id, sector, all.length), all, entry)
    const approve = (id = 'd', sector = SECTOR) =>
      house().stores.pseudonyms.approve(sector, { draft: draftId(id), by: 'cli:paul', at: AT }, () => [entry])
    const held = async (id = erika) => (await house().stores.accounts.find(id))?.earlierPseudonyms
    const known = (sector = SECTOR, all = rows) => house().stores.pseudonyms.known(sector, all)

    it('wait with their draft, and are the accounts’ once it is approved, beside their methods', async () => {
      await propose()
      const { pseudonyms, drafts } = house().stores
      expect(await pseudonyms.proposed(draftId('d'))).to.deep.equal(rows)
      expect([await held(), await pseudonyms.countProposed(draftId('d'))]).to.deep.equal([[], 2])
      await approve()
      expect(await held()).to.deep.equal([{ sector: SECTOR, value: 'früher Erika' }])
      expect(await held(max)).to.deep.equal([{ sector: SECTOR, value: 'früher, "Max"' }])
      expect(await pseudonyms.countProposed(draftId('d'))).to.equal(0)
      expect(await drafts.find(draftId('d'))).to.include({ state: 'approved', decidedBy: 'cli:paul' })
      await propose('e', 'solingen', [row(erika, 'früher Erika')])
      await approve('e', 'solingen')
      const two = [...ERIKA.methods, { ...ERIKA.methods[0], instance: 'totp' }]
      await house().stores.accounts.change(erika, (seen) => ({ ...seen, methods: two as typeof seen.methods }), entry)
      const account = await house().stores.accounts.find(erika)
      expect(account?.methods).to.have.length(2)
      expect(account?.earlierPseudonyms.map(({ sector }) => sector)).to.deep.equal([SECTOR, 'solingen'])
    })

    it('find their account in their own sector, character by character, once they are approved', async () => {
      const found = async (sector: string, value: string) =>
        (await house().stores.accounts.findByEarlierPseudonym(sector, value))?.id ?? null
      await propose()
      expect(await found(SECTOR, 'früher Erika')).to.equal(null)
      await approve()
      expect(await found(SECTOR, 'früher Erika')).to.equal(erika)
      for (const [sector, value] of [
        ['solingen', 'früher Erika'],
        [SECTOR, 'Früher Erika'],
        [SECTOR, 'früher Erika\u0000'],
      ] as const)
        expect(await found(sector, value)).to.equal(null)
    })

    it('are one account’s in a sector, whatever was looked at before', async () => {
      await propose('d')
      await approve('d')
      await propose('value', SECTOR, [row(erika, 'anders')])
      await rejectionOf(approve('value'))
      const other = sampleAccount('Other')
      await house().stores.accounts.create(other, null, entry)
      await propose('account', SECTOR, [row(other.id, 'früher Erika')])
      await rejectionOf(approve('account'))
      expect(await held()).to.deep.equal([{ sector: SECTOR, value: 'früher Erika' }])
      expect((await house().stores.drafts.open()).map(({ id }) => id)).to.have.members(['value', 'account'])
    })

    it('are approved once, with their entries or not at all, and leave nothing where they are refused', async () => {
      await propose()
      const reject = { draft: draftId('d'), by: 'cli:paul', at: AT }
      expect(await house().stores.drafts.reject(reject, entry)).to.equal(true)
      expect(await house().stores.pseudonyms.countProposed(draftId('d'))).to.equal(0)
      expect(await rejectionOf(approve())).to.have.property('rule', 'draft-decided')
      await propose('e')
      const before = await auditOf(house().database)
      const refused = new Error('no')
      const judging = house().stores.pseudonyms.approve(SECTOR, { ...reject, draft: draftId('e') }, () => {
        throw refused
      })
      expect(await rejectionOf(judging)).to.equal(refused)
      expect(await auditOf(house().database)).to.deep.equal(before)
      await breakAudit(house().database)
      await expectUnavailable(approve('e'))
      expect(await held()).to.deep.equal([])
    })

    it('go with their draft when its time is over', async () => {
      await propose()
      await house().stores.drafts.forget(AT, () => entry)
      expect(await house().stores.pseudonyms.countProposed(draftId('d'))).to.equal(0)
    })

    it('are known by account and by value, of their sector alone', async () => {
      await propose()
      await approve()
      const other = row(accountId('nobody'), 'früher Erika')
      const found = await known(SECTOR, [other, row(erika, 'neu'), row(accountId('\0'), '\0')])
      expect([...found.accounts]).to.deep.equal([[erika, ERIKA.createdAt]])
      expect([...found.named, ...found.taken]).to.deep.equal([erika, 'früher Erika'])
      const elsewhere = await known('solingen')
      expect([elsewhere.named.size, elsewhere.taken.size]).to.deep.equal([0, 0])
    })

    it('are of nobody whom the sector has answered, as the log tells', async () => {
      const { sectors, audit } = house().stores
      await audit.append(answered(erika, null), 'early.0')
      expect(await known()).to.deep.include({ answered: new Set(), unclear: new Set(), logSince: null })
      await sectors.append(answered('somebody', SECTOR), 'first.0', SECTOR)
      await audit.append(answered(erika, 'solingen'), 'a.0')
      await audit.append(answered(erika, null, AT - 1), 'b.0')
      await audit.append(sampleAudit('login.aborted', { subject: erika, after: { sector: SECTOR } }), 'c.0')
      const before = await known()
      expect([[...before.answered], [...before.unclear]]).to.deep.equal([[], [erika]])
      await audit.append(answered(max, SECTOR), 'd.0')
      const after = await known()
      expect([[...after.answered], [...after.unclear]]).to.deep.equal([[max], [erika]])
      expect((await known('aachen 100x_!')).answered.size).to.equal(0)
    })

    it('are of nobody whom the log tells no more about', async () => {
      const { sectors, audit } = house().stores
      await sectors.append(answered('somebody', SECTOR, AT - 1000), 'first.0', SECTOR)
      expect((await known()).logSince).to.equal(null)
      const mark = { seq: 1, seal: 's', earlier: null, at: AT, mac: 'm' }
      await house().database.write((tables) => tables.insert(AuditMarkEntity, { name: 'checkpoint', ...mark }))
      const gone = () => house().database.write((tables) => tables.query('DELETE FROM audit_entries'))
      await gone()
      expect((await known()).logSince).to.equal(Number.POSITIVE_INFINITY)
      await audit.append(answered('somebody', 'solingen', AT), 'later.0')
      expect((await known()).logSince).to.equal(AT)
      await sectors.append(answered('somebody', 'new', AT + 5), 'new.0', 'new')
      expect((await known('new')).logSince).to.equal(null)
    })

    it('are compared with what everybody’s pseudonym is derived from, phones without an account included', async () => {
      const phone = { name: 'Telefon', publicKey: { x: 'x', y: 'y' }, pinDigest: 'p', wrongTries: 0, pairedAt: AT }
      const unused = { firstUsedAt: null, blockedAt: null, blockCodeDigest: 'b', account: null }
      await house().stores.passDevices.add({ ...phone, ...unused, id: passDeviceId('phone') }, entry)
      const all: SeedOf[] = []
      for await (const page of house().stores.pseudonyms.seeds()) all.push(...page)
      expect(all).to.have.deep.members([
        { account: erika, seed: 'seed-of-Erika' },
        { account: max, seed: 'seed-of-Max' },
        { account: null, seed: 'phone' },
      ])
    })
  })
}
