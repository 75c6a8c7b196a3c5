import { methodNames } from '../../src/methods/registry.js'
import { createPageRenderer, type PageRenderer } from '../../src/ui/render-page.js'
import { parseHtml, type HtmlElement } from '../support/html-document.js'
import { pageSamples, SAMPLE_PORTAL, SAMPLE_SITE, SAMPLE_URL, type PageSample } from '../support/page-samples.js'
import { builtAssets } from '../support/static-site-assets.js'
import type { Page } from '../../src/ui/page.js'
import type { PageContext } from '../../src/ui/page-context.js'

let renderer: PageRenderer | null = null

export function render(page: Page, context: Partial<PageContext> = {}): string {
  renderer ??= createPageRenderer({ assets: builtAssets(), methodNames, publicUrl: SAMPLE_URL })
  return renderer(page, {
    site: SAMPLE_SITE,
    language: 'de',
    here: '/login/a1',
    portal: SAMPLE_PORTAL,
    account: null,
    ...context,
  })
}

export const rendered = (page: Page, context: Partial<PageContext> = {}): HtmlElement =>
  parseHtml(render(page, context))

export interface RenderedSample extends PageSample {
  readonly html: string
  readonly document: HtmlElement
}

let samples: readonly RenderedSample[] | null = null

/** Every sample as a document. */
export function renderedSamples(): readonly RenderedSample[] {
  samples ??= pageSamples().map((sample) => {
    const html = render(sample.page, sample.context)
    return { ...sample, html, document: parseHtml(html) }
  })
  return samples
}
