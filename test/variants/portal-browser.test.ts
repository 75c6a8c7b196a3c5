import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { readDemoSettings } from '../../src/demo/demo-settings.js'
import { errorPage, frontPage, handOverPage, type Shown } from '../../src/demo/portal/pages.js'
import { portalStyle } from '../../src/demo/portal/portal-style.js'
import { describeStatus } from '../../src/demo/portal/saml-status.js'
import { launchChromium } from '../support/chromium.js'
import { freePort } from '../support/free-port.js'
import { LOGIN, PORTAL, VISITORS, WITH_VISITORS } from '../demo/portal-example.js'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const VISITOR: Shown = {
  kind: 'visitor',
  visitor: {
    nameId: 'a-very-long-pseudonym-that-has-no-blank-to-break-at-0123456789abcdef0123456789abcdef',
    login: LOGIN,
    trustLevel: 'normal',
    attributes: [{ name: 'familyName', label: 'Familienname', value: 'Nowak-Ḫaddād' }],
  },
}

const PAGES = {
  'before the login': frontPage(PORTAL, null),
  'after a login that failed': frontPage(PORTAL, { kind: 'status', status: describeStatus('AuthnFailed') }),
  'after the logout': frontPage(PORTAL, { kind: 'logged-out' }),
  'with the received values': frontPage(PORTAL, VISITOR),
  'before the login, with an entry for visitors': frontPage(WITH_VISITORS, null),
  'of visitors before the login': frontPage(VISITORS, null),
  'of visitors with what is received': frontPage(VISITORS, VISITOR),
  'that goes to the broker by POST': handOverPage(PORTAL, { url: '/nowhere', fields: { SAMLRequest: 'x' } }),
  'after a logout everywhere': frontPage(PORTAL, { kind: 'logout-end', end: 'Success' }),
  'after a logout that not all confirmed': frontPage(PORTAL, { kind: 'logout-end', end: 'PartialLogout' }),
  'with an error': errorPage(PORTAL, 'Diese Seite gibt es nicht.'),
}

describe('a demo portal in a browser', () => {
  let browser: Browser
  let server: Server
  let base: string
  let shown: string
  let colour: string = PORTAL.colour

  before(async () => {
    const port = await freePort()
    base = `http://127.0.0.1:${port}`
    server = createServer((request, response) => {
      if (request.url?.endsWith('/portal.css')) response.setHeader('content-type', 'text/css').end(portalStyle(colour))
      else if (request.url === '/') response.setHeader('content-type', 'text/html').end(shown)
      else response.writeHead(404).end()
    }).listen(port, '127.0.0.1')
    await once(server, 'listening')
    browser = await launchChromium()
  })
  after(async () => {
    await browser?.close()
    server?.closeAllConnections()
    server?.close()
  })

  /** What axe finds, and by how much the page is wider than a window of 320 pixels. */
  const inspect = async (html: string): Promise<{ findings: readonly string[]; overflow: number }> => {
    shown = html
    const page = await browser.newPage({ viewport: { width: 320, height: 800 } })
    try {
      await page.goto(base)
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      await page.evaluate(AXE)
      const findings: unknown = await page.evaluate(
        'axe.run().then((found) => found.violations.map((each) => `${each.id}: ${each.nodes[0].html}`))',
      )
      return { findings: Array.isArray(findings) ? findings.map(String) : ['no result'], overflow: Number(overflow) }
    } finally {
      await page.close()
    }
  }

  for (const [name, html] of Object.entries(PAGES)) {
    it(`has no finding of axe on the page ${name}, and fits 320 pixels`, async () => {
      expect(await inspect(html)).to.deep.equal({ findings: [], overflow: 0 })
    })
  }

  it('has a colour of its own at each place that its text can be read on', async () => {
    const colours = readDemoSettings({}).portals.map((portal) => String(portal['colour']))
    expect(new Set(colours).size).to.equal(4)
    for (const each of colours) {
      colour = each
      expect((await inspect(PAGES['before the login'])).findings).to.deep.equal([])
    }
  })
})
