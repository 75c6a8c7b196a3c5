import { applied, savedKeys } from '../../contracts/applied.js'
import { expect } from 'chai'
import { type EntityManager, type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm'
import { createKeyedDigest } from '../../../src/crypto/keyed-digest.js'
import { createPseudonyms } from '../../../src/crypto/pseudonym.js'
import { openKeySet } from '../../../src/crypto/key-set.js'
import { createRandom } from '../../../src/crypto/random.js'
import { accountId, entityId } from '../../../src/domain/ids.js'
import { type Database, runOn } from '../../../src/storage/sql/database.js'
import { AuditEntity } from '../../../src/storage/sql/entities/audit-entity.js'
import { migrate, schemaState, undoLastStep } from '../../../src/storage/sql/migrate.js'
import { SectorUsedEntity } from '../../../src/storage/sql/entities/sector-entity.js'
import { MIGRATIONS } from '../../../src/storage/sql/migrations/read-migrations.js'
import { createAccountStore } from '../../../src/storage/sql/stores/account-store.js'
import { createConsentStore } from '../../../src/storage/sql/stores/consent-store.js'
import { createKeySetStore } from '../../../src/storage/sql/stores/key-set-store.js'
import { createKeyStore } from '../../../src/storage/sql/stores/key-store.js'
import { createPasswordCredentials } from '../../../src/storage/sql/stores/password-credentials.js'
import { createServiceStore } from '../../../src/storage/sql/stores/service-store.js'
import { rejectionOf } from '../../contracts/harness.js'
import { sampleAccount, sampleAudit, sampleKey, sampleService, stateOf } from '../../contracts/samples.js'
import { EARLIER } from '../../crypto/support/earlier-store.js'
import { postgresPlace } from './support/postgres-house.js'
import type { SqlPlace } from './support/sql-place.js'
import { sqliteFolder } from './support/sqlite-house.js'
import { STAMP } from '../../contracts/sql-harness.js'

const AACHEN = entityId('https://portal.aachen.example/saml')

/** SQLite has to rebuild the table for this: account_method, password_credential and consent refer to it. */
class RebuildsAccount9999999999991 implements MigrationInterface {
  readonly name = 'RebuildsAccount9999999999991'
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('account', new TableColumn({ name: 'nickname', type: 'varchar', isNullable: true }))
    await runner.changeColumn(
      'account',
      'nickname',
      new TableColumn({ name: 'nickname', type: 'text', isNullable: true }),
    )
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('account', 'nickname')
  }
}

class LosesAccounts9999999999992 implements MigrationInterface {
  readonly name = 'LosesAccounts9999999999992'
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM account')
  }
  async down(): Promise<void> {
    await Promise.reject(new Error('there is no way back'))
  }
}

class Fails9999999999993 implements MigrationInterface {
  readonly name = 'Fails9999999999993'
  async up(): Promise<void> {
    await Promise.reject(new Error('half way'))
  }
  async down(): Promise<void> {
    await Promise.reject(new Error('there is no way back'))
  }
}

async function fill(database: Database): Promise<void> {
  const account = sampleAccount('Erika')
  await applied(createServiceStore(database, STAMP), { save: [sampleService(AACHEN)], remove: [] }, [sampleAudit('a')])
  await createAccountStore(database, STAMP).create(account, { hash: 'phc' }, sampleAudit('b'))
  await createConsentStore(database).remember(account.id, AACHEN, { digest: 'd', declined: ['email'] }, 1)
  await savedKeys(createKeyStore(database, STAMP), [sampleKey('k')], [sampleAudit('c')])
}

async function expectFilled(database: Database, key = sampleKey('k')): Promise<void> {
  // It is remembered of the account what it agreed to.
  const account = sampleAccount('Erika', { version: 2 })
  expect(await createServiceStore(database, STAMP).all()).to.deep.equal([sampleService(AACHEN, { revision: 1 })])
  expect(await createAccountStore(database, STAMP).find(accountId('id-of-Erika'))).to.deep.equal(account)
  expect(await createPasswordCredentials(database).find('erika')).to.deep.equal({ account: account.id, hash: 'phc' })
  expect(await createConsentStore(database).find(account.id, AACHEN)).to.have.property('digest', 'd')
  expect(await createKeyStore(database, STAMP).all()).to.deep.equal([key])
}

