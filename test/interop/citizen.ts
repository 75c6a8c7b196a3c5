import type { WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'
import type { Broker } from './broker.js'

/** Letters of DIN 91379 in both names: they must arrive as they are. */
export const CITIZEN = {
  username: 'jana.nowak',
  password: 'Vier-Fische-im-Regen',
  attributes: {
    givenName: 'Jāna Łucja',
    familyName: 'Nowak-Ḫaddād',
    birthDate: '1987-04-12',
    email: 'jana.nowak@post.example',
  },
} as const

export const createCitizen = async (broker: Broker): Promise<void> => {
  const { givenName, familyName, birthDate, email } = CITIZEN.attributes
  const options = ['--given-name', givenName, '--family-name', familyName, '--birth-date', birthDate, '--email', email]
  await broker.servicekonto(['account', 'create', '--username', CITIZEN.username, ...options], CITIZEN.password)
}

/** From the method page to the page after the password. */
export const logIn = async (browser: WebClient, methodPage: WebPage): Promise<WebPage> => {
  const password = await browser.click(methodPage, '[data-method=password]')
  return browser.submit(password, { fields: { username: CITIZEN.username, password: CITIZEN.password } })
}

/** Agrees to all that the service asked for, optional data ticked; gives the page that hands the answer over. */
export const agree = (browser: WebClient, confirmPage: WebPage): Promise<WebPage> => {
  const optional = confirmPage.all('input[name=release]').map(({ attributes }) => attributes.get('value') ?? '')
  const fields = optional.length > 0 ? { release: optional } : {}
  return browser.submit(confirmPage, { button: 'button[name=decision][value=confirm]', fields })
}

/** From the confirm page to the service. */
export const confirm = async (browser: WebClient, confirmPage: WebPage): Promise<WebPage> =>
  browser.handOver(await agree(browser, confirmPage))

/** From the method or confirm page to the service, with nothing released. */
export const cancel = async (browser: WebClient, page: WebPage): Promise<WebPage> =>
  browser.handOver(await browser.click(page, 'button[name=decision][value=cancel]'))
