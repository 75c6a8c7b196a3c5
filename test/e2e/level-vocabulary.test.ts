import { expect } from 'chai'
import { e2ePortal, type E2ePortal } from '../support/e2e-portal.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { createWebClient } from '../support/web-client.js'

const PASSWORD = 'ein wirklich langer Satz'

describe('the words in which a portal is told the level', () => {
  let broker: RunningTestBroker
  let portal: E2ePortal
  before(async () => {
    broker = await startBroker()
    await broker.citizen('jana', PASSWORD, ['--given-name', 'Jana'])
    portal = await e2ePortal(broker, { name: 'formulare' })
    await broker.register(portal.metadata)
  })
  after(() => broker.stop())

  const set = async (vocabulary: string): Promise<void> => {
    const { code, err } = await broker.cli(['sp', 'set', portal.entityId, `levelVocabulary=${vocabulary}`])
    expect([code, err]).to.deep.equal([0, ''])
    await broker.settled()
  }

  /** The class in the answer to a login; `classes`: those that its request names. */
  async function told(classes: readonly string[] = []): Promise<string | undefined> {
    const client = createWebClient()
    const asked = classes.length === 0 ? {} : { disableRequestedAuthnContext: false, authnContext: [...classes] }
    const password = await client.click(await portal.login(client, asked), '[data-method="password"]')
    const confirm = await client.submit(password, { fields: { username: 'jana', password: PASSWORD } })
    const back = await client.submit(confirm, { button: '[name="decision"][value="confirm"]' })
    const { getAssertionXml } = await portal.read(back)
    return /AuthnContextClassRef>([^<]*)</.exec(getAssertionXml?.() ?? '')?.[1]
  }

  it('are those of eIDAS as imported', async () => {
    expect(await told()).to.equal('http://eidas.europa.eu/LoA/low')
  })

  it('are those that its operator sets, where its request names none', async () => {
    await set('stork')
    expect(await told()).to.equal('STORK-QAA-Level-2')
    expect(await told(['http://bsi.bund.de/eID/LoA/normal'])).to.equal('http://bsi.bund.de/eID/LoA/normal')
    await set('default')
    expect(await told()).to.equal('http://eidas.europa.eu/LoA/low')
  })
})
