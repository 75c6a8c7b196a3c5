import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm'
import { tableColumn as column } from '../columns.js'

const METHOD_SWITCH = new Table({
  name: 'method_switch',
  columns: [
    column('word', 'method', { primary: true }),
    column('flag', 'enabled'),
    column('time', 'disabled_at', { nullable: true }),
  ],
})

const ACCOUNT_COLUMNS = [
  column('time', 'blocked_at', { nullable: true }),
  column('time', 'sessions_ended_at', { nullable: true }),
  column('word', 'email_key', { nullable: true }),
]

const BY_EMAIL = new TableIndex({ name: 'ix_account_email_key', columnNames: ['email_key'] })

/** As `NAMED_SERVICE` of `../audit-columns.ts` has it. */
const NAMED_SERVICE = {
  postgres: `substring("after" from '"service":"([^"]*)"')`,
  sqlite: `CASE WHEN instr("after", '"service":"') > 0 THEN substr("after", instr("after", '"service":"') + 11,
    instr(substr("after", instr("after", '"service":"') + 11), '"') - 1) END`,
}

const kindOf = (runner: QueryRunner): keyof typeof NAMED_SERVICE =>
  runner.dataSource.options.type === 'postgres' ? 'postgres' : 'sqlite'

/** Accounts that are blocked, found by their e-mail address, whose sessions end; methods that are switched off. */
export class BlockedAccounts1767225600012 implements MigrationInterface {
  readonly name = 'BlockedAccounts1767225600012'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(METHOD_SWITCH.clone())
    await runner.addColumns(
      'account',
      ACCOUNT_COLUMNS.map((each) => each.clone()),
    )
    await runner.createIndex('account', BY_EMAIL.clone())
    await keepAddresses(runner)
    // Of what stands in few entries, so that the many have no index more to be written into.
    await runner.query(
      `CREATE INDEX ix_audit_entries_service ON audit_entries ((${NAMED_SERVICE[kindOf(runner)]}), "at", id)`,
    )
    await runner.query(
      `CREATE INDEX ix_audit_entries_actor ON audit_entries (actor, "at", id) WHERE actor NOT IN ('citizen', 'broker')`,
    )
    await runner.query(
      `CREATE INDEX ix_audit_entries_action ON audit_entries (action, "at", id)
        WHERE action NOT IN ('login.answered', 'login.aborted', 'account.signed-in')`,
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['action', 'actor', 'service']) await runner.query(`DROP INDEX ix_audit_entries_${name}`)
    await runner.dropIndex('account', BY_EMAIL.clone())
    for (const { name } of ACCOUNT_COLUMNS) await runner.dropColumn('account', name)
    await runner.dropTable(METHOD_SWITCH.name)
  }
}

const PAGE = 500

interface AccountText {
  readonly id: string
  readonly identity: string
}

/** The addresses that accounts have already, as they are compared: the part behind the last @ without case. */
async function keepAddresses(runner: QueryRunner): Promise<void> {
  let after = ''
  for (;;) {
    const [from, set] = kindOf(runner) === 'postgres' ? (['$1', ['$1', '$2']] as const) : (['?', ['?', '?']] as const)
    const text = `SELECT id, identity FROM account WHERE id > ${from} ORDER BY id LIMIT ${PAGE}`
    const rows: readonly AccountText[] = await runner.manager.query(text, [after])
    for (const { id, identity } of rows) {
      const address = addressIn(identity)
      if (address === null) continue
      const at = address.lastIndexOf('@')
      const key = at < 0 ? address : address.slice(0, at) + address.slice(at).toLowerCase()
      await runner.query(`UPDATE account SET email_key = ${set[0]} WHERE id = ${set[1]}`, [key, id])
    }
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = last.id
  }
}

function addressIn(identity: string): string | null {
  const read: unknown = JSON.parse(identity)
  const email: unknown = typeof read === 'object' && read !== null && 'email' in read ? read.email : null
  const value: unknown = typeof email === 'object' && email !== null && 'value' in email ? email.value : null
  return typeof value === 'string' && value !== '' ? value.trim() : null
}
