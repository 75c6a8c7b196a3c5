import type { OwnPage } from '../../../src/ui/page-context.js'
import type { Page, PageKind } from '../../../src/ui/page.js'

/** Where a page is met: in a login, outside of any, or as one of the citizen's own below this one. */
type Place = 'login' | 'outside' | OwnPage

/** One kind of page as somebody may meet it. */
export interface PageSamples {
  readonly kind: string
  readonly at: Place
  readonly pages: Readonly<Record<string, Page>>
}

/** The samples of a kind of page, from what each of them shows. */
export const samplesOf = <Model extends object>(
  page: PageKind<Model>,
  at: Place,
  models: Readonly<Record<string, Model>>,
): PageSamples => ({
  kind: page.kind,
  at,
  pages: Object.fromEntries(Object.entries(models).map(([key, model]) => [key, page(model)])),
})
