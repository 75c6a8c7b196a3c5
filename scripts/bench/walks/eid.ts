import type { BenchPage } from '../load/browser.js'
import { formOn, linkOn } from '../load/page-forms.js'
import type { Visitor, Walk } from './walk.js'

const TEST_PIN = '123456'

/**
 * From the eID page through the eID client, which fetches its TC Token, to the page that the broker shows on return.
 */
async function readCard({ browser, card, elsewhere }: Visitor, eidPage: BenchPage): Promise<BenchPage> {
  const start = new URL(linkOn(eidPage, 'data-testid="start-eid"'))
  const client = elsewhere(start.origin)
  const asked = await client.get(`${start.pathname}${start.search}&card=${card}`)
  const form = formOn(asked)
  const read = await client.post(form.action, { ...form.fields, card, pin: TEST_PIN, decision: 'continue' })
  if (read.leadsTo === null) throw new Error(`the eID client stays (${read.status}): ${read.body.slice(0, 300)}`)
  const back = new URL(read.leadsTo)
  return browser.get(back.pathname + back.search)
}

async function identified(visitor: Visitor): Promise<BenchPage> {
  const methods = await visitor.browser.get(await visitor.request())
  return readCard(visitor, await visitor.browser.get(linkOn(methods, 'data-method="eid"')))
}

/** A card that the broker knows, at a fresh browser; both protocols of the guidelines over the network. */
export const eidWalk: Walk = {
  name: 'eid',
  title: 'eID login, known card, every page',
  requests: 8,
  tells: { givenName: 'JANA LUISE', familyName: 'WINTERBERG-B', birthDate: '1987-03-09' },
  // The card opens an account, and is read once more for it.
  prepare: async (visitor) => {
    const { browser } = visitor
    const unknown = formOn(await identified(visitor))
    const again = await browser.post(unknown.action, { ...unknown.fields, decision: 'open-account' })
    const confirm = formOn(await readCard(visitor, again))
    await browser.post(confirm.action, { ...confirm.fields, decision: 'confirm' })
  },
  login: async (visitor) => {
    visitor.browser.forget()
    const confirm = formOn(await identified(visitor))
    return visitor.browser.post(confirm.action, { ...confirm.fields, decision: 'confirm' })
  },
}