/** A log and a registry as the version before wrote them; more entries of one moment than are read in one go. */
async function fillBeforeSectors(database: Database): Promise<void> {
  const at = (year: number, day = 1): string => new Date(Date.UTC(year, 0, day)).toISOString()
  const imported = (sector: string) => JSON.stringify({ settings: { sector } })
  const answered = (service: string) => JSON.stringify({ login: 'x', service, method: 'password' })
  const entries: (readonly [at: string, action: string, subject: string, after: string | null])[] = [
    [at(2022), 'service.imported', 'gone', imported('removed since')],
    [at(2022, 2), 'login.answered', 'erika', answered('gone')],
    [at(2022, 3), 'service.removed', 'gone', null],
    [at(2022, 3), 'service.imported', 'moved', imported('first')],
    [at(2022, 4), 'service.set', 'moved', JSON.stringify({ sector: 'second' })],
    [at(2022, 5), 'service.set', 'moved', JSON.stringify({ trustLevel: 'normal' })],
    [at(2022, 5), 'service.imported', 'unused', imported('nobody')],
    [at(2023), 'login.answered', 'erika', answered('older')],
    [at(2023, 2), 'login.aborted', 'login', JSON.stringify({ service: 'unused', reason: 'request-denied' })],
    ...Array.from({ length: 5001 }, () => [at(2024, 5), 'login.answered', 'max', answered('unknown')] as const),
    [at(2025), 'login.answered', 'erika', answered('moved')],
    [at(2026), 'service.imported', 'portal', imported('answered')],
    [at(2026, 2), 'login.answered', 'erika', answered('portal')],
  ]
  const services = {
    moved: 'second',
    unused: 'nobody',
    older: 'log begins later',
    portal: 'answered',
    agreed: 'by consent',
  }
  await database.write(async (rows) => {
    const put = (text: string, ...values: (string | null)[]) => runOn(rows, { text, values })
    for (const [index, [time, action, subject, after]] of entries.entries()) {
      const text = `INSERT INTO audit_event (id, "at", actor, action, subject, "after") VALUES ($1, $2, 'x', $3, $4, $5)`
      await put(text, `${index}`, time, action, subject, after)
    }
    for (const [id, sector] of Object.entries(services)) {
      const columns = 'entity_id, active, metadata, settings, source, revision'
      const text = `INSERT INTO service_provider (${columns}) VALUES ($1, TRUE, '{}', $2, '{}', 1)`
      await put(text, id, JSON.stringify({ sector }))
    }
    const columns = 'id, pseudonym_seed, proofing, identity, created_at, version'
    await put(`INSERT INTO account (${columns}) VALUES ('erika', 's', '{}', '{}', $1, 1)`, at(2022))
    const consent = 'account_id, entity_id, digest, declined, remembered_at'
    await put(`INSERT INTO consent (${consent}) VALUES ('erika', 'agreed', 'd', '[]', $1)`, at(2024))
  })
}

/** Removals as the version before wrote them; of one the log tells nothing any more. */
async function fillRemoved(database: Database): Promise<void> {
  const told = (sector: string, tenant: string | null) => JSON.stringify({ active: true, tenant, settings: { sector } })
  const entries: (readonly [id: string, subject: string, before: string])[] = [
    ['1', 'one', told('first', null)],
    ['2', 'one', told('last', 'Aachen')],
    ['3', 'three', 'no JSON'],
  ]
  await database.write(async (rows) => {
    for (const id of ['one', 'two', 'three'])
      await runOn(rows, { text: 'INSERT INTO service_removal (entity_id, revision) VALUES ($1, 1)', values: [id] })
    for (const [id, subject, before] of entries) {
      const text = `INSERT INTO audit_entries (id, "at", actor, action, subject, "before")
        VALUES ($1, '2026-01-01T00:00:00.000Z', 'x', 'service.removed', $2, $3)`
      await runOn(rows, { text, values: [id, subject, before] })
    }
    for (const sector of ['first', 'last'])
      await runOn(rows, { text: "INSERT INTO sector_used VALUES ($1, '2026-01-01T00:00:00.000Z')", values: [sector] })
  })
}

const TABLES = {
  sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  postgres: 'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename',
}

const tables = (database: Database): Promise<readonly string[]> =>
  database.read(async (rows: EntityManager) => {
    const found: { name: string }[] = await rows.query(TABLES[database.kind])
    return found.map(({ name }) => name)
  })

const ENGINES: readonly (readonly [string, () => Promise<SqlPlace>])[] = [
  ['SQLite', sqliteFolder],
  ['PostgreSQL', () => postgresPlace()],
]

