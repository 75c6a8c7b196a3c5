import { expect } from 'chai'
import { createDeleteAccount } from '../../src/account/delete-account.js'
import { soleMethod, type Account } from '../../src/domain/account.js'
import { draftId, entityId, passDeviceId, sessionId } from '../../src/domain/ids.js'
import { PASSWORD } from '../../src/domain/second-factor.js'
import { createEndSessions } from '../../src/sessions/session-policy.js'
import { createMemoryStores } from '../../src/storage/memory/ephemeral-stores.js'
import { ENTITIES } from '../../src/storage/sql/entities/entities.js'
import { createSqlStores } from '../../src/storage/sql/sql-stores.js'
import { eachWith, expectUnavailable } from './harness.js'
import { sampleAccount, sampleAudit, samplePseudonymDraft, sampleSession } from './samples.js'
import { auditOf, breakAudit, type MakeSql, STAMP } from './sql-harness.js'

const AT = Date.parse('2026-05-04T08:00:00.123Z')
const clock = { now: () => AT }
const OF_ACCOUNTS = ENTITIES.filter(({ options }) => 'accountId' in options.columns || options.name === 'account')

/** What is left of an account that is deleted, in every table that there is. */
export function accountDeletionContract(name: string, make: MakeSql): void {
  describe(`an account that is deleted in ${name}`, () => {
    const house = eachWith(async () => {
      const sql = await make()
      const ephemeral = createMemoryStores({ clock })
      const { sessions } = ephemeral
      const stores = createSqlStores(sql.database, STAMP)
      const endSessions = createEndSessions({ sessions })
      const deleteAccount = createDeleteAccount({ accounts: stores.accounts, endSessions, clock })
      for (const username of ['Erika', 'Max']) await fill(stores, sampleAccount(username))
      await sessions.create(sampleSession('s1', 'id-of-Erika'), AT + 60_000)
      await sessions.create(sampleSession('s2', 'id-of-Max'), AT + 60_000)
      return { ...sql, sessions, deleteAccount, close: async () => (await ephemeral.close(), sql.close()) }
    })
    const [erika, max] = [sampleAccount('Erika').id, sampleAccount('Max').id]
    const tablesWith = (account: string): Promise<string[]> =>
      house().database.read(async (rows) => {
        const tables: string[] = []
        for (const { options } of OF_ACCOUNTS) {
          const column = options.name === 'account' ? 'id' : 'account_id'
          const held: unknown[] = await rows.query(`SELECT 1 FROM ${options.name} WHERE ${column} = '${account}'`)
          if (held.length > 0) tables.push(options.name)
        }
        return tables
      })
    const all = OF_ACCOUNTS.map(({ options }) => options.name)

    it('has no row left in any table, nor a session, and the log says who did it and what it was', async () => {
      expect(await tablesWith(erika)).to.deep.equal(all)
      expect(await house().deleteAccount(erika, 'cli:tester')).to.equal(true)
      expect(await tablesWith(erika)).to.deep.equal([])
      expect(await tablesWith(max)).to.deep.equal(all)
      expect(await house().sessions.find(sessionId('s1'))).to.equal(null)
      expect(await house().sessions.find(sessionId('s2'))).not.to.equal(null)
      const told = (await auditOf(house().database)).filter(({ action }) => action === 'account.deleted')
      const before = {
        proofing: 'normal',
        attributes: ['givenName', 'familyName', 'academicTitle'],
        methods: ['password'],
      }
      expect(told).to.deep.equal([
        { at: AT, actor: 'cli:tester', action: 'account.deleted', subject: erika, before, after: null },
      ])
    })

    it('is gone once; what is left of its sessions ends again', async () => {
      await house().deleteAccount(erika, 'citizen')
      await house().sessions.create(sampleSession('s3', 'id-of-Erika'), AT + 60_000)
      expect(await house().deleteAccount(erika, 'citizen')).to.equal(false)
      expect(await house().sessions.find(sessionId('s3'))).to.equal(null)
      const told = (await auditOf(house().database)).filter(({ action }) => action === 'account.deleted')
      expect(told).to.have.length(1)
    })

    it('stays whole where it cannot be logged', async () => {
      await breakAudit(house().database)
      await expectUnavailable(house().deleteAccount(erika, 'citizen'))
      expect(await tablesWith(erika)).to.deep.equal(all)
      expect(await house().sessions.find(sessionId('s1'))).not.to.equal(null)
    })
  })
}

/** A row of the account in every table. */
async function fill(stores: ReturnType<typeof createSqlStores>, account: Account): Promise<void> {
  const entry = sampleAudit('x')
  await stores.accounts.create({ ...account, methods: [soleMethod(PASSWORD, 'normal', AT)] }, { hash: 'phc' }, entry)
  const factor = { kind: 'totp', instance: 'totp', counter: 1, secret: 's1.sealed' } as const
  await stores.secondFactors.bind(account.id, (held) => held, { factor, codes: ['d1'] }, entry)
  const service = entityId('https://portal.aachen.example')
  await stores.consents.remember(account.id, service, { digest: 'd', declined: [] }, AT)
  await stores.releaseChoices.keep(account.id, service, ['email'], AT)
  const rows = [{ line: 1, account: account.id, value: `earlier-${account.id}` }]
  for (const id of ['counts', 'waits']) {
    await stores.pseudonyms.propose(samplePseudonymDraft(`${id}-${account.id}`, id, 1), rows, entry)
  }
  const approval = { draft: draftId(`counts-${account.id}`), by: 'cli:paul', at: AT }
  await stores.pseudonyms.approve('counts', approval, () => [entry])
  const phone = {
    id: passDeviceId(`phone-of-${account.id}`),
    account: account.id,
    name: 'Telefon',
    publicKey: { x: 'x', y: 'y' },
    pinDigest: 'pin',
    blockCodeDigest: account.id,
    wrongTries: 0,
    pairedAt: AT,
    firstUsedAt: null,
    blockedAt: null,
  }
  await stores.passDevices.add(phone, entry)
}
