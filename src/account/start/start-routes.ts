import { Router } from 'express'
import type { StaticFile } from '../../http/web-deps.js'
import type { LoginContext } from '../../login/kit/login-context.js'
import { findSignedIn } from '../shell/require-account.js'
import { startPage } from '../pages/start.js'

/** The start page and the files that pages load. */
export function startRoutes(context: LoginContext, assets: ReadonlyMap<string, StaticFile>): Router {
  const { deps, outcomes } = context
  const router = Router()
  router.get('/', async (request, response) => {
    const found = await findSignedIn(context, request)
    const page = startPage({
      methods: [...deps.flow.methods.keys()],
      ownPages: deps.ownPages,
      openPages: deps.openPages,
      isSignedIn: found !== null,
    })
    outcomes.page(request, response, page, { service: null, ...(found && { account: found.bar }) })
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
