import type { RequestListener } from 'node:http'
import { packageVersion } from '../config/package-version.js'
import { createErrorId } from '../crypto/random.js'
import type { ErrorText } from '../domain/error-text.js'
import { addressList } from '../http/address-list.js'
import { createAdmission, gated, type Admission, type AdmissionOptions } from '../http/admission/admission.js'
import { createShed, type ShedPage } from '../http/admission/shed.js'
import { createCookies } from '../http/cookies.js'
import { languageOfRaw } from '../http/language.js'
import { methodNames } from '../methods/registry.js'
import { loadAssets, type Assets } from '../ui/assets.js'
import { errorPage } from '../ui/pages/error.js'
import type { MethodNames } from '../ui/page.js'
import type { OpenedMethod } from '../methods/kit/method-module.js'
import { createPageRenderer } from '../ui/render-page.js'
import { loopDelay } from '../timing/loop-delay.js'
import { writeSoapFault } from '../saml/bindings/soap-fault.js'
import { createApp } from './app.js'
import type { WebDeps } from '../http/web-deps.js'
import type { HttpDeps } from './http-deps.js'
import { knownBy } from './known-by.js'
import type { Offer } from './offer.js'
import { consoleDepsOf } from './open-console.js'
import { requestCheckDepsOf } from './open-request-check.js'
import { portalWords } from './portal-words.js'
import { openPagesOf, ownPagesOf } from './open-methods.js'
import { countedMetadata, metadataOf } from './own-metadata.js'
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
    shed: createShed({
      ...deps,
      page: (asked) => houseErrorPage(deps, { ...asked, text: 'busy' }),
      fault: writeSoapFault,
    }),
    knownBy: knownBy(cookies, deps.flow),
    language: (request) => languageOfRaw(request, cookies),
  })
  return { app, errorPage: () => malformedPage(deps) }
}

/** The words of all methods: those that an opened one has in place of its module's, the modules', those that come and go. */
function namesOf(opened: readonly OpenedMethod[], others: MethodNames): MethodNames {
  const [lasting, changing] = [opened.filter(({ follow }) => !follow), opened.filter(({ follow }) => follow)]
  const named = (among: readonly OpenedMethod[], ...[id, language]: Parameters<MethodNames>) =>
    among.map(({ names }) => names?.(id, language) ?? null).find((text) => text !== null) ?? null
  return (id, language) => named(lasting, id, language) ?? others(id, language) ?? named(changing, id, language)
}

/** What every page needs beside the login itself. */
function webDepsOf(services: Services, { config, methods }: Offer, assets: Assets): WebDeps {
  const { registry, logos, log, metrics, clock } = services
  const { settings, publicUrl } = config
  return {
    registry,
    logos,
    ownPages: ownPagesOf(methods.opened),
    openPages: openPagesOf(methods.opened),
    render: createPageRenderer({ assets, methodNames: namesOf(methods.opened, methodNames), publicUrl }),
    site: settings.site,
    log,
    meter: metrics,
    newErrorId: createErrorId,
    clock,
    publicUrl,
  }
}

/** What HTTP needs: pages, log, metrics and addresses. */
function httpDepsOf(services: Services, offer: Offer): HttpDeps {
  const { config, ports, testLogin, receive, unsolicited, inspect, refused, methods, logout, artifact } = offer
  const { metrics, clock, keys } = services
  const { settings, secure, trustProxy } = config
  const assets = loadAssets()
  const web = webDepsOf(services, offer, assets)
  return {
    ...web,
    flow: ports,
    ...(testLogin && { testLogin }),
    receive,
    unsolicited,
    logout,
    artifact,
    refused: { note: refused.note, inspect, clock },
    console: consoleDepsOf(services, offer, web),
    requestCheck: requestCheckDepsOf(services, offer),
    portalWords: portalWords(services.dialects),
    opened: methods.opened,
    dependencies: [...services.dependencies, ...methods.dependencies],
    metadata: countedMetadata(metadataOf(config, keys, clock), services),
    assets: assets.files,
    logoImages: services.stores.logos,
    metrics: () => metrics.render(),
    version: packageVersion(),
    mayReadMetrics: addressList(settings.metrics.networks),
    secure,
    trustProxy,
  }
}

function malformedPage(deps: HttpDeps): string {
  const { newErrorId, log, meter } = deps
  const errorId = newErrorId()
  meter.refused('bad-http')
  log.info('request.refused', { errorId, code: 'bad-http' })
  return houseErrorPage(deps, { text: 'bad-input', language: 'de', errorId, askAgain: false })
}

interface HouseError extends ShedPage {
  readonly text: ErrorText
}

/** An error page that belongs to no login. */
function houseErrorPage(deps: HttpDeps, { text, language, errorId, askAgain }: HouseError): string {
  const { render, publicUrl, site } = deps
  const host = new URL(publicUrl).hostname
  const unknown = { until: null, continueAt: null, wayBack: null, portalUrl: null }
  return render(errorPage({ text, errorId, host, askAgain, ...unknown }), {
    site,
    language,
    here: null,
    portal: null,
    account: null,
  })
}
