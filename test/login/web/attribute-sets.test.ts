import { expect } from 'chai'
import { httpWorld, RIGHT, type HttpWorld } from '../../support/http-world.js'
import { attributeService, testService } from '../../support/saml-service.js'
import { createWebClient } from '../../support/web-client.js'

const both = ['familyName', 'givenName'] as const

const service = (ofSet: readonly (typeof both)[number][]) =>
  testService({
    metadata: {
      attributeConsumingServices: [
        attributeService({ index: 0, isDefault: true, required: both }),
        attributeService({ index: 1, required: ofSet }),
      ],
    },
  })

describe('a login for one of several sets of attributes', () => {
  let world: HttpWorld
  before(async () => {
    world = await httpWorld({ services: [service(both)] })
  })
  after(() => world.stop())

  it('releases what that set still asks for, whatever the others ask', async () => {
    const client = createWebClient()
    const page = await world.toPassword(client, { attributes: { AttributeConsumingServiceIndex: '1' } })
    await world.registers(service(['givenName']))
    const confirm = await client.submit(page, { fields: { username: 'jana', password: RIGHT } })
    expect(confirm.find('[data-attribute="givenName"]')).not.to.equal(null)
    expect(confirm.find('[data-attribute="familyName"]')).to.equal(null)
  })
})
