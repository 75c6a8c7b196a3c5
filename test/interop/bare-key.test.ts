import { expect } from 'chai'
import { createWebClient } from '../support/web-client.js'
import { type Broker, startBroker } from './broker.js'
import { CITIZEN, confirm, createCitizen, logIn } from './citizen.js'
import { begin, connect, factsOf } from './connected-services.js'
import { createLemonLdap } from './products/lemonldap.js'
import type { ServiceProvider } from './service-provider.js'
import { AS_IN_THE_EXAMPLE } from './setup.js'

describe('LemonLDAP::NG with keys that have no certificate', () => {
  let broker: Broker
  let service: ServiceProvider

  before(async () => {
    broker = await startBroker()
    await createCitizen(broker)
    service = await connect(createLemonLdap('bare'), AS_IN_THE_EXAMPLE, broker, await factsOf(broker))
    await broker.follow()
  })
  after(async () => {
    await service?.stop()
    await broker?.stop()
  })

  it('names them as ds:KeyValue in its metadata', async () => {
    const { body } = await createWebClient().get(service.metadata)
    expect(body).to.include('RSAKeyValue').and.not.include('X509Certificate')
  })

  it('logs a citizen in, its request verified and the assertion encrypted with them', async () => {
    const browser = createWebClient()
    const { page, request } = await begin(browser, service)
    expect(request.signed).to.equal(true)
    const back = await confirm(browser, await logIn(browser, page))
    const { attributes } = await service.received(browser, back)
    expect(attributes).to.deep.equal({ ...CITIZEN.attributes, trustLevel: 'STORK-QAA-Level-2' })
  })
})
