import { existsSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

/** The whole Chromium of the system, unless the environment of the tests names another. */
const WHOLE = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** The same engine without a browser's windows around it: a page costs half as much processor time. */
const SHELL = '/usr/bin/chromium-headless-shell'

/** With nothing that talks to the network by itself. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const isShellUsed = process.env['CHROMIUM'] === undefined && existsSync(SHELL)

/** Starts the installed Chromium for pages. The caller closes it. */
export const launchChromium = (): Promise<Browser> =>
  isShellUsed
    ? chromium.launch({ executablePath: SHELL, args: QUIET })
    : chromium.launch({ executablePath: WHOLE, args: ['--headless', ...QUIET] })

/** Starts the whole one as browsers are by now: cookies of another site than that in the address bar are blocked. */
export const launchWithoutForeignCookies = (): Promise<Browser> =>
  chromium.launch({ executablePath: WHOLE, args: ['--headless', '--test-third-party-cookie-phaseout', ...QUIET] })

/** Starts the whole one with a profile in `folder`, as at somebody's home: a page can be installed there. The caller closes it. */
export const launchProfile = (folder: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, { executablePath: WHOLE, args: ['--headless', ...QUIET] })

/** Clicks what leads to another page, and waits until that page is there whole: what is read next is read of it. */
export async function clickThrough(page: Page, selector: string): Promise<void> {
  await page.waitForLoadState()
  await Promise.all([page.waitForEvent('load'), page.click(selector)])
}
