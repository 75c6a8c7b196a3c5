import { expect } from 'chai'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'
import { confirm, createCitizen, logIn } from './citizen.js'
import { begin, connect, factsOf, toldBy } from './connected-services.js'
import { mellon } from './products/mellon.js'
import { rubySaml } from './products/ruby-saml.js'
import { shibboleth } from './products/shibboleth.js'
import { simpleSamlPhp } from './products/simplesamlphp.js'
import type { LogoutWay, Product, ServiceProvider } from './service-provider.js'
import { AS_IN_THE_EXAMPLE } from './setup.js'
import { startTwoInstances, type TwoInstances } from './two-instances.js'

const NEXT = '[data-testid="logout-next"]'
const BACK = '[data-testid="logout-back"]'
const SETUP = { ...AS_IN_THE_EXAMPLE, everyLogout: true }

/** How each product asks for a logout, and how it can be told of one. */
const WAYS: readonly (readonly [product: Product, asks: readonly LogoutWay[], told: readonly LogoutWay[]])[] = [
  [shibboleth, ['Redirect', 'POST', 'SOAP'], ['Redirect', 'POST', 'SOAP']],
  [simpleSamlPhp, ['Redirect', 'POST'], ['Redirect', 'POST']],
  [mellon, ['Redirect'], ['Redirect', 'SOAP']],
  [rubySaml, ['Redirect'], ['Redirect']],
]

