import type { Request, Response } from 'express'
import type { EntityId } from '../domain/ids.js'
import type { Cookies } from './cookies.js'
import type { WebDeps } from './web-deps.js'
import { hereWithoutLanguage, languageOf } from './language.js'
import { allowHandOver } from './every-answer.js'
import type { AccountBar, OwnPage, PageContext, PagePortal, Progress } from '../ui/page-context.js'
import type { Page } from '../ui/page.js'
import { logoPath } from '../domain/logo.js'
import { askerName } from '../domain/child-service.js'
import { inLanguage, serviceName, type Service } from '../domain/service.js'

/** What is known of a request beside Express's own: whose login it belongs to, for the frame around a page. */
export interface PageFrame {
  readonly service: EntityId | null
  /** The child service that it asks for, if any. */
  readonly child?: EntityId | undefined
  /**
   * Where the language links of a page lead that cannot be read at the address of its request: to the step that it
   * belongs to. Without it, that address.
   */
  readonly step?: string
  /** The bar above the citizen's own pages. */
  readonly account?: AccountBar
  readonly inputDropped?: boolean
  readonly progress?: Progress | null
  /** For the page of a method: true if no other method is offered. */
  readonly onlyMethod?: boolean
}

/** Turns outcomes into responses. No other place sends HTML. */
export interface Outcomes {
  page(request: Request, response: Response, page: Page, frame: PageFrame, status?: number): void
  /** Redirects with 303 to a path of our own. */
  seeOther(response: Response, path: string): void
}

/**
 * True for a page that the same address shows again. The answer to a POST cannot be had again, and an AuthnRequest must
 * not be sent twice.
 */
export const canBeReadAgain = ({ method, path }: Request): boolean => method === 'GET' && path !== '/saml/sso'

const hereOf = (request: Request, { step }: PageFrame): string =>
  step === undefined || canBeReadAgain(request) ? hereWithoutLanguage(request) : step

const isAt = (request: Request, { path }: OwnPage): boolean => `${request.path}/`.startsWith(`${path}/`)

export function createOutcomes(deps: WebDeps, cookies: Cookies): Outcomes {
  const contextOf = (request: Request, frame: PageFrame): PageContext => {
    const language = languageOf(request, cookies)
    const service = frame.service && deps.registry.find(frame.service)
    const child = frame.child === undefined ? undefined : deps.registry.find(frame.child)
    return {
      site: deps.site,
      language,
      here: hereOf(request, frame),
      portal: service
        ? { ...portalOf(service, language, child ?? null), logo: shownLogo(child, deps) ?? shownLogo(service, deps) }
        : null,
      account: frame.account ?? null,
      ownPages: (frame.account?.pages ?? []).map((page) => ({ ...page, isHere: isAt(request, page) })),
      inputDropped: frame.inputDropped ?? false,
      onlyMethod: frame.onlyMethod ?? false,
      progress: frame.progress ?? null,
    }
  }
  return {
    page(request, response, page, frame, status = 200) {
      // check: only-a-hand-over-posts-elsewhere
      const sent = page.handsOver === null ? response : allowHandOver(response)
      sent
        .status(status)
        .type('html')
        .send(deps.render(page, contextOf(request, frame)))
    },
    seeOther: (response, path) => {
      response.redirect(303, path)
    },
  }
}

/** The portal as pages name it, all of it from its registration. */
interface Portal {
  readonly name: string
  readonly privacyUrl: string | null
  /** What it needs the attributes for, and by what right, as its operator wrote it. */
  readonly purpose: string | null
  readonly legalBasis: string | null
  readonly isTest: boolean
  /** The address where the citizen can begin again; null of a service that is switched off: nobody is led there. */
  readonly home: string | null
}

/**
 * The portal of a service; with the name and the reasons of a child service that it asks for. Its home is the information URL of its metadata, or else the origin of its assertion
 * consumer.
 */
export function portalOf(service: Service, language: string, child: Service | null = null): Portal {
  return {
    name: child ? askerName(service, child, language) : serviceName(service, language),
    privacyUrl: (child && privacyOf(child, language)) ?? privacyOf(service, language),
    purpose: (child ?? service).settings.purpose,
    legalBasis: (child ?? service).settings.legalBasis,
    isTest: [service, child].some((each) => each?.settings.stage === 'test'),
    // check: nobody-is-led-back-to-a-disabled-service
    home: service.active ? homeOf(service, language) : null,
  }
}

function homeOf({ metadata }: Service, language: string): string | null {
  const { informationUrls, assertionConsumerServices } = metadata
  const consumer = assertionConsumerServices.find(({ isDefault }) => isDefault) ?? assertionConsumerServices[0]
  return inLanguage(informationUrls, language) ?? (consumer ? `${new URL(consumer.location).origin}/` : null)
}

const privacyOf = ({ settings, metadata }: Service, language: string): string | null =>
  settings.privacyUrl ?? inLanguage(metadata.privacyUrls, language)

type Logo = NonNullable<PagePortal['logo']>

/** The picture of a service, while its metadata name one. */
function shownLogo(service: Service | undefined, { logos }: Pick<WebDeps, 'logos'>): Logo | null {
  // check: a-logo-that-the-metadata-lack-is-not-shown
  if (!service?.metadata.logo) return null
  const known = logos.find(service.entityId)
  return known?.digest == null ? null : { path: logoPath(known.digest), width: known.width, height: known.height }
}
