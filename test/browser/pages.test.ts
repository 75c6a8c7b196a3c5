import axe from 'axe-core'
import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { methodNames } from '../../src/methods/registry.js'
import type { Assets } from '../../src/ui/assets.js'
import { createPageRenderer } from '../../src/ui/render-page.js'
import { launchChromium } from '../support/chromium.js'
import { firstsOfKind, pageSamples, SAMPLE_URL, type PageSample } from '../support/page-samples.js'
import { serveSamples, type StaticSite } from '../support/static-site.js'
import { builtAssets } from '../support/static-site-assets.js'
import { IS_ALL } from './variants.js'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']

/** What a change of colours and width can break; the other rules look at the markup alone. */
const RULES_OF_LOOKS = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size']

/** Runs in the page; gives one line a violation, with the element. */
const axeRun = (runOnly: readonly string[]): string =>
  `axe.run(document, { runOnly: ${JSON.stringify(runOnly)}, resultTypes: ['violations'] })
    .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`

/** Where the reader has doubled the size of the text (WCAG 1.4.4): scrolling sideways, and columns of few letters. */
const MEASURE_DOUBLED = `(() => {
  const root = document.documentElement
  root.style.fontSize = '200%'
  const overflow = root.scrollWidth - window.innerWidth
  const squeezed = [...document.querySelectorAll('p, li, dd, label')]
    .filter((element) => element.checkVisibility() && element.textContent.trim().length > 20)
    .filter((element) => element.clientWidth < 5 * Number.parseFloat(getComputedStyle(element).fontSize))
    .map((element) => element.outerHTML)
  root.style.fontSize = ''
  return { squeezed, overflow }
})()`

/** What Leichte Sprache says in letters smaller than those of its sentences (BITV 2.0 Anlage 2: large letters). */
const SMALLER_THAN_SENTENCES = `[...document.querySelectorAll('main *')]
  .filter((element) => element.checkVisibility())
  .filter((element) => !element.closest('button, .kern-btn, .kern-sr-only, input, select, .kern-progress'))
  .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''))
  .filter((element) => parseFloat(getComputedStyle(element).fontSize) < 20)
  .map((element) => element.outerHTML)`

/** Words of labels and values that are parted within, though no line is too short for them. */
const PARTED = `(() => {
  const isParted = (element) => {
    const range = document.createRange()
    range.selectNodeContents(element)
    return !/[\\s-]/.test(element.textContent.trim()) && new Set([...range.getClientRects()].map(({ top }) => top)).size > 1
  }
  return [...document.querySelectorAll('.app-attribute :is(dt, dd > [data-attribute]:not(:has(input)))')]
    .filter(isParted)
    .map((element) => element.textContent)
})()`

/**
 * Targets below 24 × 24 px outside running text (WCAG 2.5.8), whether the page scrolls sideways (1.4.10), and links that
 * look like a button until their label wraps.
 */
const MEASURE = `(() => {
  const small = [...document.querySelectorAll('a, button, summary, input:not([type=hidden]), select')]
    .filter((element) => element.checkVisibility() && !element.matches('p > a.kern-link, .app-skip'))
    .filter((element) => { const { width, height } = element.getBoundingClientRect(); return width < 24 || height < 24 })
    .map((element) => element.outerHTML)
  const offCentre = [...document.querySelectorAll('a:is(.kern-btn--primary, .kern-btn--secondary)')]
    .filter((element) => element.checkVisibility() && getComputedStyle(element).textAlign !== 'center')
    .map((element) => element.outerHTML)
  return { small, offCentre, overflow: document.documentElement.scrollWidth - window.innerWidth }
})()`

/** The scripts of the pages without those that lead on by themselves. */
const withoutHaste = (files: Assets['files']): Assets['files'] =>
  new Map(
    [...files].map(([path, file]) => [
      path,
      /\/(submit|wait)\./.test(path) ? { ...file, body: Buffer.alloc(0) } : file,
    ]),
  )

/**
 * The samples that are looked at: the first of each kind of page, in the two languages that have markup and words of
 * their own (looks are of the page, and German has the longest words); in `npm run test:variants` all.
 */
const lookedAt = (samples: readonly PageSample[]): readonly PageSample[] =>
  IS_ALL ? samples : firstsOfKind(samples).filter(({ name }) => !name.endsWith('.en'))

/** The least width at which something stands side by side. */
const JUST_WIDE = 640

interface Doubled {
  readonly squeezed: readonly string[]
  readonly overflow: number
}

interface Measured {
  readonly small: readonly string[]
  readonly offCentre: readonly string[]
  readonly overflow: number
}

