import { expect } from 'chai'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'
import { confirm, createCitizen, logIn } from './citizen.js'
import { begin, connect, factsOf, toldBy } from './connected-services.js'
import { djangoSaml2 } from './products/django-saml2.js'
import { createLemonLdap } from './products/lemonldap.js'
import { mellon } from './products/mellon.js'
import { python3Saml } from './products/python3-saml.js'
import { rubySaml } from './products/ruby-saml.js'
import { shibboleth } from './products/shibboleth.js'
import { simpleSamlPhp } from './products/simplesamlphp.js'
import type { LogoutWay, Product, ServiceProvider } from './service-provider.js'
import { AS_IN_THE_EXAMPLE } from './setup.js'
import { startTwoInstances, type TwoInstances } from './two-instances.js'

export const NEXT = '[data-testid="logout-next"]'
const BACK = '[data-testid="logout-back"]'
const SETUP = { ...AS_IN_THE_EXAMPLE, everyLogout: true }

export const lemonLdap = createLemonLdap('certificates')

export interface ProductWays {
  readonly product: Product
  /** How it asks for a logout. */
  readonly asks: readonly LogoutWay[]
  /** How it can be told of one. */
  readonly told: readonly LogoutWay[]
}

export const WAYS: readonly ProductWays[] = [
  { product: shibboleth, asks: ['Redirect', 'POST', 'SOAP'], told: ['Redirect', 'POST', 'SOAP'] },
  { product: simpleSamlPhp, asks: ['Redirect', 'POST'], told: ['Redirect', 'POST'] },
  { product: mellon, asks: ['Redirect'], told: ['Redirect', 'SOAP'] },
  { product: rubySaml, asks: ['Redirect'], told: ['Redirect'] },
  { product: python3Saml, asks: ['Redirect'], told: ['Redirect'] },
  { product: djangoSaml2, asks: ['Redirect', 'POST'], told: ['Redirect', 'POST'] },
  { product: lemonLdap, asks: ['Redirect', 'POST', 'SOAP'], told: ['Redirect', 'POST', 'SOAP'] },
]

/** What a logout came to, by the names of the products. */
export type States = Readonly<Record<string, string | undefined>>

/** Every product of `WAYS` beside two instances of the broker. */
export interface LogoutWorld {
  readonly broker: TwoInstances
  serviceOf(product: Product): ServiceProvider
  /** From now on each is told by this way, where it can be. */
  tellBy(way: LogoutWay): Promise<void>
  /** A browser that is logged in at all of them, in one session. */
  loggedIn(): Promise<WebClient>
  /** Logs out at the broker's own page; gives the page that names the services. */
  logOutAtBroker(browser: WebClient): Promise<WebPage>
  /** Logs out at a service; gives the page to which that leads. */
  askFor(browser: WebClient, product: Product, way: LogoutWay): Promise<WebPage>
  /** Through the broker's pages, to where it tells the end; whoever does not answer is left behind. */
  toTheEnd(browser: WebClient, page: WebPage): Promise<WebPage>
  /** What the broker's page says of each product. */
  statesOn(page: WebPage): States
  /** That all are logged out, but who asked, of whom the page says nothing. */
  doneBut(...asker: readonly Product[]): States
  /** Presses the way back; the page to which the service leads with it. */
  backAt(browser: WebClient, told: WebPage, product: Product): Promise<WebPage>
  /** Whether its page opens without a login. */
  isLoggedIn(browser: WebClient, product: Product): Promise<boolean>
  /** Expects that none but these has a session any more. */
  expectOver(browser: WebClient, but?: readonly Product[]): Promise<void>
  logs(): string
  stop(): Promise<void>
}

/** Starts the broker and all products, registered with each way of being told of a logout that they know. */
export const startLogoutWorld = async (): Promise<LogoutWorld> => {
  const broker = await startTwoInstances()
  const services = new Map<Product, ServiceProvider>()
  const stop = async (): Promise<void> => {
    await Promise.all([...services.values()].map((service) => service.stop()))
    await broker.stop()
  }
  try {
    await createCitizen(broker)
    const facts = await factsOf(broker)
    for (const { product } of WAYS) services.set(product, await connect(product, SETUP, broker, facts))
    await broker.follow()
    return worldOf(broker, services, stop)
  } catch (error) {
    await stop()
    throw error
  }
}

