import { TEST_PIN } from '../../src/demo/eid-client/cards.js'

/** What a citizen does in the eID client. */
export interface AtTheCard {
  /** Null: none is chosen, so it is the one on the reader. */
  readonly card?: string | null
  readonly pin?: string
  readonly decision?: 'continue' | 'cancel'
  /** Which of the optional fields stay ticked; all of them if nothing is said. */
  readonly allow?: readonly string[]
}

/** The page of the eID client for a link into it. */
export async function openClient(
  startUrl: string,
): Promise<{ readonly status: number; readonly html: string; readonly location: string | null }> {
  const response = await fetch(startUrl, { redirect: 'manual' })
  return { status: response.status, html: await response.text(), location: response.headers.get('location') }
}

/** Presses a button in an open eID client. */
export async function pressIn(html: string, clientUrl: string, choice: AtTheCard) {
  const optional = [...html.matchAll(/name="allow" value="(\w+)"/g)].map(([, field = '']) => field)
  const form = new URLSearchParams({
    run: /name="run" value="(\w+)"/.exec(html)?.[1] ?? '',
    pin: choice.pin ?? TEST_PIN,
    decision: choice.decision ?? 'continue',
  })
  if (choice.card !== null) form.append('card', choice.card ?? 'complete')
  for (const field of choice.allow ?? optional) form.append('allow', field)
  const response = await fetch(clientUrl, { method: 'POST', body: form, redirect: 'manual' })
  return { status: response.status, html: await response.text(), location: response.headers.get('location') }
}

/** Opens the eID client, does what is said, and gives the address that the browser is sent to. */
export async function useCard(startUrl: string, choice: AtTheCard = {}): Promise<URL> {
  const opened = await openClient(startUrl)
  if (opened.location !== null) return new URL(opened.location)
  const { location, status } = await pressIn(opened.html, startUrl.split('?')[0] ?? '', choice)
  if (location === null) throw new Error(`the eID client stays, with status ${status}`)
  return new URL(location)
}
