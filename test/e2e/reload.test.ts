import { expect } from 'chai'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type BrokerProcess, startBrokerProcess } from '../support/broker-process.js'
import { e2ePortal, type E2ePortal } from '../support/e2e-portal.js'
import { PASSWORD, STAGES } from '../support/login-stages.js'
import { createWebClient } from '../support/web-client.js'

const GIVEN_NAME = '2.5.4.42'

describe('serve in one process, without Redis, at SIGHUP', function () {
  this.timeout(120_000)
  let broker: BrokerProcess
  let portal: E2ePortal
  const folder = mkdtempSync(join(tmpdir(), 'servicekonto-reload-'))
  const configFile = join(folder, 'config.yaml')

  before(async () => {
    writeFileSync(configFile, 'site:\n  name: Konto Eins\n')
    broker = await startBrokerProcess({ DATA_DIR: folder, CONFIG_FILE: configFile })
    const url = `http://localhost:${broker.port}`
    portal = await e2ePortal({ url }, { name: 'aachen', attributes: [GIVEN_NAME] })
    const file = join(folder, 'metadata.xml')
    writeFileSync(file, portal.metadata)
    await broker.servicekonto(['sp', 'import', file])
    await broker.servicekonto(['account', 'create', '--username', 'jana', '--given-name', 'Jana'], PASSWORD)
    // It looks for changes every 2 s.
    await sleep(2500)
  })
  after(async () => {
    await broker?.end()
    rmSync(folder, { recursive: true, force: true })
  })

  const reload = async (settings: string, told: string): Promise<void> => {
    const before = broker.count(told)
    writeFileSync(configFile, settings)
    broker.signal('SIGHUP')
    await broker.until(told, before)
  }
  const metric = async (name: string): Promise<number> => {
    const { body } = await createWebClient().get(`${broker.url}/metrics`)
    const lines = body.split('\n').filter((line) => line.startsWith(name))
    return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
  }

  it('reads its settings anew; a login under way goes on, its session lasts, and what was counted stays', async () => {
    const client = createWebClient()
    let page = await portal.login(client)
    expect(page.text).to.contain('Konto Eins')
    for (const stage of STAGES) {
      await reload('site:\n  name: Konto Zwei\nhttp:\n  keepAliveSeconds: 9\n', 'broker.reloaded')
      page = await stage(client, page, 'jana')
    }
    expect(await portal.read(page)).to.have.property(`urn:oid:${GIVEN_NAME}`, 'Jana')
    expect(await metric('servicekonto_logins_total')).to.equal(1)
    await reload('site:\n  name: Konto Drei\nmethods:\n  pass:\n    enabled: false\n', 'broker.reloaded')
    const again = await portal.login(client)
    expect(again.find('[name="decision"][value="confirm"]')).not.to.equal(null)
    expect(again.text).to.contain('Konto Drei')
    expect(await metric('servicekonto_registered_services ')).to.equal(1)
    expect(await metric('servicekonto_logins_total')).to.equal(1)
  })

  it('keeps connections open for as long as the settings of then say', async () => {
    await reload('http:\n  keepAliveSeconds: 9\n', 'broker.reloaded')
    const answer = await fetch(`${broker.url}/health/live`)
    expect(answer.headers.get('keep-alive')).to.equal('timeout=9')
  })

  it('follows the command line afterwards as before', async () => {
    await broker.servicekonto(['sp', 'disable', portal.entityId])
    await sleep(2500)
    expect((await portal.login(createWebClient())).status).to.equal(403)
    await broker.servicekonto(['sp', 'enable', portal.entityId])
  })

  it('keeps the settings that it has if the file is faulty, and says every fault on stderr', async () => {
    await reload('site:\n  name: Konto Vier\n', 'broker.reloaded')
    await reload('site:\n  nmae: Konto\nhttp:\n  keepAliveSeconds: 0\n', 'broker.reload-ended')
    // The log line and what is said on stderr come by two pipes.
    for (let look = 0; look < 200 && !broker.stderr().includes('keepAliveSeconds'); look++) await sleep(50)
    expect(broker.stderr()).to.match(/^.*site\.nmae.*\n.*http\.keepAliveSeconds is 0; it may be .*\n$/)
    expect((await createWebClient().get(`${broker.url}/`)).text).to.contain('Konto Vier')
  })

  it('takes several signals at once, and ends well with SIGTERM right after one', async () => {
    for (let count = 0; count < 5; count++) broker.signal('SIGHUP')
    expect(await broker.end()).to.equal(0)
    expect(broker.count('broker.stopped')).to.equal(1)
  })
})
