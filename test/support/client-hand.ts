import { setTimeout as sleep } from 'node:timers/promises'
import type { Hand } from './hand.js'
import { createWebClient, type WebClient } from './web-client.js'
import type { WebPage } from './web-page.js'

/** How often a page that goes on by itself is looked at before a test gives up. */
const LOOKS = 100

/** A citizen at a browser without scripts that draws nothing. */
export function clientHand(client: WebClient = createWebClient()): Hand {
  let shown: WebPage | null = null
  let typed: Record<string, string> = {}
  const page = (): WebPage => {
    if (!shown) throw new Error('nothing was opened')
    return shown
  }
  const go = async (next: Promise<WebPage>): Promise<void> => {
    shown = await next
    typed = {}
  }
  const see = async (selector: string, looks = LOOKS): Promise<string> => {
    const reload = page().find('meta[http-equiv="refresh"]')?.attributes.get('content')
    if (page().find(selector) || reload === undefined || looks === 0) {
      page().one(selector)
      return page().textOf(selector) ?? ''
    }
    await sleep(50)
    await go(client.get(new URL(/url=(.*)$/.exec(reload)?.[1] ?? '', page().url).href, { from: page() }))
    return see(selector, looks - 1)
  }
  const hand: Hand = {
    presses: 0,
    pins: 0,
    open: (url) => go(client.get(url)),
    async press(selector) {
      hand.presses++
      const isLink = page().one(selector).name === 'a'
      await go(
        isLink ? client.click(page(), selector) : client.submit(page(), { button: selector, fields: { ...typed } }),
      )
    },
    async send(form) {
      hand.presses++
      await go(client.submit(page(), { form, fields: { ...typed } }))
    },
    fill(fields) {
      if ('pin' in fields) hand.pins++
      Object.assign(typed, fields)
      return Promise.resolve()
    },
    see,
    all: (selector, attribute) =>
      Promise.resolve(
        page()
          .all(selector)
          .map(({ attributes }) => attributes.get(attribute) ?? ''),
      ),
    handOver: () => go(client.handOver(page())),
    url: () => page().url,
  }
  return hand
}
