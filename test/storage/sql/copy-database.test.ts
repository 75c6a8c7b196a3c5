import { applied, savedKeys, savedSource } from '../../contracts/applied.js'
import { expect } from 'chai'
import { soleMethod } from '../../../src/domain/account.js'
import {
  accountId,
  draftId,
  entityId,
  methodId,
  operatorSessionId,
  passDeviceId,
  tenantId,
} from '../../../src/domain/ids.js'
import { PASSWORD } from '../../../src/domain/second-factor.js'
import { usernameKey } from '../../../src/domain/username.js'
import { copyDatabase } from '../../../src/storage/sql/copy-database.js'
import type { TableProgress } from '../../../src/storage/sql/copy-tables.js'
import type { Database } from '../../../src/storage/sql/database.js'
import { ENTITIES } from '../../../src/storage/sql/entities/entities.js'
import { sealEntries } from '../../../src/operators/audit/seal-entries.js'
import { migrate, schemaState, undoLastStep } from '../../../src/storage/sql/migrate.js'
import { createSqlStores } from '../../../src/storage/sql/sql-stores.js'
import { createJobLeases } from '../../../src/storage/sql/stores/job-leases.js'
import { createKeySetStore } from '../../../src/storage/sql/stores/key-set-store.js'
import { rejectionOf } from '../../contracts/harness.js'
import {
  sampleAccount,
  sampleAudit,
  sampleKey,
  samplePseudonymDraft,
  sampleService,
  sampleSource,
} from '../../contracts/samples.js'
import { refusalOf } from '../../operators/registry-world.js'
import { sampleUpstream } from '../../support/upstream-samples.js'
import { sampleRefused } from '../../support/refused-samples.js'
import { sampleOperator, sampleOperatorSession } from '../../support/operator-samples.js'
import { postgresPlace } from './support/postgres-house.js'
import { sqliteFolder } from './support/sqlite-house.js'
import { STAMP } from '../../contracts/sql-harness.js'

const AT = Date.parse('2026-05-04T09:00:00.005Z')
const AACHEN = entityId('https://aachen.example/saml')
const GONE = entityId('https://gone.example/saml')
const [JANA, CARD] = [accountId('id-of-jana'), accountId('id-of-the-card')]
const audit = (action: string) => sampleAudit(action, { subject: 'Ärger „mit" Zeichen' })

