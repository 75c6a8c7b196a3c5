import { expect } from 'chai'
import { lemonLdap, type LogoutWorld, NEXT, startLogoutWorld, WAYS } from './logout-world.js'
import { djangoSaml2 } from './products/django-saml2.js'
import { python3Saml } from './products/python3-saml.js'
import { rubySaml } from './products/ruby-saml.js'
import { shibboleth } from './products/shibboleth.js'
import { simpleSamlPhp } from './products/simplesamlphp.js'
import type { Product } from './service-provider.js'

describe('A logout by each binding, with service providers of Debian’s packages, all in one session', () => {
  let world: LogoutWorld

  before(async () => {
    world = await startLogoutWorld()
  })
  afterEach(function () {
    if (this.currentTest?.state === 'failed') process.stderr.write(`${world.logs()}\n`)
  })
  after(() => world?.stop())

  for (const way of ['POST', 'Redirect', 'SOAP'] as const) {
    describe(`with ${way} wherever they know it`, () => {
      before(() => world.tellBy(way))

      it('begun at the broker reaches each of them', async () => {
        const browser = await world.loggedIn()
        const end = await world.toTheEnd(browser, await world.logOutAtBroker(browser))
        expect(world.statesOn(end), end.text).to.deep.equal(world.doneBut())
        await world.expectOver(browser)
      })

      for (const { product, asks } of WAYS) {
        if (!asks.includes(way) || way === 'SOAP') continue
        it(`begun at ${product.name} reaches the others, and comes back`, async () => {
          const browser = await world.loggedIn()
          const told = await world.toTheEnd(browser, await world.askFor(browser, product, way))
          expect(world.statesOn(told), told.text).to.deep.equal(world.doneBut(product))
          await world.backAt(browser, told, product)
          await world.expectOver(browser)
        })
      }
    })
  }

  // After the services are told by SOAP wherever that is possible.
  describe('asked for by SOAP', () => {
    const unreached = WAYS.filter(({ told }) => !told.includes('SOAP')).map(({ product }) => product)
    const says: readonly (readonly [asker: Product, shown: RegExp])[] = [
      [shibboleth, /partial logout/i],
      [lemonLdap, /trmsg="47"/],
    ]

    for (const [asker, shown] of says) {
      it(`at ${asker.name} reaches the others by SOAP; who needs the browser is not reached, and it says so`, async () => {
        const browser = await world.loggedIn()
        expect((await world.askFor(browser, asker, 'SOAP')).body).to.match(shown)
        await world.expectOver(browser, unreached)
        for (const product of unreached) expect(await world.isLoggedIn(browser, product), product.name).to.equal(true)
        expect((await browser.get(`${world.broker.url}/abmelden`)).find('[name="decision"]')).to.equal(null)
      })
    }
  })

  // Whose libraries take what is unsigned, unless they are told not to, as the guide does.
  describe('by a request whose signature was taken off', () => {
    const told = [simpleSamlPhp, rubySaml, python3Saml, djangoSaml2]

    for (const product of told) {
      it(`ends no session at ${product.name}`, async () => {
        await world.tellBy('Redirect')
        const browser = await world.loggedIn()
        const { origin } = new URL(world.serviceOf(product).target)
        let page = await browser.click(await world.logOutAtBroker(browser), NEXT, { redirects: 'stop' })
        let isTried = false
        while (page.headers.location !== undefined) {
          const next = new URL(page.headers.location, page.url)
          if (next.origin === origin && next.searchParams.has('SAMLRequest')) {
            const unsigned = new URL(next)
            for (const name of ['Signature', 'SigAlg']) unsigned.searchParams.delete(name)
            await browser.get(unsigned.href, { redirects: 'stop' })
            expect(await world.isLoggedIn(browser, product)).to.equal(true)
            isTried = true
          }
          page = await browser.get(next.href, { redirects: 'stop' })
        }
        expect(isTried).to.equal(true)
        expect(world.statesOn(page), page.text).to.deep.equal(world.doneBut())
      })
    }
  })
})
