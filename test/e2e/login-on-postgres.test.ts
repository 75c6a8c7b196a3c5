import { expect } from 'chai'
import { randomBytes } from 'node:crypto'
import { loadConfig } from '../../src/compose/load-config.js'
import { migrateStore } from '../../src/compose/database.js'
import { serve } from '../../src/compose/serve.js'
import { rejectionOf } from '../contracts/harness.js'
import { e2ePortal, type E2ePortal } from '../support/e2e-portal.js'
import { startPostgresServer, type PostgresServer } from '../support/postgres-server.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

const PASSWORD = 'ein wirklich langer Satz'
const GIVEN_NAME = '2.5.4.42'

describe('a broker on PostgreSQL', () => {
  let server: PostgresServer
  let env: Record<string, string>
  before(async () => {
    server = await startPostgresServer()
    env = { DATABASE_URL: server.url, SECRET_KEY: randomBytes(32).toString('base64') }
  })
  after(() => server.stop())

  it('does not start before servicekonto migrate has made the schema', async () => {
    const refused = await rejectionOf(serve(loadConfig({ ...env, PORT: '0', LOG_LEVEL: 'error' })))
    expect(refused).to.have.property('rule', 'schema-missing')
    expect(String(refused)).to.contain('servicekonto migrate')
    expect(await migrateStore(loadConfig(env))).to.have.length.greaterThan(0)
    expect(await migrateStore(loadConfig(env))).to.deep.equal([])
  })

  describe('with two instances that started together', () => {
    let brokers: RunningTestBroker[]
    let broker: RunningTestBroker
    let portal: E2ePortal
    before(async () => {
      brokers = await Promise.all([startBroker('', env), startBroker('', env)])
      const [first] = brokers
      if (!first) throw new Error('no broker')
      broker = first
      portal = await e2ePortal(broker, { name: 'aachen', attributes: [GIVEN_NAME] })
      await broker.register(portal.metadata)
      await broker.citizen('jana', PASSWORD, ['--given-name', 'Jana', '--family-name', 'Nowak-Ḫaddād'])
    })
    after(() => Promise.all(brokers.map((each) => each.stop())))

    const toPassword = async (client: WebClient): Promise<WebPage> =>
      client.click(await portal.login(client, { forceAuthn: true }), '[data-method="password"]')
    const logIn = (client: WebClient, page: WebPage) =>
      client.submit(page, { fields: { username: 'jana', password: PASSWORD } })
    const confirm = (client: WebClient, page: WebPage) =>
      client.submit(page, { button: '[name="decision"][value="confirm"]' })
    const expectJana = async (page: WebPage): Promise<void> => {
      expect(await portal.read(page)).to.have.property(`urn:oid:${GIVEN_NAME}`, 'Jana')
    }

    it('has the same keys in both', async () => {
      const certificates = await Promise.all(
        brokers.map(async ({ url }) => {
          const { body } = await createWebClient().get(`${url}/saml/metadata`)
          return [...body.matchAll(/<ds:X509Certificate>([^<]+)</g)].map(([, certificate]) => certificate)
        }),
      )
      expect(certificates[0]).to.deep.equal(certificates[1])
    })

    it('takes the citizen from the portal over method, password and confirmation back to it', async () => {
      const client = createWebClient()
      const page = await logIn(client, await toPassword(client))
      expect(page.attributes()).to.deep.include({ givenName: 'Jana' })
      await expectJana(await confirm(client, page))
    })

    it('says 503 and when to try again while the database is down, and the login goes on after it', async () => {
      const client = createWebClient()
      const form = await toPassword(client)
      await server.kill()
      const down = await logIn(client, form)
      expect(down.status).to.equal(503)
      expect(down.headers['retry-after']).to.match(/^\d+$/)
      expect(down.find('[data-testid="error"]')).not.to.equal(null)
      const readiness = await createWebClient().get(`${broker.url}/health/ready`)
      expect(readiness.status).to.equal(503)
      expect(readiness.body).to.contain('"database":"unavailable"')
      await server.start()
      expect((await createWebClient().get(`${broker.url}/health/ready`)).status).to.equal(200)
      await expectJana(await confirm(client, await logIn(client, form)))
    })

    it('tells a wrong password like an unknown name, whatever characters are typed', async () => {
      for (const username of ['jana', 'nobody-here', 'ja\0na', '\ud800']) {
        const client = createWebClient()
        const page = await client.submit(await toPassword(client), { fields: { username, password: 'falsch, falsch' } })
        expect(page.find('[name="password"]'), JSON.stringify(username)).not.to.equal(null)
      }
    })

    it('lets commands act on the same database, and follows them', async () => {
      expect((await broker.cli(['sp', 'disable', portal.entityId])).code).to.equal(0)
      await broker.settled()
      expect((await portal.login(createWebClient())).find('[data-testid="error"]')).not.to.equal(null)
      expect((await broker.cli(['sp', 'enable', portal.entityId])).code).to.equal(0)
      await broker.settled()
      expect((await portal.login(createWebClient())).status).to.equal(200)
    })
  })
})
