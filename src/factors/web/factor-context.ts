import type { Request, Response } from 'express'
import { minutes } from '../../domain/instant.js'
import type { AtAccount, SecondFactorSetup } from '../second-factor-setup.js'
import type { LoginContext } from '../../login/kit/login-context.js'
import type { AccountNeeds, SignedIn } from '../../account/shell/require-account.js'
import { FACTOR_PATHS } from './factor-pages.js'
import type { Page } from '../../ui/page.js'

/** What the pages of the second factors work with. */
export interface FactorContext extends LoginContext {
  readonly setup: SecondFactorSetup
}

/** Whoever finds a session left open must not be able to add a factor of their own, or take one off. */
export const changingAt = (returnTo: string, needed: AccountNeeds['needed'] = 'basis'): AccountNeeds => ({
  returnTo,
  needed,
  provedWithin: minutes(15),
})

export const placeOf = ({ account, session, level }: SignedIn): AtAccount => ({ account, session, level })

/** Shows a page of the citizen's own. */
export const show = (
  { outcomes }: FactorContext,
  request: Request,
  response: Response,
  found: SignedIn,
  page: Page,
): void => {
  // New recovery codes are shown once; their page in another language is the list.
  const step = request.path === FACTOR_PATHS.codes ? FACTOR_PATHS.list : request.path
  outcomes.page(request, response, page, { service: null, step, account: found.bar })
}
