import { chromium, type Browser, type BrowserContext } from 'playwright-core'

/** Debian's Chromium, unless the environment of the tests names another; with nothing that talks to the network by itself. */
const OPTIONS = {
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}

/** Starts the installed Chromium. The caller closes it. */
export const launchChromium = (): Promise<Browser> => chromium.launch(OPTIONS)

/** Starts it with a profile in `folder`, as at somebody's home: a page can be installed there. The caller closes it. */
export const launchProfile = (folder: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, OPTIONS)
