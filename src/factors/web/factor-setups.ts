import type { Request, Response } from 'express'
import type { FactorBound } from '../second-factor-setup.js'
import { boundFactors, hasPassword, PASSWORD, TOTP } from '../../domain/second-factor.js'
import { FORM_FIELDS } from '../../ui/form-fields.js'
import { tellFailedProof } from '../../domain/tell-failed-proof.js'
import { languageOf } from '../../http/language.js'
import { single, type Fields } from '../../http/parse.js'
import { changingAt, placeOf, show, type FactorContext } from './factor-context.js'
import { listAfter } from './factor-done.js'
import { FACTOR_PATHS, firstName, passkeySetup, totpSetup } from './factor-pages.js'
import { showCodes } from './recovery-code-routes.js'
import { requireAccount, requireAccountForm, type SignedIn } from '../../account/shell/require-account.js'

type Handler = (context: FactorContext, request: Request, response: Response) => Promise<void>

/** The key for a code app. */
export const offerTotp: Handler = async (context, request, response) => {
  const found = await requireAccount(context, request, response, changingAt(FACTOR_PATHS.totp))
  if (!found || !mayAddTotp(context, response, found)) return
  const name = firstName('totp', languageOf(request, context.cookies))
  const offer = context.setup.offerTotp(placeOf(found))
  show(context, request, response, found, totpSetup(found, context.setup, offer, { problem: null, name }))
}

/** The code that shows that the app has the key. */
export const takeTotp: Handler = async (context, request, response) => {
  const found = await requireAccountForm(context, request, response, changingAt(FACTOR_PATHS.totp))
  if (!found || !mayAddTotp(context, response, found)) return
  const form = formOf(found.fields)
  const end = await context.setup.bindTotp(placeOf(found), form)
  if (end.kind === 'bound') shown(context, request, response, found, end)
  else {
    const { offer, problem } = end
    if (problem === 'wrong') tellFailedProof({ method: PASSWORD, reason: 'code-wrong' }, context.deps)
    show(context, request, response, found, totpSetup(found, context.setup, offer, { problem, name: form.name }))
  }
}

/** What the browser needs to make a passkey. */
export const offerPasskey: Handler = async (context, request, response) => {
  const found = await requireAccount(context, request, response, changingAt(FACTOR_PATHS.passkey))
  if (!found || !mayAddPasskey(context, response, found)) return
  const name = firstName('passkey', languageOf(request, context.cookies))
  const offer = await context.setup.offerPasskey(placeOf(found))
  show(context, request, response, found, passkeySetup(found, context.setup, offer, { problem: null, name }))
}

/** The passkey as made, then its first use. */
export const takePasskey: Handler = async (context, request, response) => {
  const found = await requireAccountForm(context, request, response, changingAt(FACTOR_PATHS.passkey))
  if (!found || !mayAddPasskey(context, response, found)) return
  const form = formOf(found.fields)
  const end = await context.setup.takePasskey(placeOf(found), form)
  if (end.kind === 'bound') shown(context, request, response, found, end)
  else {
    const problem = end.kind === 'again' ? end.problem : null
    if (problem === 'wrong') tellFailedProof({ method: PASSWORD, reason: 'passkey' }, context.deps)
    const page = passkeySetup(found, context.setup, end.offer, { problem, name: form.name })
    show(context, request, response, found, page)
  }
}

function shown(context: FactorContext, request: Request, response: Response, found: SignedIn, end: FactorBound): void {
  if (end.codes) showCodes(context, request, response, { ...found, account: end.account }, end.codes, true)
  else context.outcomes.seeOther(response, listAfter('added', { ...found, account: end.account }, context))
}

function formOf(fields: Fields) {
  const typed = (name: string): string => single(fields, name) ?? ''
  return {
    draft: typed(FORM_FIELDS.draft),
    code: typed(FORM_FIELDS.code),
    answer: typed(FORM_FIELDS.passkey),
    name: typed(FORM_FIELDS.name),
  }
}

/** An account has one code app; a second form of a double click finds the first one's there. */
function mayAddTotp({ outcomes, setup }: FactorContext, response: Response, { account }: SignedIn): boolean {
  const has = boundFactors(account).some(({ instance }) => instance === TOTP)
  if (setup.offered.totp && hasPassword(account) && !has) return true
  outcomes.seeOther(response, FACTOR_PATHS.list)
  return false
}

function mayAddPasskey({ outcomes, setup }: FactorContext, response: Response, { account }: SignedIn): boolean {
  if (setup.offered.passkey && hasPassword(account)) return true
  outcomes.seeOther(response, FACTOR_PATHS.list)
  return false
}
