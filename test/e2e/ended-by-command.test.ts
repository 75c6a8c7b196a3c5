import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { startBrokerProcess, type BrokerProcess } from '../support/broker-process.js'
import { aggregateOf } from '../support/e2e-portal.js'
import { PASSWORD } from '../support/login-stages.js'
import { startLogoutPortal, type LogoutPortal } from '../support/logout-portal.js'
import { createWebClient, type WebClient } from '../support/web-client.js'

const BECAUSE = ['--reason', 'Anruf'] as const

/** A portal that is told by SOAP, and one that only a browser can tell. */
describe('sessions that a command ends, beside the broker that runs', function () {
  this.timeout(180_000)
  let dataDir: string
  let broker: BrokerProcess
  let bySoap: LogoutPortal
  let byBrowser: LogoutPortal

  before(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'servicekonto-ended-'))
    broker = await startBrokerProcess({ DATA_DIR: dataDir })
    const url = `http://localhost:${broker.port}`
    bySoap = await startLogoutPortal({ url }, { name: 'coburg', bindings: ['SOAP'] })
    byBrowser = await startLogoutPortal({ url }, { name: 'aachen', bindings: ['HTTP-Redirect'] })
    const file = join(dataDir, 'metadata.xml')
    writeFileSync(file, aggregateOf([bySoap, byBrowser]))
    await broker.servicekonto(['sp', 'import', file])
    await broker.servicekonto(['account', 'create', '--username', 'jana', '--given-name', 'Jana'], `${PASSWORD}\n`)
    await sleep(2500)
  })
  after(async () => {
    await broker?.end()
    await bySoap?.close()
    await byBrowser?.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const loggedIn = async (): Promise<{ readonly client: WebClient; readonly name: string }> => {
    const client = createWebClient()
    const { nameID: name } = await bySoap.loggedIn(client)
    await byBrowser.loggedIn(client)
    ;(bySoap.told as string[]).length = 0
    ;(byBrowser.told as string[]).length = 0
    return { client, name }
  }
  const isTold = async (name: string): Promise<void> => {
    for (let waited = 0; waited < 200 && bySoap.told.length === 0; waited += 1) await sleep(100)
    expect(bySoap.told).to.deep.equal([name])
  }
  /** What is left is told by whoever has the browser, at /abmelden. */
  const tellsTheRest = async (client: WebClient): Promise<void> => {
    const page = await client.get(`http://localhost:${broker.port}/abmelden`)
    const shown = await client.submit(page, { button: '[name="decision"][value="logout"]' })
    await client.handOver(await client.click(shown, '[data-testid="logout-next"]'))
    expect([bySoap.told.length, byBrowser.told.length]).to.deep.equal([1, 1])
  }

  it('are told to services by SOAP once within seconds, and by their browser to the rest', async () => {
    const { client, name } = await loggedIn()
    await broker.servicekonto(['account', 'end-sessions', '--username', 'jana', ...BECAUSE])
    await isTold(name)
    await tellsTheRest(client)
  })

  it('are told where a method was switched off on which they rest', async () => {
    await sleep(3000)
    const { client, name } = await loggedIn()
    await broker.servicekonto(['method', 'disable', 'password'])
    await isTold(name)
    await tellsTheRest(client)
    await broker.servicekonto(['method', 'enable', 'password'])
    await sleep(2500)
  })

  it('are told where the account is blocked', async () => {
    const { name } = await loggedIn()
    await broker.servicekonto(['account', 'block', '--username', 'jana', ...BECAUSE])
    await isTold(name)
    await broker.servicekonto(['account', 'unblock', '--username', 'jana', ...BECAUSE])
    await sleep(3000)
  })

  it('are told where the account is deleted', async () => {
    const { client, name } = await loggedIn()
    await broker.servicekonto(['account', 'delete', '--username', 'jana', ...BECAUSE])
    await isTold(name)
    await tellsTheRest(client)
  })
})