for (const [name, makePlace] of ENGINES) {
  describe(`the schema of the database in ${name}`, () => {
    let folder: SqlPlace
    beforeEach(async () => {
      folder = await makePlace()
    })
    afterEach(() => folder.close())

    it('is empty at first and current after the migration, which then has nothing more to do', async () => {
      const database = await folder.open()
      expect(await schemaState(database)).to.equal('empty')
      expect(await migrate(database)).to.deep.equal(MIGRATIONS.map(({ name }) => name))
      expect(await schemaState(database)).to.equal('current')
      expect(await migrate(database)).to.deep.equal([])
    })

    it('is exactly what the entities say, indices and references included', async () => {
      const database = await folder.open()
      await migrate(database)
      const missing = await database.rebuild(
        async (rows) => (await rows.dataSource.driver.createSchemaBuilder().log()).upQueries,
      )
      expect(missing.map(({ query }) => query)).to.deep.equal([])
    })

    it('is older for a version that knows more steps, which then takes those alone and keeps every row', async () => {
      const before = await folder.open()
      await migrate(before)
      await fill(before)
      const later = await folder.open({ migrations: [...MIGRATIONS, RebuildsAccount9999999999991] })
      expect(await schemaState(later)).to.equal('older')
      expect(await migrate(later)).to.deep.equal(['RebuildsAccount9999999999991'])
      await expectFilled(later)
      await undoLastStep(later)
      expect(await schemaState(before)).to.equal('current')
      await expectFilled(before)
    })

    it('is newer for a version that does not know a step, and is left alone then', async () => {
      const later = await folder.open({ migrations: [...MIGRATIONS, RebuildsAccount9999999999991] })
      await migrate(later)
      await fill(later)
      const earlier = await folder.open()
      expect(await schemaState(earlier)).to.equal('newer')
      expect(await rejectionOf(migrate(earlier))).to.have.property('rule', 'schema-newer')
      await expectFilled(later)
    })

    it('enforces references again after a migration', async () => {
      const database = await folder.open()
      await migrate(database)
      await fill(database)
      await database.write(async (rows) => {
        await rows.query('DELETE FROM account')
      })
      expect(await createPasswordCredentials(database).find('erika')).to.equal(null)
      const orphans: unknown[] = await database.read((rows) => rows.query('SELECT account_id FROM consent'))
      expect(orphans).to.deep.equal([])
    })

    it('keeps the keys of a version that did not write down since when they are in their state', async () => {
      const before = await folder.open({ migrations: MIGRATIONS.slice(0, 1) })
      await migrate(before)
      await before.write(async (rows) => {
        await rows.query(
          'INSERT INTO signing_key (id, key_use, state, type, certificate, not_after, created_at, activated_at, ' +
            "wrapped_private_key) VALUES ('k', 'signing', 'active', 'RSA-3072', 'MIIC', '2029-01-01T00:00:00.000Z', " +
            "'2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', 'gcm1.A')",
        )
      })
      const now = await folder.open()
      expect(await schemaState(now)).to.equal('older')
      await migrate(now)
      const [key] = await createKeyStore(now, STAMP).all()
      expect(key).to.include({ id: 'k', state: 'active', stateSince: null, activatedAt: Date.UTC(2026, 0, 1) })
    })

    it('keeps pseudonyms and digests of a version that derived them from SECRET_KEY itself', async () => {
      const { wrapped, secret, digest, pseudonym } = EARLIER
      const now = await folder.open()
      await migrate(now)
      await savedKeys(createKeyStore(now, STAMP), [sampleKey('k1', { wrappedPrivateKey: wrapped })], [])
      const account = sampleAccount('Erika', { pseudonymSeed: pseudonym.seed })
      await createAccountStore(now, STAMP).create(account, null, sampleAudit('b'))
      for (let steps = MIGRATIONS.length; steps > 6; steps -= 1) await undoLastStep(now)
      await migrate(now)
      const random = createRandom()
      const set = await openKeySet({
        store: createKeySetStore(now),
        secrets: { current: secret, previous: null },
        clock: { now: () => 1 },
        random,
      })
      const found = (await createAccountStore(now, STAMP).find(account.id)) ?? expect.fail('the account is gone')
      expect(createPseudonyms(set.key('pseudonym')).persistent(found, pseudonym.sector)).to.equal(pseudonym.value)
      expect(createKeyedDigest(set.key('digests')).digest(digest.purpose, digest.text)).to.equal(digest.value)
      const [entry] = await now.read((rows) => rows.find(AuditEntity))
      expect(entry).to.include({ action: 'b', mac: null })
    })

    it('makes of each service that is registered its first version', async () => {
      const database = await folder.open()
      await migrate(database)
      const many = Array.from({ length: 450 }, (_, index) => sampleService(`https://sp${index}.example`))
      await applied(createServiceStore(database, STAMP), { save: many, remove: [] }, [])
      const step = MIGRATIONS.findIndex(({ name }) => name.startsWith('VersionsOfServices'))
      for (let steps = MIGRATIONS.length; steps > step; steps -= 1) await undoLastStep(database)
      await migrate(database)
      for (const service of many) {
        const [{ entityId }, state] = [service, stateOf(service)]
        const told = { act: 'imported', actor: null, approvedBy: null, restored: null, at: state.source.importedAt }
        const versions = await createServiceStore(database, STAMP).versions(entityId)
        expect(versions, entityId).to.deep.equal([{ ...told, entityId, number: 1, state }])
      }
    })

    it('goes back to nothing, rows and all, and up again', async () => {
      const database = await folder.open()
      await migrate(database)
      await fill(database)
      for (let steps = MIGRATIONS.length; steps > 0; steps -= 1) await undoLastStep(database)
      expect(await tables(database)).to.deep.equal(['schema_migration'])
      expect(await schemaState(database)).to.equal('empty')
      await migrate(database)
      await fill(database)
      await expectFilled(database)
    })

    it('keeps accounts and their methods of the first version, there and back', async () => {
      const database = await folder.open()
      await migrate(database)
      await fill(database)
      for (let steps = MIGRATIONS.length; steps > 1; steps -= 1) await undoLastStep(database)
      expect(await schemaState(database)).to.equal('older')
      const methods = await database.read((rows) => rows.query('SELECT method, cap FROM account_method'))
      expect(methods).to.deep.equal([{ method: 'password', cap: 'normal' }])
      await migrate(database)
      // The first version does not write down since when a key is in its state.
      await expectFilled(database, sampleKey('k', { stateSince: null }))
    })

    it('says of each sector that was used that it is, from the log and from what is registered', async () => {
      const before = await folder.open({ migrations: MIGRATIONS.slice(0, 5) })
      await migrate(before)
      await fillBeforeSectors(before)
      const after = await folder.open()
      await migrate(after)
      const used = await after.read((rows) => rows.find(SectorUsedEntity, { order: { sector: 'ASC' } }))
      expect(used.map(({ sector, firstUsedAt }) => [sector, new Date(firstUsedAt).getUTCFullYear()])).to.deep.equal([
        ['answered', 2026],
        ['by consent', 2024],
        ['log begins later', 2023],
        ['removed since', 2022],
        ['second', 2025],
      ])
      for (let steps = MIGRATIONS.length; steps > 5; steps -= 1) await undoLastStep(after)
      expect(await schemaState(before)).to.equal('current')
    })

    it('finds in the log the sector and the owner of what was removed before they were kept', async () => {
      const step = MIGRATIONS.findIndex(({ name }) => name.startsWith('SectorsOfRemoved'))
      const before = await folder.open({ migrations: MIGRATIONS.slice(0, step) })
      await migrate(before)
      await fillRemoved(before)
      const after = await folder.open()
      await migrate(after)
      expect(await createServiceStore(after, STAMP).removedInUse(['one', 'two', 'three'].map(entityId))).to.deep.equal([
        { entityId: 'one', sector: 'last', tenant: 'Aachen' },
      ])
      for (let steps = MIGRATIONS.length; steps > step; steps -= 1) await undoLastStep(after)
      expect(await schemaState(before)).to.equal('current')
    })

    it('stays as it was when a step fails', async () => {
      const before = await folder.open()
      await migrate(before)
      await fill(before)
      const steps = [...MIGRATIONS, RebuildsAccount9999999999991, Fails9999999999993]
      const failing = await folder.open({ migrations: steps })
      expect(String(await rejectionOf(migrate(failing)))).to.contain('half way')
      expect(await schemaState(before)).to.equal('current')
      await expectFilled(before)
    })

    it('is migrated once by commands that start together', async () => {
      const databases = await Promise.all([folder.open(), folder.open(), folder.open()])
      const steps = await Promise.all(databases.map((database) => migrate(database)))
      expect(steps.flat()).to.deep.equal(MIGRATIONS.map(({ name }) => name))
    })
  })
}

describe('the steps of the schema', () => {
  it('are the numbered files of their folder, in that order and without a gap', () => {
    const numbers = MIGRATIONS.map(({ name }) => Number(/\d{13}$/.exec(name)?.[0]) - 1767225600000)
    expect(numbers).to.have.length.at.least(7)
    expect(numbers).to.deep.equal(numbers.map((_, index) => index + 1))
  })
})

describe('the schema of the database in SQLite', () => {
  let folder: SqlPlace
  beforeEach(async () => {
    folder = await sqliteFolder()
  })
  afterEach(() => folder.close())

  it('stays as it was when a step would leave rows that refer to nothing', async () => {
    const before = await folder.open()
    await migrate(before)
    await fill(before)
    const careless = await folder.open({ migrations: [...MIGRATIONS, LosesAccounts9999999999992] })
    expect(String(await rejectionOf(migrate(careless)))).to.contain('refer to rows that are gone')
    expect(await schemaState(careless)).to.equal('older')
    await expectFilled(before)
  })
})
