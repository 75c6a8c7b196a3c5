import { Router } from 'express'

/**
 * The broker's signed metadata. `fetch`: they are handed out, and counted; `named`: the service that the address says
 * it is for, whoever asks. Null: they are only looked at.
 */
export type SignedMetadata = (fetch: { readonly named: string | null } | null) => Promise<string>

/** The broker's signed IdP metadata (CONTRACT: HTTP). */
export function metadataRoutes(signedMetadata: SignedMetadata): Router {
  const router = Router()
  router.get('/saml/metadata', async (request, response) => {
    const named = request.query['for']
    // Express hands a HEAD on to here: that is no fetch.
    const fetch = request.method === 'GET' ? { named: typeof named === 'string' ? named : null } : null
    const metadata = await signedMetadata(fetch)
    // Sent as bytes, so that Express adds no charset: the media type has no such parameter, and the XML itself says
    // UTF-8.
    response.set('Content-Type', 'application/samlmetadata+xml')
    response.end(Buffer.from(metadata, 'utf8'))
  })
  return router
}
