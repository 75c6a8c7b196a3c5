import { expect } from 'chai'
import { createWebClient } from '../support/web-client.js'
import { type Broker, startBroker } from './broker.js'
import { CITIZEN, confirm, createCitizen, logIn } from './citizen.js'
import { begin, connect, factsOf } from './connected-services.js'
import { PRODUCTS } from './products.js'
import type { ServiceProvider } from './service-provider.js'
import { AS_IN_THE_EXAMPLE, LOW, NAME_ID_FORMATS } from './setup.js'

describe('The service providers of Debian’s packages, with the settings that the portal guide shows', () => {
  let broker: Broker
  const services = new Map<string, ServiceProvider>()

  before(async () => {
    broker = await startBroker()
    await createCitizen(broker)
    const facts = await factsOf(broker)
    for (const product of PRODUCTS) {
      services.set(product.name, await connect(product, AS_IN_THE_EXAMPLE, broker, facts))
    }
    await broker.follow()
  })
  after(async () => {
    await Promise.all([...services.values()].map((service) => service.stop()))
    await broker?.stop()
  })

  for (const product of PRODUCTS) {
    it(`log a citizen in: ${product.name}`, async () => {
      const service = services.get(product.name)
      if (service === undefined) throw new Error(`${product.name} was not started`)
      const browser = createWebClient()
      try {
        const back = await confirm(browser, await logIn(browser, (await begin(browser, service)).page))
        expect(back.url).to.equal(service.target)
        const received = await service.received(browser, back)
        expect(received.attributes).to.deep.equal({ ...CITIZEN.attributes, trustLevel: 'STORK-QAA-Level-2' })
        expect(received.classRef).to.be.oneOf([LOW, null])
        expect(received.nameIdFormat).to.equal(NAME_ID_FORMATS.persistent)
        expect(received.nameId).to.match(/^\S{43}$/)
      } catch (error) {
        process.stderr.write(`${service.logs()}\n${broker.log().slice(-4000)}\n`)
        throw error
      }
    })
  }
})
