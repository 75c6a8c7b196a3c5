import { mock } from 'node:test'
import { e2ePortal, type E2ePortal } from '../../test/support/e2e-portal.js'
import { startBroker } from '../../test/support/running-broker.js'
import { createWebClient } from '../../test/support/web-client.js'
import type { WebPage } from '../../test/support/web-page.js'
import { countCalls, type Calls } from './calls.js'

/** One request of the login, by the address that its page posts to, and what was called to answer it. */
export interface Leg {
  readonly request: string
  readonly calls: Calls
}

const PASSWORD = 'ein wirklich langer Satz'
const ATTRIBUTES = ['2.5.4.42', '2.5.4.4', '2.5.4.20?']
/** Longer than what runs every few seconds by itself waits for its next time. */
const PAST_EVERY_TIMER = 6000
/** The timer of the machine, whatever the others stand at. */
const realTimer = setTimeout

/**
 * The first login of a fresh broker with user name and password, by a browser without scripts, request for request.
 * What the broker does by itself meanwhile, such as following the registry, is stopped: it belongs to no login.
 */
export async function oneLogin(): Promise<readonly Leg[]> {
  const broker = await startBroker()
  try {
    const portal = await e2ePortal(broker, { name: 'aachen', attributes: ATTRIBUTES })
    await broker.register(portal.metadata, ['--name', 'Serviceportal Aachen'])
    await broker.citizen('jana', PASSWORD, ['--given-name', 'Jana', '--family-name', 'Nowak'])
    mock.timers.enable({ apis: ['setTimeout', 'setInterval'] })
    await new Promise((resolve) => realTimer(resolve, PAST_EVERY_TIMER))
    return await walk(portal)
  } finally {
    mock.timers.reset()
    await broker.stop()
  }
}

async function walk(portal: E2ePortal): Promise<readonly Leg[]> {
  const browser = createWebClient()
  const counter = await countCalls()
  const legs: Leg[] = []
  const leg = async (request: string, page: Promise<WebPage>): Promise<WebPage> => {
    const shown = await page
    legs.push({ request, calls: await counter.take() })
    return shown
  }
  const stop = { redirects: 'stop' } as const
  const follow = async (from: WebPage): Promise<WebPage> => {
    const to = new URL(String(from.headers.location), from.url)
    return leg(`GET ${pathOf(to)}`, browser.get(to.href, { ...stop, from }))
  }
  const url = await portal.requestUrl()
  const begun = await leg('GET /saml/sso', browser.get(url, { ...stop, from: portal.page }))
  const methods = await follow(begun)
  const chosen = await leg('POST /login/…/methods', browser.click(methods, '[data-method="password"]', stop))
  const password = chosen.headers.location ? await follow(chosen) : chosen
  const fields = { username: 'jana', password: PASSWORD }
  const proved = await leg('POST /login/…/password', browser.submit(password, { ...stop, fields }))
  const confirm = await follow(proved)
  const button = '[name="decision"][value="confirm"]'
  const answer = await leg('POST /login/…/confirm', browser.submit(confirm, { ...stop, button }))
  counter.stop()
  await portal.read(answer)
  return legs
}

const pathOf = ({ pathname }: URL): string => pathname.replace(/^\/login\/[^/]+/, '/login/…')
