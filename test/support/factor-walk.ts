import { z } from 'zod'
import { totpCode } from '../../src/factors/totp.js'
import { seconds } from '../../src/domain/instant.js'
import { textOf } from './html-document.js'
import { RIGHT, type HttpWorld } from './http-world.js'
import type { SoftwarePasskey } from './software-passkey.js'
import type { WebClient } from './web-client.js'
import type { WebPage } from './web-page.js'

export const LIST = '/konto/zweiter-faktor'

/** Opens a page of the citizen's own, with name and password where it asks who this is. */
export async function signIn(world: HttpWorld, client: WebClient, username = 'jana', path = LIST): Promise<WebPage> {
  const page = await client.get(world.url + path)
  return page.find('[data-method="password"]') ? typePassword(client, page, username) : page
}

export const typePassword = async (client: WebClient, chooser: WebPage, username = 'jana'): Promise<WebPage> =>
  client.submit(await client.click(chooser, '[data-method="password"]'), { fields: { username, password: RIGHT } })

/** Sets up a code app in a browser that is signed in, and lets the step of its first code pass. */
export async function setUpTotp(world: HttpWorld, client: WebClient) {
  const page = await client.get(`${world.url}${LIST}/code-app`)
  const secret = secretOn(page)
  const done = await client.submit(page, { fields: { code: totpCode(secret, world.clock.now()) } })
  world.clock.pass(seconds(30))
  return { secret, done, codes: codesOn(done), codeNow: () => totpCode(secret, world.clock.now()) }
}

export const secretOn = (page: WebPage): string => (page.textOf('[data-testid="totp-secret"]') ?? '').replace(/\s/g, '')

export const codesOn = (page: WebPage): readonly string[] => page.all('[data-testid="recovery-code"]').map(textOf)

const options = z.looseObject({ challenge: z.string() })

/** What a page tells the browser to do with a passkey. */
export const optionsOn = (page: WebPage) =>
  options.parse(JSON.parse(page.one('[data-passkey-options]').attributes.get('data-passkey-options') ?? ''))

/** Sets up a passkey in a browser that is signed in; it has signed once then. */
export async function setUpPasskey(world: HttpWorld, client: WebClient, key: SoftwarePasskey): Promise<WebPage> {
  const page = await client.get(`${world.url}${LIST}/passkey`)
  const made = await client.submit(page, { fields: { passkey: key.create(optionsOn(page)) } })
  return client.submit(made, { fields: { passkey: key.use({ ...optionsOn(made), counter: 1 }) } })
}
