import type { WebClient } from './web-client.js'
import type { WebPage } from './web-page.js'

export const PASSWORD = 'ein wirklich langer Satz'

/** What a citizen does at each page of a login, from the choice of the method to the way back. */
export const STAGES: readonly ((client: WebClient, page: WebPage, username: string) => Promise<WebPage>)[] = [
  (client, page) => client.click(page, '[data-method="password"]'),
  (client, page, username) => client.submit(page, { fields: { username, password: PASSWORD } }),
  (client, page) => client.submit(page, { button: '[name="decision"][value="confirm"]' }),
]
