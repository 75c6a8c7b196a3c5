import type { RequestListener } from 'node:http'
import { packageVersion } from '../config/package-version.js'
import { createErrorId } from '../crypto/random.js'
import type { ErrorText } from '../domain/error-catalogue.js'
import type { Language } from '../domain/language.js'
import { addressList } from '../http/address-list.js'
import { createAdmission, gated, type Admission, type AdmissionOptions } from '../http/admission/admission.js'
import { createShed } from '../http/admission/shed.js'
import { createCookies } from '../http/cookies.js'
import { languageOfRaw } from '../http/language.js'
import { methodNames } from '../methods/registry.js'
import { loadAssets } from '../ui/assets.js'
import { errorPage } from '../ui/pages/error.js'
import { createPageRenderer } from '../ui/render-page.js'
import { loopDelay } from '../timing/loop-delay.js'
import { createApp } from './app.js'
import type { HttpDeps } from './http-deps.js'
import { knownBy } from './known-by.js'
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

/**
 * Makes the broker on these services. It follows their settings as they change. `options`: other bounds of what is let in,
 * for tests.
 */
export function createBroker(services: Services, options: Partial<AdmissionOptions> = {}): Broker {
  // What is in work goes on under other settings, and is counted on.
  const admission = createAdmission({ loopDelay, ...options })
  const current = services.of((offer) => faceOf(httpDepsOf(services, offer), admission))
  return { app: (request, response) => current().app(request, response), errorPage: () => current().errorPage() }
}

function faceOf(deps: HttpDeps, admission: Admission): Broker {
  const cookies = createCookies(deps.secure)
  const app = gated(createApp(deps), {
    admission,
    shed: createShed({ ...deps, page: (language, errorId) => houseErrorPage(deps, 'busy', language, errorId) }),
    knownBy: knownBy(cookies, deps.flow),
    language: (request) => languageOfRaw(request, cookies),
  })
  return { app, errorPage: () => malformedPage(deps) }
}

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

function malformedPage(deps: HttpDeps): string {
  const { newErrorId, log, meter } = deps
  const errorId = newErrorId()
  meter.refused('bad-http')
  log.info('request.refused', { errorId, code: 'bad-http' })
  return houseErrorPage(deps, 'bad-input', 'de', errorId)
}

/** An error page that belongs to no login. */
function houseErrorPage(deps: HttpDeps, text: ErrorText, language: Language, errorId: string): string {
  const { render, publicUrl, site } = deps
  const host = new URL(publicUrl).hostname
  const page = errorPage({ text, errorId, host, until: null, continueAt: null, portalUrl: null })
  return render(page, { site, language, here: null, portal: null, account: null })
}
