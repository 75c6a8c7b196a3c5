import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { VirtualPhone } from './virtual-phone.js'

/** The citizen's phone in a walk. The PIN is typed by the citizen, whichever phone it is. */
export interface WalkPhone {
  /** Scans a pairing link and chooses a PIN; it waits for the number of the screen then. */
  pair(link: string): Promise<void>
  /** Answers what it was asked at last, with the number of the screen. */
  answer(number: string): Promise<void>
  /** Scans the link of a login; gives the name of the service that it shows. */
  scan(link: string): Promise<string>
}

export const PIN = '24680'

/** The simulated phone, at a page of its own in Chromium. */
export function simulatedPhone(page: Page): WalkPhone {
  const open = async (link: string): Promise<void> => {
    await page.waitForSelector('section:not([hidden])')
    if (await page.isHidden('#home')) await page.click('section:not([hidden]) [data-home]')
    await page.fill('[name="link"]', link)
    await page.click('#link-form button')
  }
  return {
    async pair(link) {
      await open(link)
      await page.waitForSelector('#pair:not([hidden])')
      await page.fill('#pair [name="pin"]', PIN)
      await page.fill('#pair [name="again"]', PIN)
      await page.click('#pair button[type="submit"]')
      await page.waitForSelector('#challenge:not([hidden])')
    },
    async answer(number) {
      await page.fill('#challenge [name="number"]', number)
      await page.fill('#challenge [name="pin"]', PIN)
      await page.click('#challenge [name="decision"][value="confirm"]')
      await page.waitForSelector('#message:not([hidden])')
    },
    async scan(link) {
      await open(link)
      await page.waitForSelector('#challenge:not([hidden])')
      return ((await page.textContent('[data-testid="phone-service"]')) ?? '').trim()
    },
  }
}

/** A phone without a screen. */
export function virtualPhone(phone = new VirtualPhone()): WalkPhone {
  let asked = ''
  return {
    async pair(link) {
      const { status, body } = await phone.pair(link, { pin: PIN })
      expect(status).to.equal(201)
      asked = `${new URL(link).origin}/pass/login/${body.challenge}`
    },
    async answer(number) {
      const { status, body } = await phone.confirm(asked, { number, pin: PIN })
      expect(status, body.code).to.equal(200)
    },
    async scan(link) {
      asked = link
      const { body } = await phone.open(link)
      return body.service['de'] ?? ''
    },
  }
}