describe('the pages in a browser', function () {
  this.timeout(240_000)
  const samples = pageSamples()
  let browser: Browser
  let site: StaticSite
  /** Where the hand-over page stays to be looked at, and so does the one that waits. */
  let still: StaticSite

  before(async () => {
    const assets = builtAssets()
    browser = await launchChromium()
    const render = createPageRenderer({ assets, methodNames, publicUrl: SAMPLE_URL })
    site = await serveSamples(samples, render, assets)
    still = await serveSamples(samples, render, { ...assets, files: withoutHaste(assets.files) })
  })
  after(async () => {
    await browser?.close()
    await site?.close()
    await still?.close()
  })

  describe('have no barrier that axe knows, no sideways scroll, no small target, no CSP violation', () => {
    let context: BrowserContext
    let page: Page
    let complaints: string[] = []

    before(async () => {
      context = await browser.newContext({ reducedMotion: 'reduce' })
      await context.addInitScript({ content: axe.source })
      page = await context.newPage()
      page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
      page.on('pageerror', (error) => void complaints.push(error.message))
    })
    after(() => context.close())

    const lookAt = async (colorScheme: 'light' | 'dark', width: number, rules: readonly string[]): Promise<void> => {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 900 })
      const { small, offCentre, overflow }: Measured = await page.evaluate(MEASURE)
      expect(overflow).to.be.at.most(0)
      expect(small).to.deep.equal([])
      expect(offCentre).to.deep.equal([])
      expect(await page.evaluate(axeRun(rules))).to.deep.equal([])
    }

    for (const { name } of lookedAt(samples)) {
      if (!name.endsWith('.de')) {
        it(`in light mode: ${name}`, async () => {
          complaints = []
          await page.goto(still.url(name))
          await lookAt('light', 320, TAGS)
          if (name.endsWith('.de-x-leicht')) expect(await page.evaluate(SMALLER_THAN_SENTENCES)).to.deep.equal([])
          expect(complaints).to.deep.equal([])
        })
        continue
      }
      it(`in light mode, and in dark mode at 320 px: ${name}`, async () => {
        complaints = []
        await page.goto(still.url(name))
        await lookAt('light', 1024, TAGS)
        await lookAt('dark', 320, RULES_OF_LOOKS)
        for (const width of [320, JUST_WIDE]) {
          await page.setViewportSize({ width, height: 900 })
          const { squeezed, overflow }: Doubled = await page.evaluate(MEASURE_DOUBLED)
          expect(overflow, 'text of double size').to.be.at.most(0)
          if (width === JUST_WIDE) expect(squeezed, 'text of double size').to.deep.equal([])
        }
        expect(complaints).to.deep.equal([])
      })
    }
  })

  it('leave each attribute’s name and value their room, also beside a long source and with text of double size', async () => {
    const page = await browser.newPage({ viewport: { width: 1024, height: 900 } })
    for (const name of ['confirm-origins.de', 'confirm-origins.de-x-leicht', 'confirm-everything.de']) {
      await page.setViewportSize({ width: 1024, height: 900 })
      await page.goto(site.url(name))
      expect(await page.evaluate(PARTED), name).to.deep.equal([])
      await page.setViewportSize({ width: JUST_WIDE, height: 900 })
      await page.evaluate(`document.documentElement.style.fontSize = '200%'`)
      expect(await page.evaluate(PARTED), `${name}, text of double size`).to.deep.equal([])
    }
    await page.close()
  })

  it('print what is to be kept, without what belongs to the screen', async () => {
    const page = await browser.newPage()
    await page.goto(site.url('recovery-codes-first.de'))
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('[data-testid="recovery-code"]:visible').count()).to.equal(10)
    expect(await page.locator(':is(.app-account, .app-foot, .app-head nav, .app-actions):visible').count()).to.equal(0)
    await page.goto(site.url('error-our-fault.de'))
    expect(await page.locator('[data-testid="error-id"]:visible, .app-support a:visible').count()).to.equal(4)
    await page.close()
  })

  it('put the client of this phone first on a phone, in place and in look', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 800 }, isMobile: true, hasTouch: true })
    const page = await context.newPage()
    await page.goto(site.url('eid-plain.de'))
    const looks = await page.evaluate(`['start-eid-phone', 'start-eid'].map((id) => {
      const button = document.querySelector('[data-testid="' + id + '"]')
      return { top: button.getBoundingClientRect().top, filled: getComputedStyle(button).backgroundColor !== 'rgba(0, 0, 0, 0)' }
    })`)
    const [here, elsewhere] = looks as readonly { readonly top: number; readonly filled: boolean }[]
    expect(here?.filled).to.equal(true)
    expect(elsewhere?.filled).to.equal(false)
    expect(here?.top).to.be.lessThan(elsewhere?.top ?? 0)
    expect(await page.locator('.app-on-phone:visible').allTextContents()).to.deep.equal([
      'dieses Smartphone: Es liest den Ausweis (NFC)',
    ])
    expect(await page.locator('.app-on-computer:visible').count()).to.equal(0)
    await context.close()
  })

  it('warn of the end of the session where the page waits for a phone too, by the script of each', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const problems: string[] = []
    page.on('pageerror', ({ message }) => void problems.push(message))
    let asked = 0
    await page.route(/\/wait\?/, () => void asked++)
    await page.clock.install()
    await page.goto(site.url('pass-pairing-waiting.de'))
    await page.clock.fastForward('58:01')
    await page.waitForSelector('#session-warning[open]', { timeout: 10_000 })
    await page.route('**/konto/bleiben', (route) => route.fulfill({ json: { timeLeft: 3_600_000 } }))
    await page.click('#session-warning button')
    await page.waitForSelector('#session-warning', { state: 'hidden', timeout: 10_000 })
    // With a script the warning is enough: no time stands above the page.
    expect(await page.innerText('.app-account')).not.to.contain('Uhr')
    await page.clock.fastForward('58:01')
    await page.waitForSelector('#session-warning[open]', { timeout: 10_000 })
    expect(problems).to.deep.equal([])
    expect(asked).to.be.greaterThan(0)
    await context.close()
  })

  it('axe finds faults that are put there on purpose', async () => {
    const context = await browser.newContext()
    await context.addInitScript({ content: axe.source })
    const page = await context.newPage()
    await page.goto(site.url('password-plain.de'))
    await page.evaluate(
      `document.querySelector('form label').remove(); document.documentElement.removeAttribute('lang')`,
    )
    const found = String(await page.evaluate(axeRun(TAGS)))
    expect(found).to.include('label:').and.include('html-has-lang')
    await context.close()
  })
})
