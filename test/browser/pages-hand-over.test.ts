import express from 'express'
import type { Browser } from 'playwright-core'
import { methodNames } from '../../src/methods/registry.js'
import { createPageRenderer } from '../../src/ui/render-page.js'
import { launchChromium } from '../support/chromium.js'
import { SAMPLE_PORTAL, SAMPLE_SITE, SAMPLE_URL } from '../support/page-samples.js'
import { listen, serveSamples, type StaticSite } from '../support/static-site.js'
import { builtAssets } from '../support/static-site-assets.js'
import { handOverPage } from '../../src/login/pages/hand-over.js'

describe('the hand-over page in a browser', function () {
  this.timeout(120_000)
  let browser: Browser
  let broker: StaticSite
  let portal: StaticSite
  let third: StaticSite

  before(async () => {
    browser = await launchChromium()
    const thirdApp = express()
    thirdApp.get('/arrived', (_request, response) => void response.send('<title>arrived</title>'))
    third = await listen(thirdApp)
    const portalApp = express()
    // A portal may send the browser on to an origin that nobody here can know.
    portalApp.post('/acs', express.urlencoded({ extended: false }), (request, response) => {
      const { SAMLResponse, RelayState }: Record<string, unknown> = request.body
      response.redirect(302, third.url(`arrived?got=${String(SAMLResponse)}-${String(RelayState)}`))
    })
    portal = await listen(portalApp)
    const assets = builtAssets()
    broker = await serveSamples(
      [
        {
          name: 'return',
          // Fields may have any name: one called "submit" hides the form's own method.
          page: handOverPage({
            action: portal.url('acs'),
            fields: { SAMLResponse: 'answer', RelayState: 'state', submit: 'x' },
            notice: null,
          }),
          context: { site: SAMPLE_SITE, language: 'de', here: null, portal: SAMPLE_PORTAL, account: null },
        },
      ],
      createPageRenderer({ assets, methodNames, publicUrl: SAMPLE_URL }),
      assets,
    )
  })
  after(async () => {
    await browser?.close()
    await Promise.all([broker, portal, third].map((site) => site?.close()))
  })

  it('goes on by itself, also where the portal redirects to a third origin', async () => {
    const page = await browser.newPage()
    await page.goto(broker.url('return'))
    await page.waitForURL(/arrived\?got=answer-state/)
    await page.close()
  })

  it('goes on by its button without scripts', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(broker.url('return'))
    await page.getByRole('button', { name: 'Weiter' }).click()
    await page.waitForURL(/arrived\?got=answer-state/)
    await context.close()
  })
})
