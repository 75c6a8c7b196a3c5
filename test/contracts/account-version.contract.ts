import { expect } from 'chai'
import { soleMethod, type Account } from '../../src/domain/account.js'
import { draftId, entityId, passDeviceId } from '../../src/domain/ids.js'
import type { PassDevice } from '../../src/domain/pass-device.js'
import { PASSWORD, type TotpFactor } from '../../src/domain/second-factor.js'
import { ENTITIES } from '../../src/storage/sql/entities/entities.js'
import { createSqlStores, type SqlStores } from '../../src/storage/sql/sql-stores.js'
import { eachWith } from './harness.js'
import { sampleAccount, sampleAudit, samplePseudonymDraft } from './samples.js'
import { STAMP, type MakeSql } from './sql-harness.js'

const AT = Date.parse('2026-05-04T08:00:00.123Z')
const ERIKA = sampleAccount('Erika', { methods: [soleMethod(PASSWORD, 'normal', AT)] })
const FACTOR: TotpFactor = { kind: 'totp', instance: 'totp', counter: 1, secret: 's1.sealed' }
const asItIs = (account: Account): Account => account
const entry = sampleAudit('x')

const phone = (id: string, changes: Partial<PassDevice> = {}): PassDevice => ({
  id: passDeviceId(id),
  account: ERIKA.id,
  name: 'Telefon',
  publicKey: { x: 'x', y: 'y' },
  pinDigest: 'pin',
  blockCodeDigest: id,
  wrongTries: 0,
  pairedAt: AT,
  firstUsedAt: null,
  blockedAt: null,
  ...changes,
})

const named = (value: string) => ({ line: 1, account: ERIKA.id, value })
const approvalOf = (id: string) => ({ draft: draftId(id), by: 'cli:paul', at: AT })

type Write = (stores: SqlStores) => Promise<unknown>

/** What a store writes into one table: what raises the account's version, and what need not, with the reason. */
interface Writers {
  readonly raising: Readonly<Record<string, Write>>
  readonly exempt?: Readonly<Record<string, { readonly because: string; readonly write: Write }>>
}

/**
 * Every table of the database. A new one fails the first test below until it stands here: with its writers where its
 * rows belong to an account, or with the reason why they do not.
 */
