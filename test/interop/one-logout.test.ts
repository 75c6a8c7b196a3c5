import { expect } from 'chai'
import { type LogoutWorld, startLogoutWorld, WAYS } from './logout-world.js'
import { mellon } from './products/mellon.js'
import { rubySaml } from './products/ruby-saml.js'
import { shibboleth } from './products/shibboleth.js'
import { simpleSamlPhp } from './products/simplesamlphp.js'

describe('A logout with service providers of Debian’s packages, all in one session', () => {
  let world: LogoutWorld

  before(async () => {
    world = await startLogoutWorld()
  })
  afterEach(function () {
    if (this.currentTest?.state === 'failed') process.stderr.write(`${world.logs()}\n`)
  })
  after(() => world?.stop())

  it('begun at the broker reaches each of them', async () => {
    const browser = await world.loggedIn()
    const end = await world.toTheEnd(browser, await world.logOutAtBroker(browser))
    expect(world.statesOn(end), end.text).to.deep.equal(world.doneBut())
    await world.expectOver(browser)
  })

  for (const { product } of WAYS) {
    it(`begun at ${product.name} reaches the others, and comes back`, async () => {
      const browser = await world.loggedIn()
      const told = await world.toTheEnd(browser, await world.askFor(browser, product, 'Redirect'))
      expect(world.statesOn(told), told.text).to.deep.equal(world.doneBut(product))
      await world.backAt(browser, told, product)
      await world.expectOver(browser)
    })
  }

  it('goes on at the other instance, where that of the login is killed', async () => {
    const browser = await world.loggedIn()
    await world.broker.killFirst()
    const told = await world.toTheEnd(browser, await world.askFor(browser, simpleSamlPhp, 'Redirect'))
    expect(world.statesOn(told), told.text).to.deep.equal(world.doneBut(simpleSamlPhp))
    await world.backAt(browser, told, simpleSamlPhp)
    await world.expectOver(browser)
  })

  it('goes past those that are dead, by SOAP and by the browser, names them and tells the one who asked', async () => {
    const browser = await world.loggedIn()
    const dead = [mellon, rubySaml]
    for (const product of dead) await world.serviceOf(product).stop()
    const told = await world.toTheEnd(browser, await world.askFor(browser, shibboleth, 'Redirect'))
    const unknown = Object.fromEntries(dead.map(({ name }) => [name, 'unknown']))
    expect(world.statesOn(told), told.text).to.deep.equal({ ...world.doneBut(shibboleth), ...unknown })
    expect((await world.backAt(browser, told, shibboleth)).text).to.match(/partial logout/i)
    await world.expectOver(browser, dead)
  })
})
