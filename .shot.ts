import { launchChromium } from './test/support/chromium.js'
import { pageSamples } from './test/support/page-samples.js'
import { serveSamples } from './test/support/static-site.js'
import { builtAssets } from './test/support/static-site-assets.js'
import { createPageRenderer } from './src/ui/render-page.js'
const assets = builtAssets()
const site = await serveSamples(pageSamples(), createPageRenderer({ assets }), assets)
const browser = await launchChromium()
const want = process.argv.slice(2)
for (const name of want) {
  const [n, w] = name.split('@')
  const page = await browser.newPage({ viewport: { width: Number(w ?? 900), height: 800 } })
  await page.route(/\/(submit|wait)\..*js/, (r) => r.abort())
  await page.goto(site.url(n))
  await page.screenshot({ path: `/tmp/shot-${n}-${w ?? 900}.png`, fullPage: true })
}
await browser.close(); await site.close()