const TABLES: Readonly<Record<string, Writers | { readonly noAccounts: string }>> = {
  revision: { noAccounts: 'counts changes of services and keys' },
  service_provider: { noAccounts: 'a service' },
  service_removal: { noAccounts: 'a service' },
  service_document: { noAccounts: 'metadata of a service' },
  service_logo: { noAccounts: 'the picture of a service' },
  change_draft: { noAccounts: 'a change of services or keys' },
  service_version: { noAccounts: 'of a service' },
  metadata_source: { noAccounts: 'where metadata of services come from' },
  sector_used: { noAccounts: 'says of a sector that it was used, not by whom' },
  signing_key: { noAccounts: 'a key of the broker' },
  secret_key_set: { noAccounts: 'keys of the broker' },
  job_lease: { noAccounts: 'a job of the broker' },
  method_switch: { noAccounts: 'a method, for everybody' },
  upstream: { noAccounts: 'another account as a method, for everybody' },
  sessions_to_end: { noAccounts: 'what is left to do once an account was changed, which raised its version' },
  tenant: { noAccounts: 'owns services' },
  operator_account: { noAccounts: 'an operator, who is no citizen' },
  operator_session: { noAccounts: 'of an operator' },
  refused_request: { noAccounts: 'of a service, without what names a person' },
  metadata_fetch: { noAccounts: 'counts of services, for the roll-over of a key' },
  audit_entries: { noAccounts: 'only ever added to; written with the change that it tells of' },
  audit_mark: { noAccounts: 'how far the chain of the audit goes' },
  account: {
    raising: {
      'accounts.change': ({ accounts }) => accounts.change(ERIKA.id, (held) => ({ ...held, identity: {} }), entry),
    },
  },
  account_method: {
    raising: {
      'accounts.change': ({ accounts }) => accounts.change(ERIKA.id, (held) => ({ ...held, methods: [] }), entry),
    },
  },
  password_credential: {
    raising: { 'passwords.rehash': ({ passwords }) => passwords.rehash(ERIKA.id, 'phc', 'phc-2') },
  },
  second_factor: {
    raising: {
      'secondFactors.bind': ({ secondFactors }) =>
        secondFactors.bind(ERIKA.id, asItIs, { factor: { ...FACTOR, instance: 'totp-2' }, codes: null }, entry),
      'secondFactors.unbind': ({ secondFactors }) => secondFactors.unbind(ERIKA.id, asItIs, 'totp', entry),
    },
    exempt: {
      'secondFactors.noteUse': {
        because: 'the last use',
        write: ({ secondFactors }) => secondFactors.noteUse(ERIKA.id, 'totp', 2),
      },
    },
  },
  recovery_code: {
    raising: {
      'secondFactors.renewCodes': ({ secondFactors }) => secondFactors.renewCodes(ERIKA.id, ['e1'], entry),
      'secondFactors.spendCode': ({ secondFactors }) => secondFactors.spendCode(ERIKA.id, 'd1', () => entry),
    },
  },
  earlier_pseudonym: {
    raising: { 'pseudonyms.approve': ({ pseudonyms }) => pseudonyms.approve('s', approvalOf('d'), () => [entry]) },
  },
  proposed_pseudonym: {
    raising: {},
    exempt: {
      'pseudonyms.propose': {
        because: 'waits for a second person, and says nothing before',
        write: ({ pseudonyms }) => pseudonyms.propose(samplePseudonymDraft('d2', 's', 1), [named('other')], entry),
      },
    },
  },
  consent: {
    raising: {
      'consents.remember': ({ consents }) =>
        consents.remember(ERIKA.id, entityId('https://portal.aachen.example'), { digest: 'd', declined: [] }, AT),
    },
  },
  release_choice: {
    raising: {
      'releaseChoices.keep': ({ releaseChoices }) =>
        releaseChoices.keep(ERIKA.id, entityId('https://portal.aachen.example'), ['email'], AT),
    },
  },
  pass_device: {
    raising: {
      'passDevices.add': ({ passDevices }) => passDevices.add(phone('new'), entry),
      'passDevices.markUsed': ({ passDevices }) => passDevices.markUsed(passDeviceId('phone'), AT),
      'passDevices.bindUsed': ({ passDevices }) =>
        passDevices.bindUsed(passDeviceId('phone'), ERIKA.id, AT, asItIs, entry),
      'passDevices.rename': ({ passDevices }) =>
        passDevices.rename(passDeviceId('phone'), ERIKA.id, 'Neu', asItIs, entry),
      'passDevices.remove': ({ passDevices }) => passDevices.remove(passDeviceId('phone'), ERIKA.id, asItIs, entry),
      'passDevices.block': ({ passDevices }) => passDevices.block(passDeviceId('phone'), AT, () => null, entry),
      'passDevices.tryPin, the one that blocks': ({ passDevices }) =>
        passDevices.tryPin(passDeviceId('tried'), 'wrong', AT, entry),
    },
    exempt: {
      'passDevices.tryPin': {
        because: 'counts tries',
        write: ({ passDevices }) => passDevices.tryPin(passDeviceId('phone'), 'wrong', AT, entry),
      },
      'passDevices.forgetUnused': {
        because: 'of phones that have no account',
        write: ({ passDevices }) => passDevices.forgetUnused(AT + 1, entry),
      },
    },
  },
}

const READS = /^(find|findBy\w+|listOf|known|proposed|countProposed|countIn|seeds)$/

