import { Router, type Request, type Response } from 'express'
import { BrokerError } from '../../domain/error-catalogue.js'
import { entityId } from '../../domain/ids.js'
import { serviceName, type Service } from '../../domain/service.js'
import { isTargetOf, type WantedLogin } from '../../domain/unsolicited.js'
import { anonymousFields, anonymousForm, type AnonymousFormKind } from '../../http/anonymous-form.js'
import { formCookie } from '../../http/cookies.js'
import { failureContext } from '../../http/failure-page.js'
import { languageOf } from '../../http/language.js'
import { single } from '../../http/parse.js'
import type { ReceivedRequest } from '../../saml/idp/receive-request.js'
import { FORM_FIELDS } from '../../ui/form-fields.js'
import type { LoginContext } from '../kit/login-context.js'
import { BEGIN, unsolicitedPage } from '../pages/unsolicited.js'
import { beginReceived } from './sso-routes.js'

/** Where a login begins that no portal asked for; its parameters are those of Shibboleth's identity provider. */
const UNSOLICITED_PATH = '/saml/unsolicited'

const FORM: AnonymousFormKind = { cookie: formCookie, purpose: 'unsolicited-token' }

/** Makes what a login needs that no portal asked for. Throws as a request of the service would. */
export type BeginUnsolicited = (service: Service, wanted: WantedLogin) => ReceivedRequest

/**
 * Logins that begin here (saml-profiles §4.1.5), at services that an operator has permitted it to. The link shows a page
 * and does nothing else; its form has a token, so no other site logs anybody in anywhere. From then on it is a login as any
 * other, with every page and every rule.
 */
export function unsolicitedRoutes(context: LoginContext, unsolicited: BeginUnsolicited): Router {
  const { deps, cookies, outcomes } = context
  const tools = { cookies, digest: deps.flow.digest, random: deps.flow.random }
  const router = Router()
  router.get(UNSOLICITED_PATH, (request, response) => {
    const { service, action } = askedFor(context, request, response)
    const form = anonymousForm(FORM, tools, { request, response, action })
    const portal = serviceName(service, languageOf(request, cookies))
    outcomes.page(request, response, unsolicitedPage({ form, portal }), { service: null })
  })
  router.post(UNSOLICITED_PATH, async (request, response) => {
    const { service, wanted, action } = askedFor(context, request, response)
    failureContext(response).step = action
    const { fields } = anonymousFields(FORM, tools, request)
    if (single(fields, FORM_FIELDS.decision) !== BEGIN) throw new BrokerError('form-input', FORM_FIELDS.decision)
    await beginReceived(context, unsolicited(service, wanted), request, response)
  })
  return router
}

interface Asked {
  readonly service: Service
  readonly wanted: WantedLogin
  /** This address, made of what is known of it. */
  readonly action: string
}

/**
 * What the address asks for. A service that is not registered, and one that no operator has permitted it to, have no such
 * page; throws `unsolicited-service` for both, whose page is that of any address that there is not, and `bad-http` for a target that the service
 * has no place for, or an address for the answer that its metadata do not have.
 */
function askedFor({ deps }: LoginContext, { query }: Request, response: Response): Asked {
  const told = (name: string): string | null =>
    typeof query[name] === 'string' && query[name] !== '' ? query[name] : null
  const [id, acs, target] = [told('providerId') ?? '', told('shire'), told('target')]
  const service = deps.registry.find(entityId(id))
  // check: no-login-begins-here-unless-an-operator-permits-it
  if (!service?.settings.idpInitiated) throw new BrokerError('unsolicited-service')
  failureContext(response).service = service.entityId
  if (target !== null && !isTargetOf(target, service)) throw new BrokerError('bad-http', 'target')
  const isAcs = service.metadata.assertionConsumerServices.some(({ location }) => location === acs)
  // check: an-unsolicited-answer-goes-to-an-address-of-the-metadata
  if (acs !== null && !isAcs) throw new BrokerError('bad-http', 'shire')
  const own = new URLSearchParams([
    ['providerId', service.entityId],
    ...(acs === null ? [] : [['shire', acs]]),
    ...(target === null ? [] : [['target', target]]),
  ])
  return { service, wanted: { acs, target }, action: `${UNSOLICITED_PATH}?${String(own)}` }
}
