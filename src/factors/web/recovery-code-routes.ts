import type { Request, Response } from 'express'
import { boundFactors } from '../../domain/second-factor.js'
import { languageOf } from '../../http/language.js'
import { single } from '../../http/parse.js'
import { requireAccount, requireAccountForm, type SignedIn } from '../../account/shell/require-account.js'
import { DECISIONS, FORM_FIELDS } from '../../ui/form-fields.js'
import { createFormats } from '../../ui/formats.js'
import { textsOf } from '../../ui/texts/texts.js'
import { codesAsText } from '../codes-text.js'
import { factorTexts } from '../texts/texts.js'
import { changingAt, placeOf, show, type FactorContext } from './factor-context.js'
import { listAfter } from './factor-done.js'
import { accountName, codesQuestion, FACTOR_PATHS, recoveryCodes } from './factor-pages.js'

type Handler = (context: FactorContext, request: Request, response: Response) => Promise<void>

/** Asks before the codes so far are void; without a second factor there are none. */
export const askForCodes: Handler = async (context, request, response) => {
  const found = await requireAccount(context, request, response, changingAt(FACTOR_PATHS.codes))
  if (!found) return
  if (boundFactors(found.account).length === 0) context.outcomes.seeOther(response, FACTOR_PATHS.list)
  else show(context, request, response, found, await codesQuestion(found, context.setup))
}

export const renewCodes: Handler = async (context, request, response) => {
  const found = await requireAccountForm(context, request, response, changingAt(FACTOR_PATHS.codes))
  if (!found) return
  showCodes(context, request, response, found, await context.setup.renewCodes(placeOf(found)), false)
}

/** Shows codes, this once. `withFactor`: they came with the first factor. */
export function showCodes(
  context: FactorContext,
  request: Request,
  response: Response,
  found: SignedIn,
  codes: readonly string[],
  withFactor: boolean,
): void {
  const page = recoveryCodes(found, context.setup, codes, withFactor, context.deps.flow.clock.now())
  show(context, request, response, found, page)
}

/** The page of the codes: the list as a file, which needs no script, or on to the list of factors. */
export const takeShownCodes: Handler = async (context, request, response) => {
  const found = await requireAccountForm(context, request, response, { returnTo: FACTOR_PATHS.list })
  if (!found) return
  if (single(found.fields, FORM_FIELDS.decision) !== DECISIONS.download) {
    context.outcomes.seeOther(response, FACTOR_PATHS.list)
    return
  }
  const codes = context.setup.openCodes(placeOf(found), single(found.fields, FORM_FIELDS.draft) ?? '')
  if (codes === null) {
    context.outcomes.seeOther(response, listAfter('codes-gone', found, context))
    return
  }
  const language = languageOf(request, context.cookies)
  const list = { codes, account: accountName(found), at: context.deps.flow.clock.now() }
  const formats = createFormats(textsOf(language).locale)
  response.attachment(`${factorTexts(language).codes.file}.txt`)
  response.type('text/plain').send(codesAsText(list, context.deps.site.name, { language, formats }))
}
