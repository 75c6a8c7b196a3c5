import type { Page } from 'playwright-core'
import type { Hand } from './hand.js'

/** Until a citizen without scripts, who does not want to wait for a page to reload, reloads it. */
const PATIENCE = 300

/**
 * A citizen at a page of Chromium, with or without JavaScript. `patient`: waits for pages that reload by themselves.
 */
export function browserHand(page: Page, scripts: boolean, patient = true): Hand {
  const hurry = async (selector: string): Promise<void> => {
    const found = page.locator(selector).first()
    for (;;) {
      const isThere = await found.waitFor({ state: 'attached', timeout: PATIENCE }).then(
        () => true,
        () => false,
      )
      const reload = isThere ? null : await page.$eval('meta[http-equiv="refresh"]', contentOf).catch(() => null)
      if (reload === null) return
      await page.goto(new URL(reload.replace(/^.*url=/, ''), page.url()).href)
    }
  }
  const hand: Hand = {
    presses: 0,
    pins: 0,
    open: async (url) => void (await page.goto(url)),
    async press(selector) {
      hand.presses++
      await page.locator(selector).first().click()
    },
    async send(form) {
      hand.presses++
      await page.locator(form).first().locator('button').first().click()
    },
    async fill(fields) {
      if ('pin' in fields) hand.pins++
      for (const [name, value] of Object.entries(fields)) {
        const radio = page.locator(`input[type="radio"][name="${name}"][value="${value}"]`)
        if ((await radio.count()) > 0) await radio.check()
        else await page.fill(`input[name="${name}"]`, value)
      }
    },
    async see(selector) {
      if (!scripts && !patient) await hurry(selector)
      const found = page.locator(selector).first()
      await found.waitFor({ state: 'attached' })
      return ((await found.textContent()) ?? '').replace(/\s+/g, ' ').trim()
    },
    all: (selector, attribute) =>
      page
        .locator(selector)
        .all()
        .then((found) => Promise.all(found.map(async (each) => (await each.getAttribute(attribute)) ?? ''))),
    async handOver() {
      if (!scripts) await page.locator('form:has([name="SAMLResponse"]) button').click()
    },
    url: () => page.url(),
  }
  return hand
}

const contentOf = (element: { getAttribute(name: string): string | null }): string =>
  element.getAttribute('content') ?? ''