/** Rows in every table, written as the broker writes them. */
async function fill(database: Database): Promise<void> {
  const stores = createSqlStores(database, STAMP)
  const services = [sampleService(AACHEN), sampleService(GONE, { active: false, tenant: null })]
  await applied(stores.services, { save: services, remove: [] }, [audit('service.registered')])
  const told = [sampleAudit('service.removed', { subject: GONE })]
  await applied(stores.services, { save: [], remove: [GONE] }, told)
  await savedSource(stores.services, sampleSource('https://federation.example/all.xml'), [audit('source.registered')])
  const jana = sampleAccount('jana', { id: JANA, username: 'Jana.Ç' })
  await stores.accounts.create(jana, { hash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA' }, audit('account.created'))
  const card = { ...soleMethod(methodId('eid'), 'hoch', AT), key: 'card-digest', blocked: true }
  const closed = { blockedAt: AT, sessionsEndedAt: AT }
  const read = sampleAccount('', {
    id: CARD,
    username: null,
    ...closed,
    identityKey: 'digest-of-the-set',
    methods: [card],
  })
  await stores.accounts.create(read, null, audit('account.created'))
  const totp = { kind: 'totp', instance: 'totp', counter: 58_000_000, secret: 's1.sealed' } as const
  const bound = { ...soleMethod(PASSWORD, 'normal', AT), instance: 'totp', name: 'Telefon' }
  await stores.secondFactors.bind(
    JANA,
    (held) => ({ ...held, methods: [...held.methods, bound] }),
    { factor: totp, codes: ['code-a', 'code-b'] },
    audit('account.second-factor-added'),
  )
  const consent = { digest: 'of-names-and-values', declined: ['email'] as const }
  await stores.consents.remember(JANA, AACHEN, consent, AT)
  await stores.releaseChoices.keep(JANA, AACHEN, ['email'], AT)
  const phone = {
    account: null,
    name: 'Telefon',
    publicKey: { x: 'eHg', y: 'eXk' },
    pinDigest: 'pin',
    wrongTries: 2,
    pairedAt: AT,
    firstUsedAt: null,
    blockedAt: AT,
  }
  await stores.passDevices.add({ ...phone, id: passDeviceId('d1'), blockCodeDigest: 'b1' }, audit('pass.paired'))
  await stores.passDevices.add(
    { ...phone, id: passDeviceId('d2'), account: JANA, blockCodeDigest: 'b2', firstUsedAt: AT, blockedAt: null },
    audit('pass.paired'),
  )
  await stores.sectors.append(audit('login.answered'), 'answer.0', 'https://aachen.example')
  const picture = { type: 'image/png', width: 2, height: 1, bytes: Buffer.from('\0png\xff', 'latin1') } as const
  const logo = { service: entityId('https://aachen.example'), source: 's', digest: 'd', width: 2, height: 1 }
  await stores.logos.keep({ ...logo, fault: null, failures: 0, at: AT, dueAt: AT + 1 }, picture)
  await stores.methodSwitches.set({ method: methodId('eid'), enabled: false, disabledAt: AT }, audit('method.disabled'))
  const drafted = { kind: 'key', act: 'activate', key: 'k2', base: 1 } as const
  const decision = { state: 'open', decidedBy: null, decidedAt: null } as const
  const draft = { id: draftId('d1'), at: AT, author: 'cli:ä', expiresAt: AT, tenant: tenantId('Aachen'), ...decision }
  const draftHead = { act: 'activate', subject: 'k2', more: 0 } as const
  await stores.drafts.create({ ...draft, ...draftHead, content: drafted }, audit('draft.proposed'))
  const rows = [{ line: 1, account: JANA, value: 'frühere „Kennung"' }]
  for (const sector of ['counts', 'waits']) {
    await stores.pseudonyms.propose(samplePseudonymDraft(sector, sector, 1), rows, audit('draft.proposed'))
  }
  const approval = { draft: draftId('counts'), by: 'cli:ä', at: AT }
  await stores.pseudonyms.approve('counts', approval, () => [audit('account.pseudonym-imported')])
  await stores.operators.createTenant({ id: tenantId('Aachen'), createdAt: AT }, audit('tenant.created'))
  await stores.operators.create(sampleOperator('vera', { hotline: true }), audit('operator.created'))
  await stores.operators.signIn(sampleOperator('vera', { hotline: true }), sampleOperatorSession('s1', 'vera'), [])
  const keys = [sampleKey('k1', { state: 'active', activatedAt: AT }), sampleKey('k2', { stateSince: null })]
  await savedKeys(stores.keys, keys, [audit('key.generated')])
  const setKey = { id: 's1', purpose: 'audit', generation: 1, wrapped: 'gcm1.AAAA', createdAt: AT }
  await createKeySetStore(database).add(() => [setKey])
  await stores.refusedRequests.keep([sampleRefused({ at: AT })], { all: 1, claimed: 1 })
  await stores.metadataFetches.add([{ key: 'k1', service: AACHEN, count: 2, lastAt: AT }])
  await stores.upstreams.create(sampleUpstream(), audit('upstream.imported'))
  await createJobLeases(database).take('certificates', 'one', 1)
  await sealEntries({ chain: stores.auditChain, mac: STAMP.mac, clock: { now: () => AT } })
}

/** Every table by its name, as the entities read it. */
const rowsOf = (database: Database): Promise<Record<string, unknown[]>> =>
  database.read(async (rows) => {
    const all: [string, unknown[]][] = []
    for (const entity of ENTITIES) {
      const found = await rows.find<object>(entity)
      all.push([
        entity.options.name,
        found.toSorted((one, other) => compare(JSON.stringify(one), JSON.stringify(other))),
      ])
    }
    return Object.fromEntries(all)
  })

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** What the stores give of it. */
async function readBack(database: Database) {
  const stores = createSqlStores(database, STAMP)
  return {
    services: await stores.services.changesSince(0),
    versions: await stores.services.versions(GONE),
    keys: [await stores.keys.all(), await stores.keys.revision()],
    jana: await stores.accounts.findByUsername(usernameKey('jana.ç')),
    card: await stores.accounts.findByKey(methodId('eid'), 'card-digest'),
    identified: await stores.accounts.findByIdentity('digest-of-the-set'),
    password: await stores.passwords.find(usernameKey('jana.ç')),
    factors: await stores.secondFactors.find(JANA),
    consent: await stores.consents.find(JANA, AACHEN),
    choice: await stores.releaseChoices.find(JANA, AACHEN),
    operators: [await stores.operators.all(), await stores.operators.tenants()],
    session: await stores.operators.findSession(operatorSessionId('s1')),
    draft: await stores.drafts.find(draftId('d1')),
    logo: [await stores.logos.all(), (await stores.logos.image('d'))?.bytes],
    fetches: await stores.metadataFetches.all(),
    pseudonyms: await stores.pseudonyms.proposed(draftId('waits')),
    refused: await stores.refusedRequests.find('E-3VEE-43FD', null),
    keySet: await createKeySetStore(database).held(),
    upstreams: await stores.upstreams.readSince(null),
    phones: [await stores.passDevices.findByBlockCode('b1'), await stores.passDevices.listOf(JANA)],
  }
}

describe('a copy of an SQLite store into PostgreSQL', () => {
  let folder: Awaited<ReturnType<typeof sqliteFolder>>
  let place: Awaited<ReturnType<typeof postgresPlace>>
  beforeEach(async () => {
    folder = await sqliteFolder()
    place = await postgresPlace()
  })
  afterEach(async () => {
    await folder.close()
    await place.close()
  })

  const filled = async (): Promise<Database> => {
    const source = await folder.open({ patience: 100, oneConnection: true })
    await migrate(source)
    await fill(source)
    return source
  }
  const proved = () => Promise.resolve()
  const copy = (from: Database, to: Database, tell: (progress: TableProgress) => void = () => undefined) =>
    copyDatabase(from, to, proved, tell)

  it('has a row of every table to copy in these tests', async () => {
    for (const [table, rows] of Object.entries(await rowsOf(await filled()))) {
      expect(rows, table).to.have.length.greaterThan(0)
    }
  })

  it('makes the schema and holds every row of every table, and the stores read the same from both', async () => {
    const [source, target] = [await filled(), await place.open()]
    const { migrations, tables } = await copy(source, target)
    expect(migrations).to.have.length.greaterThan(0)
    expect(await schemaState(target)).to.equal('current')
    const rows = await rowsOf(source)
    expect(await rowsOf(target)).to.deep.equal(rows)
    expect(Object.fromEntries(tables.map(({ table, copied }) => [table, copied]))).to.deep.equal(
      Object.fromEntries(Object.entries(rows).map(([table, { length }]) => [table, length])),
    )
    const [before, after] = [await readBack(source), await readBack(target)]
    expect(after).to.deep.equal(before)
    expect(after.jana).to.include({ username: 'Jana.Ç' })
    expect(after.factors.codesLeft).to.equal(2)
  })

  it('can be written to afterwards, each revision going on from where it was', async () => {
    const [source, target] = [await filled(), await place.open()]
    await copy(source, target)
    const { services, keys } = createSqlStores(target, STAMP)
    const revision = await services.revision()
    await applied(services, { save: [sampleService('https://neu.example/saml')], remove: [] }, [
      audit('service.registered'),
    ])
    expect(await services.revision()).to.equal(revision + 1)
    await savedKeys(keys, [sampleKey('k3')], [audit('key.generated')])
    expect((await keys.all()).map(({ id }) => id)).to.include('k3')
  })

  it('goes into a database that has this version’s schema and no data, too', async () => {
    const [source, target] = [await filled(), await place.open()]
    await migrate(target)
    expect((await copy(source, target)).migrations).to.deep.equal([])
    expect(await rowsOf(target)).to.deep.equal(await rowsOf(source))
  })

  it('copies more rows than are read at once, and tells how far it is', async () => {
    const [source, target] = [await filled(), await place.open()]
    for (let entry = 0; entry < 12; entry += 1) {
      await source.write(async (rows) => {
        const many = Array.from(
          { length: 1000 },
          (_, at) => `('e${entry}.${at}', '2026-05-04T08:00:00.123Z', 'a', 'b', 'c')`,
        )
        await rows.query(`INSERT INTO audit_entries (id, at, actor, action, subject) VALUES ${many.join(', ')}`)
      })
    }
    const told: TableProgress[] = []
    await copy(source, target, (progress) => told.push(progress))
    const entries = told.filter(({ table }) => table === 'audit_entries')
    expect(entries.map(({ copied }) => copied).slice(0, 2)).to.deep.equal([5000, 10_000])
    expect(entries.at(-1)?.copied).to.equal(entries.at(-1)?.total)
    expect((await rowsOf(target))['audit_entries']).to.deep.equal((await rowsOf(source))['audit_entries'])
  })

  it('is refused where the target holds data, and changes nothing there', async () => {
    const [source, target] = [await filled(), await place.open()]
    await migrate(target)
    const { keys } = createSqlStores(target, STAMP)
    await savedKeys(keys, [sampleKey('theirs')], [])
    const before = await rowsOf(target)
    const refusal = await refusalOf(copy(source, target))
    expect(refusal.rule).to.equal('copy-target-not-empty')
    expect(refusal.message).to.contain('signing_key')
    expect(await rowsOf(target)).to.deep.equal(before)
  })

  it('is refused while another process has the source open, and done when that has ended', async () => {
    const [source, target] = [await filled(), await place.open()]
    const broker = await folder.open()
    await broker.ping()
    expect((await refusalOf(copy(source, target))).rule).to.equal('copy-source-running')
    expect(await schemaState(target)).to.equal('empty')
    await broker.close()
    await copy(source, target)
  })

  it('is refused for a source of an earlier version, or of none', async () => {
    const [source, target] = [await folder.open({ patience: 100, oneConnection: true }), await place.open()]
    const empty = await refusalOf(copy(source, target))
    expect([empty.rule, empty.message]).to.deep.equal(['copy-source-schema', 'The source holds no store of the broker'])
    await migrate(source)
    await undoLastStep(source)
    expect((await refusalOf(copy(source, target))).message).to.contain('earlier version')
    expect(await schemaState(target)).to.equal('empty')
  })

  it('asks for the proof of the secret before anything is written', async () => {
    const [source, target] = [await filled(), await place.open()]
    const refused = copyDatabase(
      source,
      target,
      () => Promise.reject(new Error('not the secret')),
      () => undefined,
    )
    expect(await rejectionOf(refused)).to.have.property('message', 'not the secret')
    expect(await schemaState(target)).to.equal('empty')
  })

  it('leaves nothing behind where it fails half-way: not even the schema', async () => {
    const [source, target] = [await filled(), await place.open()]
    await source.write(async (rows) => {
      await rows.query("UPDATE audit_entries SET subject = 'a' || char(0) || 'b'")
    })
    const refusal = await refusalOf(copy(source, target))
    expect([refusal.rule, refusal.message]).to.deep.equal([
      'copy-value',
      'audit_entries.subject holds U+0000, which PostgreSQL does not store',
    ])
    expect(await schemaState(target)).to.equal('empty')
  })

  it('is refused where the source has a table that would be left behind', async () => {
    const [source, target] = [await filled(), await place.open()]
    await source.write(async (rows) => {
      await rows.query('CREATE TABLE mail_outbox (id varchar PRIMARY KEY)')
    })
    const refusal = await refusalOf(copy(source, target))
    expect(refusal.rule).to.equal('copy-table')
    expect(refusal.message).to.contain('mail_outbox')
  })

  it('leaves the source as it was, for a broker to start on again', async () => {
    const [source, target] = [await filled(), await place.open()]
    const before = await rowsOf(source)
    await copy(source, target)
    const broker = await folder.open()
    expect(await rowsOf(broker)).to.deep.equal(before)
    expect(await broker.ask({ text: 'PRAGMA journal_mode', values: [] })).to.deep.equal([{ journal_mode: 'wal' }])
  })
})
