import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { expect } from 'chai'
import { createKeyPair } from '../../src/demo/portal/key-pair.js'
import { createPortalSite, type PortalSite } from '../../src/demo/portal/portal-site.js'
import { freePort } from '../support/free-port.js'
import { createWebClient } from '../support/web-client.js'
import { WITH_VISITORS } from './portal-example.js'

describe('a demo portal with an entry for visitors', () => {
  let site: PortalSite
  let server: Server
  let base: string
  const browser = createWebClient()

  before(async () => {
    const port = await freePort()
    base = `http://portal.localhost:${port}`
    const keys = { signing: createKeyPair('Portal'), encryption: null }
    site = createPortalSite({ ...WITH_VISITORS, baseUrl: base }, { keys, log: () => undefined })
    server = createServer(site.app).listen(port, '127.0.0.1')
    await once(server, 'listening')
  })
  after((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })

  it('is two service providers, each with an entityID and an address for answers of its own', async () => {
    expect(site.entries.map(({ options }) => options.baseUrl)).to.deep.equal([base, `${base}/besuch`])
    for (const { metadata, options } of site.entries) {
      expect((await browser.get(`${options.baseUrl}/metadata`)).body).to.equal(metadata)
      expect(metadata).to.contain(`entityID="${options.baseUrl}/metadata"`).and.contain(`"${options.baseUrl}/acs"`)
    }
    expect(site.entries[1]?.metadata).not.to.contain('RequestedAttribute')
  })

  it('has one login on each page, and leads from the first to the second', async () => {
    const front = await browser.get(base)
    expect(front.all('[data-testid=login]').map(({ attributes }) => attributes.get('href'))).to.deep.equal(['/login'])
    const visitors = await browser.click(front, '[data-testid=without-account]')
    expect(visitors.url).to.equal(`${base}/besuch`)
    expect(visitors.one('[data-testid=login]').attributes.get('href')).to.equal('/besuch/login')
    expect(visitors.find('[data-testid=without-account]')).to.equal(null)
  })

  it('keeps the two apart: a logout at one says nothing at the other', async () => {
    const gone = await browser.get(`${base}/besuch/logout`)
    expect([gone.url, gone.text.includes('Sie sind bei diesem Portal abgemeldet')]).to.deep.equal([
      `${base}/besuch`,
      true,
    ])
    expect((await browser.get(base)).text).not.to.contain('abgemeldet')
    expect(browser.cookies.for(base).map(({ name }) => name)).to.deep.equal(['portal-besuch'])
  })
})
