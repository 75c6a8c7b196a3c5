import type { ComponentChildren } from 'preact'
import type { Language } from '../domain/language.js'
import type { Assets } from './assets.js'
import type { Formats } from './formats.js'
import type { PageContext } from './page-context.js'
import type { Messages, MethodText } from './texts/messages.js'
import type { PortalName } from './texts/portal-name.js'

/** The words that a method brings; null for an id that no method has. */
export type MethodNames = (id: string, language: Language) => MethodText | null

/** What every page is written from, beside its own model. */
export interface Scope {
  readonly context: PageContext
  /** The language that the page is shown in; the texts of a feature are looked up by it. */
  readonly language: Language
  /** The texts that every page shares. */
  readonly texts: Messages
  /** How a method is spoken of; an id that nobody brings words for is the name of another account. */
  readonly methodText: (id: string) => MethodText
  readonly formats: Formats
  readonly portal: PortalName
  readonly assets: Assets
}

/** One page's part of the document; the layout puts it in its place. */
export interface View {
  /** For `<title>`, without the name of the site. */
  readonly title: string
  /** True if something went wrong: the title then says so first. */
  readonly problem: boolean
  readonly content: ComponentChildren
  /** For a page that waits: the own path it goes on to by itself. */
  readonly goesOnTo?: string
  /** What the page needs in its `<head>` beside what every page has. */
  readonly head?: ComponentChildren
}

/**
 * What leads from a method's page back to the method page: to others, where others are offered. `again`: a card is read
 * once more; back is then what it is read for.
 */
export const wayToMethods = ({ texts: { wayBack }, context }: Scope, again = false): string =>
  again ? wayBack.toChoice : context.onlyMethod ? wayBack.backToMethods : wayBack.otherMethods
