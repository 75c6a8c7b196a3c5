import { Router } from 'express'
import { ownPages } from '../account/own-pages.js'
import type { HttpDeps } from '../http-deps.js'
import type { Outcomes } from '../outcome.js'

/** The start page and the files that pages load. */
export function startRoutes(deps: HttpDeps, outcomes: Outcomes): Router {
  const router = Router()
  router.get('/', (request, response) => {
    outcomes.page(
      request,
      response,
      { kind: 'start', methods: [...deps.flow.methods.keys()], ownPages: ownPages(deps) },
      { service: null, languageLinks: true },
    )
  })
  router.get('/assets/*path', (request, response, next) => {
    const file = deps.assets.get(request.path)
    if (!file) {
      next()
      return
    }
    // The name holds a digest of the content: it never changes under one name.
    response.set('Cache-Control', 'public, max-age=31536000, immutable')
    response.removeHeader('Pragma')
    response.type(file.type).send(file.body)
  })
  return router
}
