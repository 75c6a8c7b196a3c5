import { expect } from 'chai'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'
import { type Broker, startBroker } from './broker.js'
import { confirm, createCitizen, logIn } from './citizen.js'
import { begin, connect, factsOf } from './connected-services.js'
import { mellon } from './products/mellon.js'
import { shibboleth } from './products/shibboleth.js'
import { simpleSamlPhp } from './products/simplesamlphp.js'
import type { ServiceProvider } from './service-provider.js'
import { AS_IN_THE_EXAMPLE } from './setup.js'

const NEXT = '[data-testid="logout-next"]'
const BACK = '[data-testid="logout-back"]'

describe('A logout at one of two service providers of Debian’s packages, as the portal guide sets them up', () => {
  const products = [shibboleth, simpleSamlPhp, mellon]
  let broker: Broker
  const services = new Map<string, ServiceProvider>()
  const serviceOf = (name: string): ServiceProvider => services.get(name) ?? expect.fail(`${name} was not started`)

  before(async () => {
    broker = await startBroker()
    await createCitizen(broker)
    const facts = await factsOf(broker)
    for (const product of products) services.set(product.name, await connect(product, AS_IN_THE_EXAMPLE, broker, facts))
    await broker.follow()
  })
  after(async () => {
    await Promise.all([...services.values()].map((service) => service.stop()))
    await broker?.stop()
  })

  const loggedInAt = async (browser: WebClient, service: ServiceProvider): Promise<void> => {
    const { page } = await begin(browser, service)
    const asked = page.find('[data-method=password]') ? await logIn(browser, page) : page
    expect((await confirm(browser, asked)).url).to.equal(service.target)
  }
  /** Opening it begins a login again. */
  const isLoggedOut = async (browser: WebClient, { target }: ServiceProvider): Promise<boolean> =>
    (await browser.handOver(await browser.get(target))).find('[data-method=password]') !== null
  /** Through the broker's pages, to where the first service shows the end. */
  const toTheEnd = async (browser: WebClient, page: WebPage): Promise<WebPage> => {
    if (page.find(NEXT)) return toTheEnd(browser, await browser.handOver(await browser.click(page, NEXT)))
    return page
  }

  for (const first of products) {
    for (const second of products.filter((each) => each !== first)) {
      it(`at ${first.name} reaches ${second.name}, and comes back`, async () => {
        const [one, other] = [serviceOf(first.name), serviceOf(second.name)]
        const browser = createWebClient()
        try {
          await loggedInAt(browser, one)
          await loggedInAt(browser, other)
          const begun = await browser.handOver(await browser.get(one.logoutUrl ?? expect.fail('it has no logout')))
          const told = await toTheEnd(browser, begun)
          const states = told.all('[data-logout-service]').map(({ attributes }) => attributes.get('data-logout-state'))
          expect(states, told.text).to.deep.equal(['done'])
          const back = await browser.handOver(await browser.click(told, BACK))
          expect(new URL(back.url).origin).to.equal(new URL(one.target).origin)
          expect(back.status, back.text).to.be.below(400)
          expect(await isLoggedOut(browser, other)).to.equal(true)
          expect(await isLoggedOut(browser, one)).to.equal(true)
        } catch (error) {
          process.stderr.write(`${one.logs()}\n${other.logs()}\n${broker.log().slice(-4000)}\n`)
          throw error
        }
      })
    }
  }
})
