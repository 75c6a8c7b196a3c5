import type { MethodPlace, Outcome } from '../../src/login/kit/authenticator.js'

/** Where the pages of a method stand whose login does not matter. */
export const PLACE: MethodPlace = {
  form: { action: '/login/l/method', token: 't' },
  otherMethods: '/login/l',
  cancel: { action: '/login/l/methods', token: 't' },
  identifiesBy: null,
}

/** What a method's page shows, with the kind of page as `name`. Throws where the outcome is no page. */
export function shownBy(outcome: Outcome): Readonly<Record<string, unknown>> & { readonly name: string } {
  if (outcome.kind !== 'page') throw new Error(`no page but ${outcome.kind}`)
  const { kind, model } = outcome.page(PLACE)
  return { ...model, name: kind }
}
