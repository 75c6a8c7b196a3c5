import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { methodNames } from '../../src/methods/registry.js'
import { createPageRenderer } from '../../src/ui/render-page.js'
import { launchChromium } from '../support/chromium.js'
import { pageSamples, SAMPLE_URL } from '../support/page-samples.js'
import { serveSamples, type StaticSite } from '../support/static-site.js'
import { builtAssets } from '../support/static-site-assets.js'

/** What has the focus, and whether one sees it: an outline, a shadow or a change of the border. */
const FOCUSED = `(() => {
  const element = document.activeElement
  const style = getComputedStyle(element)
  const { top, bottom, left, right } = element.getBoundingClientRect()
  return {
    what: element.getAttribute('data-method') ?? element.getAttribute('name') ?? element.getAttribute('href') ?? element.tagName,
    value: element.getAttribute('value') ?? '',
    visible: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none',
    inView: top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth,
  }
})()`

/** In forced colours: a colour of ours is drawn as it is only where the element opted out of them; a box needs its edge. */
const FOCUSED_IN_FORCED_COLOURS = `(() => {
  const element = document.activeElement
  const style = getComputedStyle(element)
  const isOurs = style.forcedColorAdjust === 'none'
  const isSeen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
    && !(isOurs && ['rgba(0, 0, 0, 0)', 'transparent'].includes(style.outlineColor))
  return {
    what: element.type === 'checkbox' ? 'checkbox' : element.tagName,
    isSeen,
    hasEdge: element.type !== 'checkbox' || parseFloat(style.borderTopWidth) >= 1,
  }
})()`

interface Focused {
  readonly what: string
  readonly value: string
  readonly visible: boolean
  readonly inView: boolean
}

