import { expect } from 'chai'
import { entityId } from '../../../src/domain/ids.js'
import { httpWorld, RIGHT, type HttpWorld } from '../../support/http-world.js'
import { testService } from '../../support/saml-service.js'
import { createWebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'

const VISITS = entityId('https://visits.example/sp')
const MORE = entityId('https://more.example/sp')
const DECIDE = { button: '[name="decision"][value="confirm"]' }

describe('the place of a page in its login', () => {
  let world: HttpWorld
  before(async () => {
    world = await httpWorld({
      services: [
        testService(),
        testService({ entityId: VISITS, settings: { pseudonymous: true } }),
        testService({ entityId: MORE, settings: { requiredAttributes: ['givenName', 'street'] } }),
      ],
    })
  })
  after(() => world.stop())

  const place = (page: WebPage): string | null => {
    const said = page.textOf('label[for="progress"]')
    const bar = page.find('progress')
    if (said === null) {
      expect(page.textOf('title')).not.to.contain('Schritt')
      expect(bar).to.equal(null)
      return null
    }
    expect(page.textOf('title')).to.contain(`(${said})`)
    expect(said).to.equal(`Schritt ${bar?.attributes.get('value')} von ${bar?.attributes.get('max')}`)
    return said
  }
  const right = { fields: { username: 'jana', password: RIGHT } }

  it('is one of three for whoever has to choose, to log in and to confirm, also after a mistake', async () => {
    const client = createWebClient()
    const choice = await client.get(world.requestUrl())
    expect(place(choice)).to.equal('Schritt 1 von 3')
    const password = await client.click(choice, '[data-method="password"]')
    expect(place(password)).to.equal('Schritt 2 von 3')
    const wrong = await client.submit(password, { fields: { username: 'jana', password: 'falsch' } })
    expect(place(wrong)).to.equal('Schritt 2 von 3')
    const confirm = await client.submit(wrong, right)
    expect(place(confirm)).to.equal('Schritt 3 von 3')
    expect(place(await client.submit(confirm, DECIDE))).to.equal(null)
    expect(place(await client.get(world.requestUrl())), 'with the session').to.equal(null)
  })

  it('is one of two for a visitor who is led straight to the one method', async () => {
    const client = createWebClient()
    const password = await client.get(world.requestUrl({ issuer: VISITS }))
    expect(place(password)).to.equal('Schritt 1 von 2')
    expect(place(await client.submit(password, right))).to.equal('Schritt 2 von 2')
  })

  it('stays the last one while something is missing', async () => {
    const client = createWebClient()
    const choice = await client.get(world.requestUrl({ issuer: MORE }))
    const profile = await client.submit(await client.click(choice, '[data-method="password"]'), right)
    expect(place(profile)).to.equal('Schritt 3 von 3')
    const again = await client.submit(profile, { fields: { street: '' } })
    expect(again.find('[name="street"]')).not.to.equal(null)
    expect(place(again)).to.equal('Schritt 3 von 3')
    expect(place(await client.submit(again, { fields: { street: 'Markt 1' } }))).to.equal('Schritt 3 von 3')
  })

  it('is one of two on the way to the own account, which nobody confirms anything to', async () => {
    const client = createWebClient()
    const choice = await client.get(`${world.url}/konto/zweiter-faktor`)
    expect(place(choice)).to.equal('Schritt 1 von 2')
    expect(place(await client.click(choice, '[data-method="password"]'))).to.equal('Schritt 2 von 2')
  })
})
