import type { BenchPage } from '../load/browser.js'
import { formOn, linkOn } from '../load/page-forms.js'
import type { Visitor, Walk } from './walk.js'

/** From the portal's request through method page, password and confirmation to the answer. */
export async function passwordLogin(
  { browser, citizen, request }: Visitor,
  confirmation: Readonly<Record<string, string>> = {},
): Promise<BenchPage> {
  const methods = await browser.get(await request())
  const form = formOn(await browser.get(linkOn(methods, 'data-method="password"')))
  const confirm = formOn(await browser.post(form.action, { ...form.fields, ...citizen }))
  return browser.post(confirm.action, { ...confirm.fields, decision: 'confirm', ...confirmation })
}

/** A citizen at a fresh browser: every page of a login. */
export const passwordWalk: Walk = {
  name: 'password',
  title: 'password login, every page',
  requests: 6,
  prepare: async () => undefined,
  login: async (visitor) => {
    visitor.browser.forget()
    return passwordLogin(visitor)
  },
}
