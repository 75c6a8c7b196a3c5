import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { aggregateOf, e2ePortal, type E2ePortal } from '../support/e2e-portal.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { createWebClient, type WebClient } from '../support/web-client.js'

const PASSWORD = 'ein wirklich langer Satz'
const VALUE = '_frühere Kennung, "1"'

describe('a citizen whom an earlier IdP has known', () => {
  let broker: RunningTestBroker
  let portals: readonly E2ePortal[]
  let account: string
  before(async () => {
    broker = await startBroker()
    const made = ['--username', 'jana', '--given-name', 'Jana', '--json']
    const { out } = await broker.cli(['account', 'create', ...made], `${PASSWORD}\n`)
    account = (JSON.parse(out) as { id: string }).id
    portals = await Promise.all(['eins', 'zwei', 'drei'].map((name) => e2ePortal(broker, { name })))
    await broker.register(aggregateOf(portals), ['--set', 'nameIdFormat=persistent'])
  })
  after(() => broker.stop())

  const portal = (at: number): E2ePortal => portals[at] ?? expect.fail()
  const command = async (argv: readonly string[], user?: string): Promise<string> => {
    const { code, err, out } = await broker.cli(argv, '', user)
    expect([code, err]).to.deep.equal([0, ''])
    return out
  }
  const login = async (at: number, client: WebClient = createWebClient()) => {
    const choice = await portal(at).login(client)
    const signedIn = choice.find('[data-method="password"]') === null
    const password = signedIn ? null : await client.click(choice, '[data-method="password"]')
    const confirm = password
      ? await client.submit(password, { fields: { username: 'jana', password: PASSWORD } })
      : choice
    return portal(at).read(await client.submit(confirm, { button: '[name="decision"][value="confirm"]' }))
  }

  it('is known by the same name at the portals of that sector, and by another one elsewhere', async () => {
    const client = createWebClient()
    await command(['sp', 'set', portal(1).entityId, 'sector=alt'])
    const other = await login(2, client)
    const file = join(broker.dataDir, 'alt.csv')
    writeFileSync(file, `account,value\n${account},"${VALUE.replaceAll('"', '""')}"\n`)
    const draft = /^draft (\S+)\n$/.exec(await command(['pseudonym', 'import', '--sector', 'alt', file]))?.[1] ?? ''
    await command(['draft', 'approve', draft], 'paul')
    await broker.settled()
    // The session is from before the import, and what was kept in memory of the account too.
    const profile = await login(1, client)
    expect(profile).to.include({
      nameID: VALUE,
      nameIDFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      nameQualifier: `${broker.url}/saml/metadata`,
      spNameQualifier: portal(1).entityId,
    })
    expect((await login(1)).nameID).to.equal(VALUE)
    expect((await login(2)).nameID).to.equal(other.nameID)
    expect((await login(0)).nameID).not.to.equal(VALUE)
  })

  it('keeps the name that a sector has been told', async () => {
    const { nameID } = await login(0)
    const file = join(broker.dataDir, 'spät.csv')
    writeFileSync(file, `${account},zu-spät\n`)
    const { code, err } = await broker.cli(['pseudonym', 'import', '--sector', portal(0).entityId, file])
    expect(code).to.equal(1)
    expect(err).to.match(/^Nothing was imported: line 1 names an account that this sector has been answered about/)
    expect((await login(0)).nameID).to.equal(nameID)
  })
})
