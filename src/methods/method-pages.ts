import type { MethodPage } from '../domain/ports/authenticator.js'
import type { Form, Page } from '../ui/view-models.js'
import { eidPage, eidWaitingPage } from './eid/page.js'
import { passPage } from './pass/page.js'
import { passwordPage } from './password/page.js'
import { secondFactorPage } from '../factors/second-factor-page.js'

/** How each page of a method is made from what the method shows; one line a page. */
const PAGES: Readonly<Record<string, (model: unknown, form: Form, otherMethods: string) => Page>> = {
  password: passwordPage,
  'second-factor': secondFactorPage,
  eid: eidPage,
  'eid-waiting': eidWaitingPage,
  pass: passPage,
}

/** The page that a method wants shown. `otherMethods` is the way back to the method page. */
export function methodPage(page: MethodPage, form: Form, otherMethods: string): Page {
  const make = PAGES[page.name]
  if (!make) throw new TypeError(`No method has a page ${page.name}`)
  return make(page.model, form, otherMethods)
}
