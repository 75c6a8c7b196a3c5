import { expect } from 'chai'
import { e2ePortal } from '../support/e2e-portal.js'
import { PASSWORD, STAGES } from '../support/login-stages.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { testKey } from '../support/saml-keys.js'
import { createWebClient } from '../support/web-client.js'

const GIVEN_NAME = '2.5.4.42'
const LOGINS = 20

describe('twenty logins that are open while new metadata of their portal go live', () => {
  let broker: RunningTestBroker
  before(async () => {
    broker = await startBroker()
    await broker.citizen('jana', PASSWORD, ['--given-name', 'Jana'])
  })
  after(() => broker.stop())

  it('all end where they began, encrypted to the new key; whoever comes later may name the new address', async () => {
    const portal = await e2ePortal(broker, { name: 'aachen', attributes: [GIVEN_NAME] })
    await broker.register(portal.metadata)
    // They stand at every step of a login.
    const open = await Promise.all(
      Array.from({ length: LOGINS }, async (_none, count) => {
        const client = createWebClient()
        const stages = [...STAGES]
        let page = await portal.login(client)
        for (const stage of stages.splice(0, count % STAGES.length)) page = await stage(client, page, 'jana')
        return { client, stages, page }
      }),
    )
    const second = `<md:AssertionConsumerService index="1" Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${portal.acs}/neu"/>`
    const renewed = portal.metadata
      .replace('<md:AttributeConsumingService', `${second}$&`)
      .replaceAll(testKey('serviceEncryption').certificate, testKey('serviceNext').certificate)
    await broker.register(renewed)
    const saml = { decryptionPvk: testKey('serviceNext').privatePem }
    const after = await e2ePortal(broker, { name: 'aachen', attributes: [GIVEN_NAME], saml })
    for (const { client, stages, page } of open) {
      let shown = page
      for (const stage of stages) shown = await stage(client, shown, 'jana')
      expect(shown.one('form').attributes.get('action')).to.equal(portal.acs)
      expect(await after.read(shown)).to.have.property(`urn:oid:${GIVEN_NAME}`, 'Jana')
    }
    const client = createWebClient()
    let late = await after.login(client, { callbackUrl: `${portal.acs}/neu` })
    for (const stage of STAGES) late = await stage(client, late, 'jana')
    expect(late.one('form').attributes.get('action')).to.equal(`${portal.acs}/neu`)
  })
})
