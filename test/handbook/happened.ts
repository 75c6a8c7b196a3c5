import { expect } from 'chai'
import type { HandbookMachine } from './handbook-machine.js'

/** What has to have happened before a block is read, and what holds after it. */
interface Happened {
  readonly page: string
  readonly words: string
  readonly before?: (machine: HandbookMachine, ids: Map<string, string>) => Promise<void>
  readonly after?: (machine: HandbookMachine, ids: Map<string, string>) => Promise<void>
}

const DAY = 86_400_000

const sql = async (machine: HandbookMachine, statement: string): Promise<string> => {
  const database = machine.here('/var/lib/servicekonto/servicekonto.sqlite')
  const { code, output } = await machine.run(`sqlite3 ${database} "${statement}"`)
  if (code !== 0) throw new Error(output)
  return output.trim()
}

const AS_STORED = '%Y-%m-%dT%H:%M:%fZ'

/** As if the keys had been there for so long. */
const daysPass = (machine: HandbookMachine, days: number): Promise<string> => {
  const columns = ['created_at', 'state_since', 'activated_at']
  const earlier = columns.map((name) => `${name} = strftime('${AS_STORED}', ${name}, '-${days} days')`)
  return sql(machine, `UPDATE signing_key SET ${earlier.join(', ')}`)
}

const command = async (machine: HandbookMachine, script: string): Promise<string> => {
  const { code, output } = await machine.run(script)
  expect(code, output).to.equal(0)
  return output
}

/** The step that a database of an earlier version has not taken. */
let lastStep = ''

export const HAPPENED: readonly Happened[] = [
  {
    page: 'portale.md',
    words: 'weakAlgorithms=aes256-cbc',
    after: async (machine) =>
      void (await command(machine, 'servicekonto sp set https://parken.example/metadata weakAlgorithms=')),
  },
  {
    page: 'schluessel.md',
    words: '$ servicekonto keys activate',
    before: async (machine) => void (await daysPass(machine, 28)),
  },
  {
    page: 'schluessel.md',
    words: '$ servicekonto keys retire',
    before: async (machine) => void (await daysPass(machine, 1)),
  },
  {
    page: 'schluessel.md',
    words: 'expires in 57 days',
    async before(machine) {
      const ends = new Date(Date.now() + 57.5 * DAY).toISOString()
      await sql(machine, `UPDATE signing_key SET not_after = '${ends}' WHERE state = 'active' AND key_use = 'signing'`)
    },
  },
  {
    page: 'fehler-nachschlagen.md',
    words: 'journalctl',
    async before(machine, ids) {
      const page = await command(machine, `curl -s http://127.0.0.1:${machine.port}/saml/sso`)
      ids.set('E-3VEE-43FD', /E-\w{4}-\w{4}/.exec(page)?.[0] ?? 'no error id')
    },
  },
  {
    page: 'mehrere-prozesse.md',
    words: 'systemctl reload',
    async after(machine) {
      await command(
        machine,
        `for try in {1..300}; do grep -q broker.reloaded ${machine.folder}/journal && exit 0; sleep 0.1; done; exit 1`,
      )
    },
  },
  {
    page: 'sicherung.md',
    words: '.backup',
    // Changed after the backup: it is gone again once that is back.
    after: async (machine) => void (await command(machine, 'servicekonto sp remove https://parken.example/metadata')),
  },
  {
    page: 'sicherung.md',
    words: 'rm -f',
    async after(machine) {
      expect(await command(machine, 'servicekonto sp list')).to.contain('https://parken.example/metadata')
      expect(await command(machine, 'servicekonto keys list')).to.contain('active')
      await command(machine, `curl -sf http://127.0.0.1:${machine.port}/health/ready`)
    },
  },
  {
    page: 'sicherung.md',
    words: 'SECRET_KEY does not open',
    async before(machine) {
      await command(machine, 'systemctl stop servicekonto')
      await command(machine, machine.here('head -c 32 /dev/urandom | base64 > /var/lib/servicekonto/secret.key'))
      await machine.run('systemctl start servicekonto')
    },
    async after(machine) {
      await command(machine, machine.here('cat /tresor/secret.key > /var/lib/servicekonto/secret.key'))
      await command(machine, 'systemctl start servicekonto')
    },
  },
  {
    page: 'aktualisieren.md',
    words: 'sp list',
    async before(machine) {
      await command(machine, 'systemctl stop servicekonto')
      lastStep = await sql(machine, 'SELECT id, timestamp, quote(name) FROM schema_migration ORDER BY id DESC LIMIT 1')
      await sql(machine, `DELETE FROM schema_migration WHERE id = ${lastStep.split('|')[0]}`)
    },
    after: async (machine) =>
      void (await sql(machine, `INSERT INTO schema_migration VALUES (${lastStep.replaceAll('|', ', ')})`)),
  },
]
