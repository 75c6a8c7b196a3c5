import type { RequestListener } from 'node:http'
import { packageVersion } from '../config/package-version.js'
import { createErrorId } from '../crypto/random.js'
import { addressList } from '../http/address-list.js'
import { methodNames } from '../methods/registry.js'
import { loadAssets } from '../ui/assets.js'
import { errorPage } from '../ui/pages/error.js'
import { createPageRenderer } from '../ui/render-page.js'
import { createApp } from './app.js'
import type { HttpDeps } from './http-deps.js'
import type { Offer } from './offer.js'
import { ownPagesOf } from './open-methods.js'
import { metadataOf } from './own-metadata.js'
import type { Services } from './services.js'

/** The broker over HTTP, ready to be served. */
export interface Broker {
  readonly app: RequestListener
  /** The page for requests that no route ever sees. */
  readonly errorPage: () => string
}

/** Makes the broker on these services. It follows their settings as they change. */
export function createBroker(services: Services): Broker {
  const made = new WeakMap<Offer, Broker>()
  const current = (): Broker => {
    const offer = services.offer()
    const face = made.get(offer) ?? faceOf(httpDepsOf(services, offer))
    made.set(offer, face)
    return face
  }
  // A fault of the settings or files is found at the start, not at the first request.
  current()
  return { app: (request, response) => current().app(request, response), errorPage: () => current().errorPage() }
}

const faceOf = (deps: HttpDeps): Broker => ({ app: createApp(deps), errorPage: () => malformedPage(deps) })

/** What HTTP needs beside the login itself: pages, log, metrics and addresses. */
function httpDepsOf(services: Services, { config, ports, receive, methods }: Offer): HttpDeps {
  const { registry, log, metrics, clock, keys } = services
  const { settings, publicUrl, secure, trustProxy } = config
  const assets = loadAssets()
  return {
    registry,
    flow: ports,
    receive,
    opened: methods.opened,
    ownPages: ownPagesOf(methods.opened),
    dependencies: [...services.dependencies, ...methods.dependencies],
    metadata: metadataOf(config, keys, clock),
    render: createPageRenderer({ assets, methodNames }),
    assets: assets.files,
    site: settings.site,
    log,
    meter: metrics,
    metrics: () => metrics.render(),
    version: packageVersion(),
    mayReadMetrics: addressList(settings.metrics.networks),
    newErrorId: createErrorId,
    clock,
    publicUrl,
    secure,
    trustProxy,
  }
}

function malformedPage({ render, newErrorId, publicUrl, site, log, meter }: HttpDeps): string {
  const errorId = newErrorId()
  meter.refused('bad-http')
  log.info('request.refused', { errorId, code: 'bad-http' })
  const host = new URL(publicUrl).hostname
  const page = errorPage({ text: 'bad-input', errorId, host, until: null, continueAt: null, portalUrl: null })
  return render(page, { site, language: 'de', here: null, portal: null, account: null })
}
