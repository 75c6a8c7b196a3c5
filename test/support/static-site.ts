import type { AddressInfo } from 'node:net'
import express from 'express'
import { allowHandOver, securityHeaders } from '../../src/http/every-answer.js'
import type { Assets } from '../../src/ui/assets.js'
import type { PageRenderer } from '../../src/ui/render-page.js'
import { SAMPLE_LOGO, type PageSample } from './page-samples.js'
import { pngOf } from './pictures.js'

/** A server of fixed pages, under the headers that the broker sends. */
export interface StaticSite {
  readonly url: (name: string) => string
  close(): Promise<void>
}

/** Serves each sample at `/<name>` and the built assets, on a free port of loopback. */
export async function serveSamples(
  samples: readonly PageSample[],
  render: PageRenderer,
  assets: Assets,
): Promise<StaticSite> {
  const app = express()
  app.use(securityHeaders(false))
  app.get('/assets/*path', (request, response) => {
    const file = assets.files.get(request.path)
    if (!file) return void response.status(404).end()
    response.type(file.type).set('Cache-Control', 'public, max-age=600').send(file.body)
  })
  app.get(SAMPLE_LOGO, (_request, response) => void response.type('image/png').send(pngOf(300, 80)))
  for (const { name, page, context } of samples) {
    app.get(`/${name}`, (_request, response) => {
      if (page.handsOver !== null) allowHandOver(response)
      response.type('html').send(render(page, context))
    })
  }
  return listen(app)
}

/** Starts any app on a free port of loopback. */
export async function listen(app: express.Express): Promise<StaticSite> {
  const server = app.listen(0, '127.0.0.1')
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', reject)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: (name) => `http://127.0.0.1:${port}/${name}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
