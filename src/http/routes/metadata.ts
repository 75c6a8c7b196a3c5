import { Router } from 'express'

/** The broker's signed IdP metadata (CONTRACT: HTTP). */
export function metadataRoutes(signedMetadata: () => Promise<string>): Router {
  const router = Router()
  router.get('/saml/metadata', async (_request, response) => {
    const metadata = await signedMetadata()
    // Sent as bytes: the media type has no charset parameter of its own, the XML says UTF-8.
    response.set('Content-Type', 'application/samlmetadata+xml')
    response.end(Buffer.from(metadata, 'utf8'))
  })
  return router
}
