import type { ComponentChildren } from 'preact'
import { LANGUAGES, type Language } from '../domain/language.js'
import type { Assets } from './assets.js'
import type { Formats } from './formats.js'
import type { Form } from './form-fields.js'
import type { PageContext } from './page-context.js'
import type { Messages, MethodText, PortalName } from './texts/messages.js'

/** How a page hands the browser over to a portal: a script presses its button, or the citizen does. */
export type HandsOver = 'by-itself' | 'by-button'

/**
 * A page, ready to be shown: it brings what it shows and how it looks; the renderer knows the frame around it alone.
 */
export interface Page<Model extends object = object> {
  /** The kind of page, for whoever asks what was shown without reading its markup. */
  readonly kind: string
  /** What it shows, as plain values. */
  readonly model: Model
  readonly view: (scope: Scope) => View
  /** True if its words exist in Leichte Sprache; else it is shown in German, and says so. */
  readonly isEasy: boolean
  /** True for a page of those who work here: Leichte Sprache is offered where the page is written in it alone. */
  readonly isForStaff: boolean
  /** For the way back to a portal: no links and nothing else beside its form. Null for every other page. */
  readonly handsOver: HandsOver | null
}

/** Makes the pages of one kind. */
export interface PageKind<Model extends object> {
  (model: Model): Page<Model>
  readonly kind: string
}

/** What few kinds of page have. */
interface PageTraits<Model extends object> {
  /** Its texts, and those of every feature that it speaks of, exist in Leichte Sprache. */
  readonly isEasy?: true
  /** For whoever works here, not for citizens. */
  readonly isForStaff?: true
  readonly handsOver?: (model: Model) => HandsOver
}

/** A model of nothing: the page always says the same. */
export type NoModel = Readonly<Record<string, never>>

/**
 * A kind of page from its view. Everything that a model holds is shown as text, never as markup; addresses pass
 * `safeHref`.
 */
export function definePage<Model extends object>(
  kind: string,
  view: (model: Model, scope: Scope) => View,
  { isEasy, isForStaff, handsOver }: PageTraits<Model> = {},
): PageKind<Model> {
  const make = (model: Model): Page<Model> => ({
    kind,
    model,
    view: (scope) => view(model, scope),
    isEasy: isEasy ?? false,
    isForStaff: isForStaff ?? false,
    handsOver: handsOver?.(model) ?? null,
  })
  return Object.assign(make, { kind })
}

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
  /** The address that all of these pages lie at. */
  readonly publicUrl: string
}

/** One page's part of the document; the layout puts it in its place. */
export interface View {
  /** For `<title>`, without the name of the site. */
  readonly title: string
  /** True if something went wrong: the title then says so first. */
  readonly problem: boolean
  readonly content: ComponentChildren
  /** What leads to other pages, before the page's own content: it stands outside `<main>`, so the skip link jumps over it. */
  readonly above?: ComponentChildren
  /**
   * For a page that holds what no address has: the form that shows it again, and what it carries. The languages are
   * then buttons of it, which add `?lang=` to its address.
   */
  readonly languageForm?: { readonly form: Form; readonly fields: Readonly<Record<string, string>> }
  /** True for what is shown this once: nothing above it leads away. */
  readonly shownOnce?: true
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

/** What stands between two sentences of a paragraph: in Leichte Sprache each has a line of its own. */
export const between = ({ language }: Pick<Scope, 'language'>): string => (language === 'de-x-leicht' ? '\n' : ' ')

export interface LanguageLink {
  readonly language: Language
  readonly label: string
  /** Language of the label itself. */
  readonly labelLanguage: string
  readonly href: string
}

const LABELS: Readonly<Record<Language, { readonly label: string; readonly labelLanguage: string }>> = {
  de: { label: 'Deutsch', labelLanguage: 'de' },
  en: { label: 'English', labelLanguage: 'en' },
  'de-x-leicht': { label: 'Leichte Sprache', labelLanguage: 'de' },
}

/** The languages that a page exists in. */
export const languagesOf = ({ isEasy }: Pick<Page, 'isEasy'>): readonly Language[] =>
  isEasy ? LANGUAGES : LANGUAGES.filter((language) => language !== 'de-x-leicht')

/** The language that a page is shown in: the one asked for, else German. */
export const shownLanguage = (page: Page, asked: Language): Language =>
  languagesOf(page).includes(asked) ? asked : 'de'

/**
 * Links to the page in the languages that were not asked for; none beside a form that hands over. Leichte Sprache is
 * among them on every page of citizens: whoever chooses it stays in it, and finds it again on the next page that has it.
 */
export const languageLinks = (page: Page, asked: Language, here: string | null): readonly LanguageLink[] =>
  here === null || page.handsOver !== null
    ? []
    : (page.isForStaff ? languagesOf(page) : LANGUAGES)
        .filter((language) => language !== asked)
        .map((language) => ({
          language,
          ...LABELS[language],
          href: `${here}${here.includes('?') ? '&' : '?'}lang=${language}`,
        }))
