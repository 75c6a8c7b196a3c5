import type { Request, Response } from 'express'
import type { EntityId } from '../../domain/ids.js'
import type { Answer } from '../../domain/login.js'
import type { LoginContext } from '../kit/login-context.js'
import { handOverPage } from '../pages/hand-over.js'

/** The page that hands an answer over to the portal; 303 for one that stays on our own pages. */
export function handOver(
  { outcomes }: LoginContext,
  request: Request,
  response: Response,
  answer: Answer,
  service: EntityId | null,
): void {
  switch (answer.kind) {
    case 'post':
      return outcomes.page(request, response, handOverPage(answer), { service, languageLinks: false })
    case 'stay':
      return outcomes.seeOther(response, answer.path)
  }
}