/** Whatever is written of what belongs to an account raises the account's version in the same transaction. */
export function accountVersionContract(name: string, make: MakeSql): void {
  describe(`the version of an account in ${name}`, () => {
    const house = eachWith(async () => {
      const sql = await make()
      const stores = createSqlStores(sql.database, STAMP)
      await stores.accounts.create(ERIKA, { hash: 'phc' }, entry)
      await stores.secondFactors.bind(ERIKA.id, asItIs, { factor: FACTOR, codes: ['d1', 'd2'] }, entry)
      for (const device of [phone('phone'), phone('tried', { wrongTries: 2 })])
        await stores.passDevices.add(device, entry)
      await stores.passDevices.add(phone('free', { account: null }), entry)
      await stores.pseudonyms.propose(samplePseudonymDraft('d', 's', 1), [named('earlier')], entry)
      return { ...sql, stores }
    })
    const version = async () => (await house().stores.accounts.find(ERIKA.id))?.version ?? expect.fail()
    const held = (table: string) =>
      house().database.read((rows): Promise<unknown[]> => rows.query(`SELECT * FROM ${table}`))

    it('is thought of for every table that there is', () => {
      expect(ENTITIES.map(({ options }) => options.name).sort()).to.deep.equal(Object.keys(TABLES).sort())
      const ofAccounts = ENTITIES.filter(({ options }) => 'accountId' in options.columns || options.name === 'account')
      for (const { options } of ofAccounts) expect(TABLES[options.name], options.name).to.have.property('raising')
    })

    it('is thought of for everything that the stores of accounts write', () => {
      const { accounts, consents, releaseChoices, passDevices, passwords, pseudonyms, secondFactors } = house().stores
      const listed = Object.values(TABLES).flatMap((table) =>
        'raising' in table ? [...Object.keys(table.raising), ...Object.keys(table.exempt ?? {})] : [],
      )
      for (const [store, methods] of Object.entries({
        accounts,
        consents,
        releaseChoices,
        passDevices,
        passwords,
        pseudonyms,
        secondFactors,
      })) {
        for (const method of Object.keys(methods).filter((each) => !READS.test(each))) {
          if (ENDS.has(`${store}.${method}`)) continue
          expect(listed, `${store}.${method}`).to.include(`${store}.${method}`)
        }
      }
    })

    for (const [table, writers] of Object.entries(TABLES)) {
      if (!('raising' in writers)) continue
      for (const [what, write] of Object.entries(writers.raising)) {
        it(`rises with ${what}, which writes to ${table}`, async () => {
          const before = { version: await version(), rows: await held(table) }
          await write(house().stores)
          expect(await held(table)).not.to.deep.equal(before.rows)
          expect(await version()).to.equal(before.version + 1)
        })
      }
      for (const [what, { because, write }] of Object.entries(writers.exempt ?? {})) {
        it(`stays with ${what}, which writes to ${table}: ${because}`, async () => {
          const before = { version: await version(), rows: await held(table) }
          await write(house().stores)
          expect(await held(table)).not.to.deep.equal(before.rows)
          expect(await version()).to.equal(before.version)
        })
      }
    }

    it('stays where nothing is written', async () => {
      const before = await version()
      const { consents, releaseChoices, passDevices, passwords, secondFactors } = house().stores
      await passwords.rehash(ERIKA.id, 'another', 'phc-2')
      await secondFactors.spendCode(ERIKA.id, 'unknown', () => entry)
      await passDevices.rename(passDeviceId('free'), ERIKA.id, 'Neu', asItIs, entry)
      await passDevices.markUsed(passDeviceId('unknown'), AT)
      const nobody = sampleAccount('nobody').id
      await consents.remember(nobody, entityId('https://portal.aachen.example'), { digest: 'd', declined: [] }, AT)
      await releaseChoices.keep(nobody, entityId('https://portal.aachen.example'), ['email'], AT)
      expect(await version()).to.equal(before)
    })
  })
}

/** An account begins with version 1, and nothing is left of one that has ended. */
const ENDS: ReadonlySet<string> = new Set(['accounts.create', 'accounts.delete'])
