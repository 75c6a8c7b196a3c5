import { expect } from 'chai'
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { type PostgresServer, startPostgresServer } from '../support/postgres-server.js'
import { commandsOf, printsAsSaid, scriptOf, splitOutput } from '../docs/console-block.js'
import { blockWith } from '../docs/fenced-blocks.js'
import { type HandbookMachine, handbookMachine } from './handbook-machine.js'
import { setUpService } from './set-up-service.js'

const PAGE = 'docs/betriebshandbuch/postgresql.md'
const MOVE = 'docs/betriebshandbuch/umzug-zu-postgresql.md'
const ENVIRONMENT = '/etc/servicekonto/servicekonto.env'
const PASSWORD = 'PASSWORT'

/** The pages' commands on this machine and this server. */
function following(machine: HandbookMachine, server: PostgresServer) {
  /** On this server the user who runs PostgreSQL is reached over the network, not by `runuser`. */
  const here = (text: string): string => machine.here(text).replaceAll('runuser -u postgres -- ', '')
  const asSuperuser = (): string => {
    const { hostname, port, username, password } = new URL(server.url)
    return `export PGHOST=${hostname} PGPORT=${port} PGUSER=${username} PGPASSWORD=${password} PGDATABASE=postgres\n`
  }
  const console = async (part: string, input?: string, page = PAGE): Promise<void> => {
    const commands = commandsOf(blockWith(page, part).text)
    const before = part.startsWith('$ servicekonto') ? '' : asSuperuser()
    const { output } = await machine.run(before + here(scriptOf(commands)), input)
    for (const [place, real] of splitOutput(output).slice(0, commands.length).entries()) {
      const said = commands[place]?.printed ?? ''
      // Where there is no terminal, the question for a password is written to stderr.
      if (!printsAsSaid(said, real.replaceAll(/Enter (password for new role|it again): ?\n?/g, '')))
        expect(real).to.equal(said)
    }
  }
  const script = async (part: string, page = PAGE): Promise<void> => {
    const { code, output } = await machine.run(`set -e\n${asSuperuser()}${here(blockWith(page, part).text)}`)
    expect(code, output).to.equal(0)
  }
  const command = async (text: string): Promise<string> => {
    const { code, output } = await machine.run(machine.here(text))
    expect(code, output).to.equal(0)
    return output
  }
  const settings = (page: string): void => {
    const { host } = new URL(server.url)
    const lines = blockWith(page, 'DATABASE_URL=')
      .text.replace('db.example:5432', host)
      .replace('?sslmode=verify-full', '')
    machine.write(ENVIRONMENT, machine.read(ENVIRONMENT) + machine.here(`${lines}\n`))
  }
  return { here, console, script, command, settings }
}

describe('PostgreSQL as the handbook sets it up', function () {
  this.timeout(240_000)
  let server: PostgresServer
  let machine: HandbookMachine

  before(async () => {
    server = await startPostgresServer()
    machine = await handbookMachine()
    await setUpService(machine)
  })
  after(async () => {
    await machine?.remove()
    await server?.stop()
  })

  it('is made ready, and the service starts on it', async () => {
    const { console, command, settings } = following(machine, server)
    await console('createuser', `${PASSWORD}\n${PASSWORD}`)
    await console('$ openssl rand')
    settings(PAGE)
    await console('$ servicekonto migrate')
    expect(await command('curl -sf http://127.0.0.1:3000/health/ready')).to.contain('"database":"ok"')
    await command(`servicekonto account create --username mia.keller <<< 'Sieben-Schwalben-am-Turm'`)
  })

  it('comes back from its backup, with the secret that it was made with and no other', async () => {
    const { script, command } = following(machine, server)
    const keys = await command('servicekonto keys list')
    await script('pg_dump')
    await command('servicekonto keys generate')
    await command('systemctl stop servicekonto')
    await script('pg_restore')
    const secret = readFileSync(machine.here('/etc/servicekonto/secret.key'), 'utf8')
    machine.write('/etc/servicekonto/secret.key', `${randomBytes(32).toString('base64')}\n`)
    expect((await machine.run('systemctl start servicekonto')).code).to.equal(1)
    expect(await command('journalctl -u servicekonto -o cat -n 1')).to.match(/^SECRET_KEY.* does not open/)
    machine.write('/etc/servicekonto/secret.key', secret)
    await command('systemctl start servicekonto')
    expect(await command('servicekonto keys list')).to.equal(keys)
    const again = await machine.run(`servicekonto account create --username mia.keller <<< 'Sieben-Schwalben-am-Turm'`)
    expect(again.code, again.output).to.equal(1)
  })
})

describe('the move from SQLite to PostgreSQL as the handbook describes it', function () {
  this.timeout(240_000)
  let server: PostgresServer
  let machine: HandbookMachine

  before(async () => {
    server = await startPostgresServer()
    machine = await handbookMachine()
    await setUpService(machine)
  })
  after(async () => {
    await machine?.remove()
    await server?.stop()
  })

  it('keeps keys and accounts, and a second one is refused', async () => {
    const { console, script, command, settings } = following(machine, server)
    await command('systemctl start servicekonto')
    const keys = await command('servicekonto keys list')
    await command(`servicekonto account create --username mia.keller <<< 'Sieben-Schwalben-am-Turm'`)
    await console('createuser', `${PASSWORD}\n${PASSWORD}`)
    await script('systemctl stop', MOVE)
    expect(readdirSync(machine.here('/sicherung'))).to.contain('servicekonto.sqlite')
    await script('install -o', MOVE)
    settings(MOVE)
    const move = `set -e\n${scriptOf(commandsOf(blockWith(MOVE, 'migrate --from').text).slice(0, 1))}`
    expect(await command(move)).to.match(/copied 1 rows? of account\n/)
    const again = await machine.run(machine.here(move))
    expect(again.code, again.output).to.equal(1)
    await command('systemctl start servicekonto')
    expect(await command('servicekonto keys list')).to.equal(keys)
    const twice = await machine.run(`servicekonto account create --username mia.keller <<< 'Sieben-Schwalben-am-Turm'`)
    expect(twice.code, twice.output).to.equal(1)
  })
})
