import { renderToString } from 'preact-render-to-string'
import type { Assets } from './assets.js'
import { createFormats, type Formats } from './formats.js'
import { languageLinks, shownLanguage, type Page, type MethodNames, type Scope } from './page.js'
import { Layout } from './layout.js'
import type { PageContext } from './page-context.js'
import type { TextLanguage } from './texts/messages.js'
import { textsOf } from './texts/texts.js'

/** A page as a whole HTML document. */
export type PageRenderer = (page: Page, context: PageContext) => string

export interface RendererDeps {
  readonly assets: Assets
  readonly methodNames: MethodNames
  /** The broker's own address, by which citizens know it again. */
  readonly publicUrl: string
}

/**
 * Makes the renderer: it writes the frame of the house around any page, in the language that was asked for if the page
 * exists in it. Throws only for a hand-over to something that is no web address.
 */
export function createPageRenderer({ assets, methodNames, publicUrl }: RendererDeps): PageRenderer {
  const formats: Readonly<Record<TextLanguage, Formats>> = {
    de: createFormats(textsOf('de').locale),
    en: createFormats(textsOf('en').locale),
  }
  return (page, context) => {
    const language = shownLanguage(page, context.language)
    const texts = textsOf(language)
    const scope: Scope = {
      context,
      language,
      texts,
      methodText: (id) => methodNames(id, language) ?? texts.otherMethod(id),
      formats: formats[texts.language],
      portal: context.portal?.name ?? null,
      assets,
      publicUrl,
    }
    const document = (
      <Layout
        scope={scope}
        view={page.view(scope)}
        languages={languageLinks(page, context.language, context.here)}
        handsOver={page.handsOver}
      />
    )
    return `<!DOCTYPE html>${renderToString(document)}`
  }
}
