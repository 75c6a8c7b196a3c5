import { Router } from 'express'
import type { HttpDeps } from '../http-deps.js'

/** The broker's signed IdP metadata (CONTRACT: HTTP). */
export function metadataRoutes(deps: HttpDeps): Router {
  const router = Router()
  router.get('/saml/metadata', async (_request, response) => {
    const metadata = await deps.metadata()
    // Sent as bytes: the media type has no charset parameter of its own, the XML says UTF-8.
    response.set('Content-Type', 'application/samlmetadata+xml')
    response.end(Buffer.from(metadata, 'utf8'))
  })
  return router
}
