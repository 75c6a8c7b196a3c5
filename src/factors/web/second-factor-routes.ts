import { Router, type Request, type Response } from 'express'
import type { BoundMethod } from '../../domain/account.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import type { SecondFactorSetup } from '../second-factor-setup.js'
import { boundFactors } from '../../domain/second-factor.js'
import { lowerOf } from '../../domain/trust-level.js'
import { changingAt, placeOf, show, type FactorContext } from './factor-context.js'
import { doneBefore, listAfter } from './factor-done.js'
import { FACTOR_PATHS, factorList, factorRemoval } from './factor-pages.js'
import { askForCodes, renewCodes, takeShownCodes } from './recovery-code-routes.js'
import { offerPasskey, offerTotp, takePasskey, takeTotp } from './factor-setups.js'
import {
  requireAccount,
  requireAccountForm,
  type AccountNeeds,
  type SignedIn,
} from '../../account/shell/require-account.js'
import type { LoginContext } from '../../login/kit/login-context.js'

/** The pages on which citizens look after the second factors of their passwords. */
export function secondFactorRoutes(login: LoginContext, setup: SecondFactorSetup): Router {
  const router = Router()
  const context: FactorContext = { ...login, setup }
  router.get(FACTOR_PATHS.list, (request, response) => list(context, request, response))
  router.get(FACTOR_PATHS.totp, (request, response) => offerTotp(context, request, response))
  router.post(FACTOR_PATHS.totp, (request, response) => takeTotp(context, request, response))
  router.get(FACTOR_PATHS.passkey, (request, response) => offerPasskey(context, request, response))
  router.post(FACTOR_PATHS.passkey, (request, response) => takePasskey(context, request, response))
  router.get(FACTOR_PATHS.codes, (request, response) => askForCodes(context, request, response))
  router.post(FACTOR_PATHS.codes, (request, response) => renewCodes(context, request, response))
  router.post(FACTOR_PATHS.shownCodes, (request, response) => takeShownCodes(context, request, response))
  router.get('/konto/zweiter-faktor/entfernen/:instance', (request, response) => askRemoval(context, request, response))
  router.post('/konto/zweiter-faktor/entfernen/:instance', (request, response) => remove(context, request, response))
  return router
}

async function list(context: FactorContext, request: Request, response: Response): Promise<void> {
  const found = await requireAccount(context, request, response, { returnTo: FACTOR_PATHS.list })
  if (!found) return
  const done = doneBefore(request, found, context)
  show(context, request, response, found, await factorList(found, context.setup, done))
}

async function askRemoval(context: FactorContext, request: Request, response: Response): Promise<void> {
  const instance = instanceOf(request)
  const asked = await requireAccount(context, request, response, changingAt(FACTOR_PATHS.removal(instance)))
  if (!asked) return
  const factor = factorOf(asked, instance)
  const found = await requireAccount(context, request, response, needsFor(factor, context))
  if (!found) return
  const isLast = boundFactors(found.account).length === 1
  show(context, request, response, found, factorRemoval(found, factor, isLast))
}

async function remove(context: FactorContext, request: Request, response: Response): Promise<void> {
  const instance = instanceOf(request)
  const asked = await requireAccountForm(context, request, response, changingAt(FACTOR_PATHS.removal(instance)))
  if (!asked) return
  // A second click: it is gone already.
  const factor = boundFactors(asked.account).find((each) => each.instance === instance)
  if (!factor) {
    context.outcomes.seeOther(response, FACTOR_PATHS.list)
    return
  }
  const found = await requireAccount(context, request, response, needsFor(factor, context))
  if (!found) return
  const account = await context.setup.remove(placeOf(found), instance)
  context.outcomes.seeOther(response, listAfter('removed', { ...found, account }, context))
}

/**
 * Taking a factor off lowers what protects the account, so it needs a login of the level that the factor counts up to.
 */
const needsFor = ({ instance, cap }: BoundMethod, { setup }: FactorContext): AccountNeeds =>
  // check: taking-a-factor-off-takes-its-level
  changingAt(FACTOR_PATHS.removal(instance), lowerOf(cap, setup.level))

function factorOf({ account }: SignedIn, instance: string): BoundMethod {
  const factor = boundFactors(account).find((each) => each.instance === instance)
  if (!factor) throw new BrokerError('not-found')
  return factor
}

/**
 * Throws `not-found` for what no factor is called: the address goes into the cookie of a login that is asked for first.
 */
function instanceOf({ params }: Request): string {
  const { instance } = params
  // check: an-address-of-any-length-goes-into-no-cookie
  if (typeof instance !== 'string' || !/^[\w:-]{1,64}$/.test(instance)) throw new BrokerError('not-found')
  return instance
}
