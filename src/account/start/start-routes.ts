import { Router } from 'express'
import type { StaticFile } from '../../http/web-deps.js'
import type { LoginContext } from '../../login/kit/login-context.js'
import { startPage } from '../pages/start.js'

/** The start page and the files that pages load. */
export function startRoutes({ deps, outcomes }: LoginContext, assets: ReadonlyMap<string, StaticFile>): Router {
  const router = Router()
  router.get('/', (request, response) => {
    outcomes.page(request, response, startPage({ methods: [...deps.flow.methods.keys()], ownPages: deps.ownPages }), {
      service: null,
      languageLinks: true,
    })
  })
  router.get('/assets/*path', (request, response, next) => {
    const file = assets.get(request.path)
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