describe('the pages by keyboard', function () {
  this.timeout(120_000)
  let browser: Browser
  let site: StaticSite
  let page: Page

  before(async () => {
    const assets = builtAssets()
    browser = await launchChromium()
    site = await serveSamples(pageSamples(), createPageRenderer({ assets, methodNames, publicUrl: SAMPLE_URL }), assets)
    page = await browser.newPage({ viewport: { width: 1024, height: 900 }, reducedMotion: 'reduce' })
  })
  after(async () => {
    await browser?.close()
    await site?.close()
  })

  const tab = async (): Promise<Focused> => {
    await page.keyboard.press('Tab')
    return page.evaluate(FOCUSED)
  }

  /** Tabs through the page until its end. */
  const walk = async (name: string): Promise<readonly Focused[]> => {
    await page.goto(site.url(name))
    const stops: Focused[] = []
    for (let stop = await tab(); stop.what !== 'BODY' && stops.length < 60; stop = await tab()) stops.push(stop)
    return stops
  }

  it('reach the first method at once by the skip link, and with all that a head can hold by eight Tabs', async () => {
    await page.goto(site.url('method-choice-normal.de'))
    await tab()
    await page.keyboard.press('Enter')
    expect((await tab()).what).to.equal('pass')
    const stops = await walk('method-choice-normal.de')
    expect(stops.findIndex(({ what }) => what === 'pass')).to.be.within(0, 7)
    expect(stops.map(({ what }) => what)).to.include.members(['pass', 'password', 'eid', 'decision'])
    expect(stops.filter(({ visible, inView }) => !visible || !inView)).to.deep.equal([])
  })

  it('reach the fields and buttons in the order in which they stand', async () => {
    for (const [name, expected] of [
      ['password-wrong.de', ['#username', 'username', 'password', 'BUTTON', '/login/a1/methods']],
      ['confirm-optional.de', ['release', 'release', 'release', 'remember', 'decision', 'decision', 'decision']],
      ['profile-one.de', ['birthDate.day', 'birthDate.month', 'birthDate.year', 'BUTTON', 'decision']],
    ] as const) {
      const stops = await walk(name)
      const inMain = stops.map(({ what }) => what).filter((what) => expected.some((one) => one === what))
      expect(inMain, name).to.deep.equal([...expected])
      expect(
        stops.filter(({ visible, inView }) => !visible || !inView),
        name,
      ).to.deep.equal([])
    }
  })

  it('show the focus in forced colours too, and leave a box its edge', async () => {
    const forced = await browser.newPage({ colorScheme: 'dark', forcedColors: 'active' })
    await forced.goto(site.url('confirm-optional-ticked.de'))
    const stops: { readonly what: string; readonly isSeen: boolean; readonly hasEdge: boolean }[] = []
    for (let count = 0; count < 18; count++) {
      await forced.keyboard.press('Tab')
      stops.push(await forced.evaluate(FOCUSED_IN_FORCED_COLOURS))
    }
    expect(stops.filter(({ what }) => what === 'checkbox')).to.have.length(3)
    expect(stops.filter(({ isSeen, hasEdge }) => !isSeen || !hasEdge)).to.deep.equal([])
    await forced.close()
  })

  it('draw the icons of notices and badges in forced colours', async () => {
    const forced = await browser.newPage({ forcedColors: 'active' })
    for (const name of ['request-check-broken.de', 'pass-confirmed.de']) {
      await forced.goto(site.url(name))
      const icons = await forced.evaluate(`(() => {
        const text = getComputedStyle(document.body).color
        return [...document.querySelectorAll('.kern-alert .kern-icon, .kern-badge .kern-icon')]
          .map((icon) => getComputedStyle(icon).backgroundColor === text)
      })()`)
      expect(icons, name).to.satisfy((drawn: boolean[]) => drawn.length > 0 && drawn.every(Boolean))
    }
    await forced.close()
  })

  it('skip to the content', async () => {
    await page.goto(site.url('method-choice-normal.de'))
    expect((await tab()).what).to.equal('#content')
    await page.keyboard.press('Enter')
    expect((await tab()).what).to.equal('pass')
  })

  it('skip what leads to the other pages of the operators, and land before what the page is about', async () => {
    for (const [name, first] of [
      ['operator-service-plain.de', '/operator/dienste/x'],
      ['operator-sign-in-plain.de', 'username'],
      ['operator-keys-plain.de', 'SUMMARY'],
      ['operator-operators-some.de', 'SECTION'],
    ] as const) {
      const stops = await walk(name)
      expect(stops[0]?.what, name).to.equal('#content')
      expect(
        stops.filter(({ visible, inView }) => !visible || !inView),
        name,
      ).to.deep.equal([])
      await page.goto(site.url(name))
      await tab()
      await page.keyboard.press('Enter')
      expect((await tab()).what, name).to.equal(first)
    }
  })

  it('lead from the error summary into the field', async () => {
    await page.goto(site.url('profile-date.de'))
    await page.getByRole('alert').getByRole('link').press('Enter')
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('28')
    expect(await page.locator('[name="birthDate.day"]').inputValue()).to.equal('28')
  })

  it('show the label of the field that the error summary leads into', async () => {
    const low = await browser.newPage({ viewport: { width: 1024, height: 420 }, reducedMotion: 'reduce' })
    await low.goto(site.url('password-wrong.de'))
    await low.getByRole('alert').getByRole('link').press('Enter')
    const label = await low.getByText('Benutzername', { exact: true }).boundingBox()
    expect(label?.y).to.be.at.least(0)
    await low.close()
  })

  it('send the main button on Enter in a field', async () => {
    await page.goto(site.url('confirm-optional-ticked.de'))
    const sent = page.waitForRequest((request) => request.method() === 'POST')
    await page.locator('[name=release]').first().press('Enter')
    const fields = new URLSearchParams((await sent).postData() ?? '')
    expect(fields.getAll('decision')).to.deep.equal(['confirm'])
    expect(fields.getAll('release')).to.deep.equal(['address', 'email'])
    expect(fields.has('remember')).to.equal(false)
  })
})
