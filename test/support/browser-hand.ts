import type { Page } from 'playwright-core'
import type { Hand } from './hand.js'

/** A citizen at a page of Chromium, with or without JavaScript. */
export function browserHand(page: Page, scripts: boolean): Hand {
  let presses = 0
  return {
    open: async (url) => void (await page.goto(url)),
    async press(selector) {
      presses++
      await page.locator(selector).first().click()
    },
    async fill(fields) {
      for (const [name, value] of Object.entries(fields)) {
        const radio = page.locator(`input[type="radio"][name="${name}"][value="${value}"]`)
        if ((await radio.count()) > 0) await radio.check()
        else await page.fill(`input[name="${name}"]`, value)
      }
    },
    async see(selector) {
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
    presses() {
      const before = presses
      presses = 0
      return before
    },
  }
}
