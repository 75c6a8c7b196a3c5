import { expect } from 'chai'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { blockWith, ROOT } from '../docs/fenced-blocks.js'
import { type HandbookMachine, handbookMachine } from './handbook-machine.js'
import { setUpService } from './set-up-service.js'

const PAGE = 'docs/betriebshandbuch/installation.md'
const FILES = 'config/systemd'

describe('the installation as the handbook tells it', function () {
  this.timeout(180_000)
  let machine: HandbookMachine

  before(async () => {
    machine = await handbookMachine()
    await setUpService(machine)
  })
  after(() => machine?.remove())

  const script = async (part: string): Promise<void> => {
    const { code, output } = await machine.run(`set -e\n${machine.here(blockWith(PAGE, part).text)}`)
    if (code !== 0) throw new Error(output)
  }
  const mainProcess = (): number => Number(machine.read(`${machine.folder}/pid`))
  const journal = (): string => machine.read(`${machine.folder}/journal`)
  const until = async (check: () => boolean): Promise<void> => {
    while (!check()) await new Promise((resolve) => setTimeout(resolve, 50))
  }

  it('starts as a user who cannot write to the installation, and writes where the unit lets it alone', async () => {
    await script('systemctl enable --now')
    const status = await machine.run(`cat /proc/$(cat ${machine.folder}/pid)/status`)
    const service = await machine.asService('id', '-u')
    expect(status.output).to.match(new RegExp(`^Uid:\\t${service.output.trim()}\\t`, 'm'))
    if (process.getuid?.() === 0) {
      const write = await machine.asService('test', '-w', machine.here('/opt/servicekonto/dist'))
      expect(write.code, 'may write to the installation').to.equal(1)
      expect((await machine.asService('test', '-w', machine.here('/etc/servicekonto/servicekonto.env'))).code).to.equal(
        1,
      )
    }
    expect(statSync(machine.here('/var/lib/servicekonto')).mode & 0o777).to.equal(0o700)
    expect(statSync(machine.here('/var/lib/servicekonto/secret.key')).mode & 0o777).to.equal(0o600)
  })

  it('has a command that sees the same store as the service, whatever the shell has set', async () => {
    const keys = await machine.run('DATA_DIR=/nowhere PORT=x servicekonto keys list --json')
    expect(keys.code, keys.output).to.equal(0)
    expect(keys.output).to.match(/"signing"[^]*"encryption"/)
    const service = machine.asService(machine.here('/usr/local/bin/servicekonto'), 'sp', 'list')
    expect(await service).to.deep.equal({ code: 0, output: 'no service is registered\n' })
  })

  it('hands on what goes in, the exit code and every argument as it is', async () => {
    const made = await machine.run(
      `servicekonto account create --username mia.keller --given-name 'Mia  Sophie' <<< 'ein langer Satz als Passwort'`,
    )
    expect(made, made.output).to.have.property('code', 0)
    expect((await machine.run('servicekonto sp show https://nobody.example')).code).to.equal(1)
    expect((await machine.run('servicekonto sp set')).code).to.equal(2)
  })

  it('reads the config file anew at a reload, in the same process', async () => {
    const before = mainProcess()
    machine.write('/etc/servicekonto/konto.yaml', 'site:\n  name: Konto Zwei\n')
    expect((await machine.run('systemctl reload servicekonto')).code).to.equal(0)
    await until(() => journal().includes('broker.reloaded'))
    const page = await machine.run(`curl -s http://127.0.0.1:${machine.port}/`)
    expect(page.output).to.contain('Konto Zwei')
    expect(mainProcess()).to.equal(before)
  })

  it('ends well, and nothing is left', async () => {
    const before = mainProcess()
    expect((await machine.run('systemctl stop servicekonto')).code).to.equal(0)
    expect(journal().trimEnd().split('\n').at(-1)).to.contain('"broker.stopped"')
    expect((await machine.run(`kill -0 ${before}`)).code).to.equal(1)
  })
})

describe('the files for a service', () => {
  it('have a unit that systemd takes as it is, with little left to attack', function () {
    this.timeout(60_000)
    const folder = mkdtempSync(join(tmpdir(), 'servicekonto-unit-'))
    const unit = join(folder, 'servicekonto.service')
    const text = readFileSync(join(ROOT, FILES, 'servicekonto.service'), 'utf8')
    // It looks whether the program is there; on this machine it lies elsewhere.
    writeFileSync(unit, text.replace('/usr/bin/node', process.execPath))
    const verified = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' })
    expect(verified.stdout + verified.stderr).to.equal('')
    const safe = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=20', unit], {
      encoding: 'utf8',
    })
    expect(safe.status, safe.stdout).to.equal(0)
    rmSync(folder, { recursive: true })
  })

  it('have an environment that systemd and Node read alike: names and values without blanks, quotes and signs', () => {
    const lines = readFileSync(join(ROOT, FILES, 'servicekonto.env'), 'utf8').split('\n')
    for (const line of lines) expect(line.replace(/^#(?=[A-Z_]+=)/, '')).to.match(/^(#.*|[A-Z_]+=[\w:/.@?=&-]+)?$/)
  })
})