describe('A logout with service providers of Debian’s packages, all in one session', () => {
  let broker: TwoInstances
  const services = new Map<Product, ServiceProvider>()
  const serviceOf = (product: Product): ServiceProvider =>
    services.get(product) ?? expect.fail(`${product.name} was not started`)

  before(async () => {
    broker = await startTwoInstances()
    await createCitizen(broker)
    const facts = await factsOf(broker)
    for (const [product] of WAYS) services.set(product, await connect(product, SETUP, broker, facts))
    await broker.follow()
  })
  afterEach(function () {
    if (this.currentTest?.state !== 'failed') return
    for (const service of services.values()) process.stderr.write(`${service.logs()}\n`)
    process.stderr.write(`${broker.log().slice(-8000)}\n`)
  })
  after(async () => {
    await Promise.all([...services.values()].map((service) => service.stop()))
    await broker?.stop()
  })

  /** A browser that is logged in at all of them. */
  const loggedIn = async (): Promise<WebClient> => {
    const browser = createWebClient()
    for (const service of services.values()) {
      const { page } = await begin(browser, service)
      const asked = page.find('[data-method=password]') ? await logIn(browser, page) : page
      expect((await confirm(browser, asked)).url).to.equal(service.target)
    }
    return browser
  }
  /** Opening it begins a login again. */
  const isLoggedOut = async (browser: WebClient, { target }: ServiceProvider): Promise<boolean> =>
    (await browser.handOver(await browser.get(target))).find('[data-method=password]') !== null
  const expectOver = async (browser: WebClient, but: readonly Product[] = []): Promise<void> => {
    for (const [product, service] of services) {
      if (!but.includes(product)) expect(await isLoggedOut(browser, service), product.name).to.equal(true)
    }
  }
  /** Through the broker's pages, to where it tells the end; whoever does not answer is left behind. */
  const toTheEnd = async (browser: WebClient, page: WebPage): Promise<WebPage> => {
    if (!page.find(NEXT)) return page
    const next = browser.click(page, NEXT).then((told) => browser.handOver(told))
    return toTheEnd(browser, await next.catch(() => browser.get(page.url)))
  }
  /** What the page says of each product. */
  const statesOn = (page: WebPage): Readonly<Record<string, string | undefined>> =>
    Object.fromEntries(
      page.all('[data-logout-service]').map(({ attributes }) => {
        const id = attributes.get('data-logout-service')
        const product = WAYS.find(([each]) => serviceOf(each).entityId === id)?.[0]
        return [product?.name ?? id, attributes.get('data-logout-state')]
      }),
    )
  const doneBut = (...asker: readonly Product[]): Readonly<Record<string, string>> =>
    Object.fromEntries([...services.keys()].flatMap((each) => (asker.includes(each) ? [] : [[each.name, 'done']])))
  const askFor = async (browser: WebClient, product: Product, way: LogoutWay): Promise<WebPage> =>
    browser.handOver(await browser.get(serviceOf(product).logoutBy?.(way) ?? expect.fail(`${product.name}: no ${way}`)))
  /** Presses the way back; the page of the service that shows it. */
  const backAt = async (browser: WebClient, told: WebPage, product: Product): Promise<WebPage> => {
    const back = await browser.handOver(await browser.click(told, BACK))
    expect(new URL(back.url).origin).to.equal(new URL(serviceOf(product).target).origin)
    expect(back.status, back.text).to.be.below(400)
    return back
  }

  for (const way of ['POST', 'Redirect', 'SOAP'] as const) {
    describe(`with ${way} wherever they know it`, () => {
      before(async () => {
        for (const [product, , told] of WAYS) {
          const left = await toldBy(way, { product, setup: SETUP, service: serviceOf(product) }, broker)
          expect(left.includes(way), product.name).to.equal(told.includes(way))
        }
        await broker.follow()
      })

      it('begun at the broker reaches each of them', async () => {
        const browser = await loggedIn()
        const asked = await browser.get(`${broker.url}/abmelden`)
        const begun = await browser.submit(asked, { button: '[name="decision"][value="logout"]' })
        expect(statesOn(await toTheEnd(browser, begun))).to.deep.equal(doneBut())
        await expectOver(browser)
      })

      for (const [product, asks] of WAYS) {
        if (!asks.includes(way) || way === 'SOAP') continue
        it(`begun at ${product.name} reaches the others, and comes back`, async () => {
          const browser = await loggedIn()
          const told = await toTheEnd(browser, await askFor(browser, product, way))
          expect(statesOn(told), told.text).to.deep.equal(doneBut(product))
          await backAt(browser, told, product)
          await expectOver(browser)
        })
      }
    })
  }

  // After the services are told by SOAP wherever that is possible.
  describe('where not everything goes well', () => {
    it('begun by SOAP at Shibboleth SP reaches the others by SOAP; who needs the browser is not reached, and it says so', async () => {
      const browser = await loggedIn()
      const shown = await askFor(browser, shibboleth, 'SOAP')
      expect(shown.text).to.match(/partial logout/i)
      const unreached = [simpleSamlPhp, rubySaml]
      await expectOver(browser, unreached)
      for (const product of unreached) {
        expect((await browser.get(serviceOf(product).target)).url).to.equal(serviceOf(product).target)
      }
      expect((await browser.get(`${broker.url}/abmelden`)).find('[name="decision"]')).to.equal(null)
    })

    it('goes on at the other instance, where that of the login is killed', async () => {
      const browser = await loggedIn()
      await broker.killFirst()
      const told = await toTheEnd(browser, await askFor(browser, simpleSamlPhp, 'Redirect'))
      expect(statesOn(told), told.text).to.deep.equal(doneBut(simpleSamlPhp))
      await backAt(browser, told, simpleSamlPhp)
      await expectOver(browser)
    })

    it('goes past those that are dead, by SOAP and by the browser, names them and tells the one who asked', async () => {
      const browser = await loggedIn()
      const dead = [mellon, rubySaml]
      for (const product of dead) await serviceOf(product).stop()
      const told = await toTheEnd(browser, await askFor(browser, shibboleth, 'Redirect'))
      const unknown = Object.fromEntries(dead.map(({ name }) => [name, 'unknown']))
      expect(statesOn(told), told.text).to.deep.equal({ ...doneBut(shibboleth), ...unknown })
      expect((await backAt(browser, told, shibboleth)).text).to.match(/partial logout/i)
      await expectOver(browser, dead)
    })
  })
})
