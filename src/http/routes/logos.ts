import { Router } from 'express'
import type { LogoStore } from '../../domain/ports/logo-store.js'

const DIGEST = /^[0-9a-f]{64}$/

/**
 * The pictures of services, each under the digest of its bytes. They were checked when they were fetched; the type that is
 * sent is the one that their bytes have.
 */
export function logoRoutes(logos: Pick<LogoStore, 'image'>): Router {
  const router = Router()
  router.get('/logos/:digest', async (request, response, next) => {
    const { digest } = request.params
    const image = DIGEST.test(digest) ? await logos.image(digest) : null
    if (!image) {
      next()
      return
    }
    response.set('Cache-Control', 'public, max-age=31536000, immutable')
    response.removeHeader('Pragma')
    response.set('Content-Type', image.type)
    response.end(Buffer.from(image.bytes))
  })
  return router
}
