import type { Request, Response } from 'express'
import type { EntityId } from '../../domain/ids.js'
import type { Carried } from '../../domain/logout.js'
import { serviceName } from '../../domain/service.js'
import { languageOf } from '../../http/language.js'
import { logoutHandOverPage } from '../pages/hand-over.js'
import type { LogoutContext } from './logout-context.js'

/** The name of a service, in the language of this browser. */
export function nameOf({ deps, cookies }: LogoutContext, request: Request, service: EntityId): string {
  const found = deps.registry.find(service)
  return found ? serviceName(found, languageOf(request, cookies)) : service
}

/** Takes a message to a service: by its address, or in a form that submits itself. Answers a GET. */
export function leave(
  context: LogoutContext,
  request: Request,
  response: Response,
  { carried, to }: { readonly carried: Carried; readonly to: EntityId },
): void {
  if (carried.kind === 'redirect') {
    response.redirect(303, carried.url)
    return
  }
  const page = logoutHandOverPage({ ...carried, portal: nameOf(context, request, to) })
  context.outcomes.page(request, response, page, { service: null })
}
