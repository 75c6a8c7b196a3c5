import { expect } from 'chai'
import type { AttributeName, Identity } from '../../../src/domain/identity.js'
import { httpWorld, type HttpWorld } from '../../support/http-world.js'
import { citizen } from '../../support/flow-world.js'
import { testService } from '../../support/saml-service.js'
import { createWebClient, type WebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'

const CONFIRM = '[name="decision"][value="confirm"]'
const VALUES: Partial<Record<AttributeName, string>> = {
  givenName: 'jana',
  street: 'Markt 1',
  postalCode: '52062',
  locality: 'Aachen',
  phone: '+49 241 5550100',
}

describe('optional attributes on the confirm page', () => {
  let world: HttpWorld
  beforeEach(async () => {
    const optionalAttributes = ['street', 'locality', 'phone'] as const
    const settings = { requiredAttributes: ['givenName', 'postalCode'], optionalAttributes } as const
    world = await httpWorld({ services: [testService({ settings })] })
    world.has(citizen('jana', { identity: identityOf(VALUES) }))
  })
  afterEach(() => world.stop())

  const boxes = (page: WebPage) =>
    Object.fromEntries(
      page
        .all('[name="release"]')
        .map(({ attributes }) => [attributes.get('value') ?? '', attributes.has('checked')] as const),
    )
  const link = ({ url }: WebPage, tick: string) => `a[href="${new URL(url).pathname}?tick=${tick}#optional"]`
  const sent = () =>
    world.audit.flatMap(({ action, after }) =>
      action === 'login.answered' && after && 'attributes' in after ? [after.attributes] : [],
    )
  const confirm = (client: WebClient, page: WebPage, release: readonly string[] | null, more = {}) =>
    client.submit(page, { button: CONFIRM, fields: { release, ...more } })

  it('arrive unticked, the address as one box, and leave only if they are ticked', async () => {
    const client = createWebClient()
    const page = await world.toConfirm(client)
    expect(boxes(page)).to.deep.equal({ address: false, phone: false })
    await client.submit(page, { button: CONFIRM })
    expect(sent()).to.deep.equal([['givenName', 'postalCode']])
  })

  it('leave as the address whole, and nothing by a value that no box has', async () => {
    const client = createWebClient()
    const page = await world.toConfirm(client)
    await confirm(client, page, ['address', 'street', 'email', 'pin', 'trustLevel'])
    await confirm(client, await client.get(world.requestUrl()), ['street', 'locality'])
    expect(sent()).to.deep.equal([
      ['givenName', 'postalCode', 'street', 'locality'],
      ['givenName', 'postalCode'],
    ])
  })

  it('arrive ticked as last time at this service, also in another session, until something else is chosen', async () => {
    const client = createWebClient()
    await confirm(client, await world.toConfirm(client), ['address'])
    const other = createWebClient()
    const again = await world.toConfirm(other)
    expect(boxes(again)).to.deep.equal({ address: true, phone: false })
    await confirm(other, again, ['phone'])
    const third = await other.get(world.requestUrl())
    expect(boxes(third)).to.deep.equal({ address: false, phone: true })
    await confirm(other, third, null)
    expect(boxes(await other.get(world.requestUrl()))).to.deep.equal({ address: false, phone: false })
  })

  it('keep a box unticked that stands for more by now than was ticked', async () => {
    const client = createWebClient()
    const jana = world.has(citizen('jana', { identity: identityOf({ ...VALUES, street: undefined }) }))
    await confirm(client, await world.toConfirm(client), ['address'])
    world.has({ ...jana, identity: identityOf(VALUES) })
    expect(boxes(await client.get(world.requestUrl()))).to.deep.equal({ address: false, phone: false })
  })

  it('are all ticked by a link of the page, and all unticked again, and that alone releases nothing', async () => {
    const client = createWebClient()
    const page = await world.toConfirm(client)
    const all = await client.click(page, link(page, 'all'))
    expect(boxes(all)).to.deep.equal({ address: true, phone: true })
    const none = await client.click(all, link(all, 'none'))
    expect(boxes(none)).to.deep.equal({ address: false, phone: false })
    expect(sent()).to.deep.equal([])
    await client.submit(await client.click(none, link(none, 'all')), { button: CONFIRM })
    expect(sent()).to.deep.equal([['givenName', 'postalCode', 'street', 'locality', 'phone']])
  })

  it('are written for the account once, not again for the same choice, and not for one who is not asked', async () => {
    const client = createWebClient()
    const version = () => [...world.accounts.values()].find(({ username }) => username === 'jana')?.version
    const page = await world.toConfirm(client)
    const before = version() ?? expect.fail()
    await confirm(client, page, ['phone'])
    const once = version()
    expect(once).to.equal(before + 1)
    await confirm(client, await client.get(world.requestUrl()), ['phone'])
    expect(version()).to.equal(once)
    await confirm(client, await client.get(world.requestUrl()), ['phone'], { remember: 'yes' })
    const remembered = version()
    expect((await client.get(world.requestUrl())).find('[name="SAMLResponse"]')).not.to.equal(null)
    expect(version()).to.equal(remembered)
    expect(sent()).to.have.length(4)
  })

  it('are not kept where the citizen cancels', async () => {
    const client = createWebClient()
    const page = await world.toConfirm(client)
    await client.submit(page, { button: '[name="decision"][value="cancel"]', fields: { release: ['phone'] } })
    expect(boxes(await client.get(world.requestUrl()))).to.deep.equal({ address: false, phone: false })
  })
})

const identityOf = (values: Partial<Record<AttributeName, string | undefined>>): Identity =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, { value, origin: 'self-declared', level: 'basis', at: 0 } as const]],
    ),
  )
