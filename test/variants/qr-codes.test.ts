import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import decodeQR from 'qr/decode.js'
import { methodNames } from '../../src/methods/registry.js'
import { createPageRenderer } from '../../src/ui/render-page.js'
import { launchChromium } from '../support/chromium.js'
import { pageSamples, SAMPLE_URL } from '../support/page-samples.js'
import { factorSamples } from '../support/page-samples/factors.js'
import { serveSamples, type StaticSite } from '../support/static-site.js'
import { builtAssets } from '../support/static-site-assets.js'

const LOGIN = 'https://servicekonto.example/pass/login/7QK4ZR2MX9TD7QK4ZR2MX9'

/** Every page with a code, and what a camera has to read in it. */
const CODES: Readonly<Record<string, string | undefined>> = {
  'pass-waiting.de': LOGIN,
  'pass-without-account.de': LOGIN,
  'pass-pairing-waiting.de': 'https://servicekonto.example/pass/pair/7QK4ZR2MX9TD7QK4ZR2MX9',
  'totp-setup-plain.de': factorSamples['totp-setup']['plain']?.uri,
}

type Media = NonNullable<Parameters<Page['emulateMedia']>[0]>

const LOOKS: Readonly<Record<string, Media>> = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced light': { colorScheme: 'light', forcedColors: 'active' },
  'forced dark': { colorScheme: 'dark', forcedColors: 'active' },
}

interface Picture {
  readonly width: number
  readonly height: number
  readonly pixels: string
}

/** Runs in a page of its own: the colours of a picture, which only a browser unpacks here. */
const unpack = (png: Buffer): string => `(async () => {
  const answer = await fetch('data:image/png;base64,${png.toString('base64')}')
  const bitmap = await createImageBitmap(await answer.blob())
  const { width, height } = bitmap
  const context = new OffscreenCanvas(width, height).getContext('2d')
  context.drawImage(bitmap, 0, 0)
  const pixels = Array.from(context.getImageData(0, 0, width, height).data, (each) => String.fromCharCode(each)).join('')
  return { width, height, pixels: btoa(pixels) }
})()`

describe('the QR codes in a browser', function () {
  this.timeout(120_000)
  let browser: Browser
  let site: StaticSite
  let page: Page
  let reader: Page

  before(async () => {
    const assets = builtAssets()
    const samples = pageSamples().filter(({ name }) => name in CODES)
    browser = await launchChromium()
    site = await serveSamples(samples, createPageRenderer({ assets, methodNames, publicUrl: SAMPLE_URL }), assets)
    page = await browser.newPage({ viewport: { width: 1024, height: 900 } })
    reader = await browser.newPage()
  })
  after(async () => {
    await browser?.close()
    await site?.close()
  })

  /** What a camera in front of the screen would read; throws if it is no code. */
  const readFrom = async (selector: string): Promise<string> => {
    const { width, height, pixels }: Picture = await reader.evaluate(
      unpack(await page.locator(selector).screenshot({ animations: 'disabled' })),
    )
    return decodeQR({ width, height, data: Buffer.from(pixels, 'base64') })
  }

  for (const [name, held] of Object.entries(CODES)) {
    for (const [look, media] of Object.entries(LOOKS)) {
      it(`can be read from the screen: ${name}, ${look}`, async () => {
        await page.emulateMedia(media)
        await page.goto(site.url(name))
        expect(await readFrom('.app-qr')).to.equal(held)
      })
    }
  }

  it('cannot be read in the dark without a ground: the test would see that', async () => {
    await page.emulateMedia(LOOKS['forced dark'] ?? {})
    await page.goto(site.url('pass-waiting.de'))
    await page.evaluate(`(() => {
      const image = document.querySelector('.app-qr img')
      const svg = atob(image.src.split(',')[1]).replace(/<rect [^>]*>/, '')
      image.src = 'data:image/svg+xml;base64,' + btoa(svg)
      image.parentElement.style.forcedColorAdjust = 'auto'
      return image.decode()
    })()`)
    const failed = await readFrom('.app-qr').catch(() => null)
    expect(failed).to.equal(null)
  })
})
