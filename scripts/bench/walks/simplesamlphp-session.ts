import { formOn } from '../load/page-forms.js'
import type { Walk } from './walk.js'

/** The same at SimpleSAMLphp as identity provider: a session exists, the portal asks. */
export const simpleSamlSessionWalk: Walk = {
  name: 'simplesamlphp-session',
  title: 'SimpleSAMLphp: portal asks, session exists',
  requests: 1,
  prepare: async ({ browser, citizen, request }) => {
    const page = await browser.get(await request())
    const { action, fields } = formOn(page)
    await browser.post(pathOf(action, page.path), { ...fields, ...citizen })
  },
  login: async ({ browser, request }) => browser.get(await request()),
}

const pathOf = (action: string, page: string): string => {
  const { pathname, search } = new URL(action, `http://localhost${page}`)
  return pathname + search
}
