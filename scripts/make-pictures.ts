import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { readDemoSettings } from '../src/demo/demo-settings.js'
import { launchChromium } from '../test/support/chromium.js'

// `tsx scripts/make-pictures.ts`, while `npm run demo` runs in another terminal: the pictures of the README, taken by
// logging in at the first portal as the first citizen. Reads the ports from the same environment as the demo.

const FOLDER = fileURLToPath(new URL('../docs/pictures/', import.meta.url))
const WINDOW = { width: 900, height: 500 }

/** Shows what was received, so that whoever runs this sees that the login went through. */
const say = (line: string): void => void process.stdout.write(`${line}\n`)

const picture = async (page: Page, name: string): Promise<void> => {
  const path = join(FOLDER, `${name}.png`)
  await page.evaluate('document.fonts.ready')
  await page.screenshot({ path, fullPage: true, animations: 'disabled' })
  say(path)
}

const makePictures = async (): Promise<void> => {
  const { portals, citizens } = readDemoSettings(process.env)
  const [portal] = portals
  const [citizen] = citizens
  if (!portal || !citizen) throw new Error('config/demo names no portal or no citizen')
  mkdirSync(FOLDER, { recursive: true })
  const browser = await launchChromium()
  try {
    const page = await browser.newPage({ viewport: WINDOW, locale: 'de-DE', colorScheme: 'light' })
    await page.goto(portal.baseUrl)
    await page.getByTestId('login').click()
    await picture(page, 'method-choice')
    await page.locator('[data-method="password"]').click()
    await page.locator('input[name="username"]').fill(citizen.username)
    await page.locator('input[name="password"]').fill(citizen.password)
    await page.locator('main form button').first().click()
    await page.locator('button[name="decision"][value="confirm"]').waitFor()
    await picture(page, 'confirm')
    await page.locator('button[name="decision"][value="confirm"]').click()
    say(`received ${await page.getByTestId('trust-level').innerText()}`)
  } finally {
    await browser.close()
  }
}

await makePictures()
