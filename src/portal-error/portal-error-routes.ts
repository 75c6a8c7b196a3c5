import { Router } from 'express'
import { PORTAL_ERROR_PATH } from '../domain/error-url.js'
import type { EntityId } from '../domain/ids.js'
import type { Service } from '../domain/service.js'
import type { Outcomes } from '../http/outcome.js'
import type { WebDeps } from '../http/web-deps.js'
import { portalOf } from '../http/outcome.js'
import { languageOf } from '../http/language.js'
import type { Cookies } from '../http/cookies.js'
import { portalErrorPage } from './pages/portal-error.js'
import { readPortalError, type PortalWords } from './read-portal-error.js'

interface PortalErrorContext {
  readonly deps: Pick<WebDeps, 'registry' | 'clock' | 'log'>
  readonly words: Omit<PortalWords, 'find'>
  readonly cookies: Cookies
  readonly outcomes: Outcomes
}

/**
 * The page behind the errorURL (SDP-MD12): what a portal says has gone wrong, and what to do. It begins nothing, knows
 * nobody and can be kept as a bookmark. The log has what portals tell, so that a release that never suits one is seen.
 */
export function portalErrorRoutes({ deps, words, cookies, outcomes }: PortalErrorContext): Router {
  const router = Router()
  router.get(PORTAL_ERROR_PATH, (request, response) => {
    const { registry, clock, log } = deps
    const query = Object.fromEntries(
      Object.entries(request.query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    )
    // Looked up once: whose words these are is whose page it is.
    let named: Service | undefined
    const find = (id: EntityId): Service | undefined => (named = registry.find(id))
    const told = readPortalError(query, clock.now(), { ...words, find })
    const { code, service, transaction, attributes } = told
    if (code !== null) log.info('portal.error-told', { reason: code, service, detail: attributes.join(' ') || null })
    const registered = named?.active === true ? named : undefined
    const page = portalErrorPage({
      code,
      at: told.at,
      transaction,
      attributes,
      level: told.level,
      home: registered ? portalOf(registered, languageOf(request, cookies)).home : null,
    })
    outcomes.page(request, response, page, { service: registered?.entityId ?? null })
  })
  return router
}
