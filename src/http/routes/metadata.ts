import { Router } from 'express'

/** The broker's signed IdP metadata (CONTRACT: HTTP). */
export function metadataRoutes(signedMetadata: () => Promise<string>): Router {
  const router = Router()
  router.get('/saml/metadata', async (_request, response) => {
    const metadata = await signedMetadata()
    // Sent as bytes, so that Express adds no charset: the media type has no such parameter, and the XML itself says
    // UTF-8.
    response.set('Content-Type', 'application/samlmetadata+xml')
    response.end(Buffer.from(metadata, 'utf8'))
  })
  return router
}