const worldOf = (
  broker: TwoInstances,
  services: ReadonlyMap<Product, ServiceProvider>,
  stop: () => Promise<void>,
): LogoutWorld => {
  const serviceOf = (product: Product): ServiceProvider =>
    services.get(product) ?? expect.fail(`${product.name} was not started`)
  const isLoggedIn = async (browser: WebClient, product: Product): Promise<boolean> => {
    const { target } = serviceOf(product)
    const page = await browser.handOver(await browser.get(target))
    if (page.find('[data-method=password]') === null) expect(page.url, page.text).to.equal(target)
    return page.url === target
  }
  return {
    broker,
    serviceOf,
    isLoggedIn,
    ...walksOf(serviceOf),
    tellBy: async (way) => {
      for (const { product, told } of WAYS) {
        const left = await toldBy(way, { product, setup: SETUP, service: serviceOf(product) }, broker)
        expect(left.includes(way), product.name).to.equal(told.includes(way))
      }
      await broker.follow()
    },
    loggedIn: async () => {
      const browser = createWebClient()
      for (const service of services.values()) {
        const { page } = await begin(browser, service)
        const asked = page.find('[data-method=password]') ? await logIn(browser, page) : page
        expect((await confirm(browser, asked)).url).to.equal(service.target)
      }
      return browser
    },
    logOutAtBroker: async (browser) => {
      const asked = await browser.get(`${broker.url}/abmelden`)
      return browser.submit(asked, { button: '[name="decision"][value="logout"]' })
    },
    doneBut: (...asker) =>
      Object.fromEntries([...services.keys()].flatMap((each) => (asker.includes(each) ? [] : [[each.name, 'done']]))),
    expectOver: async (browser, but = []) => {
      for (const product of services.keys()) {
        if (!but.includes(product)) expect(await isLoggedIn(browser, product), product.name).to.equal(false)
      }
    },
    logs: () => [...[...services.values()].map((each) => each.logs()), broker.log().slice(-8000)].join('\n'),
    stop,
  }
}

/** The ways of a browser through a logout. */
const walksOf = (
  serviceOf: (product: Product) => ServiceProvider,
): Pick<LogoutWorld, 'askFor' | 'toTheEnd' | 'statesOn' | 'backAt'> => {
  const toTheEnd: LogoutWorld['toTheEnd'] = async (browser, page) => {
    if (!page.find(NEXT)) return page
    const next = browser.click(page, NEXT).then((told) => browser.handOver(told))
    return toTheEnd(browser, await next.catch(() => browser.get(page.url)))
  }
  return {
    toTheEnd,
    askFor: async (browser, product, way) => {
      const address = serviceOf(product).logoutBy?.(way) ?? expect.fail(`${product.name}: no ${way}`)
      return browser.handOver(await browser.get(address))
    },
    statesOn: (page) =>
      Object.fromEntries(
        page.all('[data-logout-service]').map(({ attributes }) => {
          const id = attributes.get('data-logout-service') ?? ''
          const known = WAYS.find(({ product }) => serviceOf(product).entityId === id)
          return [known?.product.name ?? id, attributes.get('data-logout-state')]
        }),
      ),
    backAt: async (browser, told, product) => {
      const back = await browser.handOver(await browser.click(told, BACK))
      const { origin } = new URL(serviceOf(product).target)
      // By POST LemonLDAP::NG leads on to its start page, which begins a login (INTEROP 37).
      const service = [...back.hops].reverse().find(({ url }) => url.startsWith(`${origin}/`))
      expect(service?.status ?? 0, back.text).to.be.within(200, 399)
      expect(back.status, back.text).to.be.below(400)
      return back
    },
  }
}
