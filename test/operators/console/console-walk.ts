import { expect } from 'chai'
import type { Operator } from '../../../src/domain/operator.js'
import { totpCode } from '../../../src/factors/totp.js'
import type { HttpWorld } from '../../support/http-world.js'
import { RIGHT } from '../../support/http-world.js'
import { createWebClient, type WebClient } from '../../support/web-client.js'
import type { WebPage } from '../../support/web-page.js'

/** From the sign-in page to the page of the code. */
export async function toCode(world: HttpWorld, client: WebClient, username: string): Promise<WebPage> {
  const page = await client.get(`${world.url}/operator/anmelden`)
  return client.submit(page, { fields: { username, password: RIGHT } })
}

/** Employs somebody and signs them in for the first time; gives the browser and the key of their app. */
export async function signedIn(world: HttpWorld, operator: Operator) {
  await world.employs(operator)
  const client = createWebClient()
  const page = await toCode(world, client, operator.username)
  const key = page.textOf('[data-testid="totp-key"]') ?? expect.fail('no key')
  const overview = await client.submit(page, { fields: { code: totpCode(key, world.clock.now()) } })
  return { client, key, overview }
}

/** Signs somebody in once more, in a browser of its own. */
export async function signInAgain(world: HttpWorld, username: string, key: string): Promise<WebClient> {
  const client = createWebClient()
  await client.submit(await toCode(world, client, username), {
    fields: { code: totpCode(key, world.clock.now()) },
  })
  return client
}

interface Given {
  readonly decision: 'preview' | 'apply'
  readonly fields?: Readonly<Record<string, string>>
  readonly file?: string
}

/** Sends a form with a file, as a browser does; hidden fields of the page come along. */
export async function upload(
  client: WebClient,
  page: WebPage,
  { decision, fields = {}, file }: Given,
): Promise<WebPage> {
  const form = new FormData()
  // The first form of the page is the one that signs out; all of them have the same token.
  const hidden = page.all('input[type="hidden"]')
  for (const { attributes } of hidden) form.set(attributes.get('name') ?? '', attributes.get('value') ?? '')
  for (const [name, value] of Object.entries({ ...fields, decision })) form.set(name, value)
  if (file !== undefined) form.set('metadata', new Blob([file]), 'portal.xml')
  const body = new Response(form)
  const headers = { 'content-type': body.headers.get('content-type') ?? '' }
  return client.post(page.url, await body.text(), { headers, from: page })
}
