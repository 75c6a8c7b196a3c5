import { formOn, linkOn, textOn } from '../load/page-forms.js'
import type { Visitor, Walk } from './walk.js'

const DEVICES = '/konto/geraete'

/** Logs in to the account by password and pairs the phone there, with its first use. */
async function pairPhone({ browser, citizen, phone }: Visitor): Promise<void> {
  const methods = await browser.get(DEVICES)
  const form = formOn(await browser.get(linkOn(methods, 'data-method="password"')))
  const begin = formOn(await browser.post(form.action, { ...form.fields, ...citizen }), 'koppeln')
  const shown = await browser.post(begin.action, begin.fields)
  const first = await phone.pair(textOn(shown, 'data-testid="pass-link"'))
  await phone.confirm(first, textOn(await browser.get(shown.path), 'data-testid="pass-code"'))
}

/**
 * A paired phone and a fresh browser. The page looks once, when the phone has answered, as one without scripts does.
 */
export const passWalk: Walk = {
  name: 'pass',
  title: 'pass login, every page',
  requests: 7,
  prepare: pairPhone,
  login: async ({ browser, phone, request }) => {
    browser.forget()
    const methods = formOn(await browser.get(await request()))
    const page = await browser.post(methods.action, { ...methods.fields, method: 'pass' })
    const link = textOn(page, 'data-testid="pass-link"')
    await phone.confirm(link, textOn(page, 'data-testid="pass-code"'))
    const confirm = formOn(await browser.get(`${formOn(page).action}/return`))
    return browser.post(confirm.action, { ...confirm.fields, decision: 'confirm' })
  },
}
