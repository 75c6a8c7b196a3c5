import type { ErrorText } from '../../domain/error-text.js'
import type { AttributeName } from '../../domain/identity.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import type { Language } from '../../domain/language.js'

/** Languages with a full set of texts. */
export type TextLanguage = 'de' | 'en'

/** What a citizen can do about a level that is not reached. */
export interface WayText {
  readonly text: string
  /** Instead, where the citizen can be identified by a card at once. */
  readonly besideCard?: string
  readonly link?: { readonly label: string; readonly path: string }
}

/** How a method is spoken of by others than itself: it brings these words. */
export interface MethodText {
  /** As in “with …”. */
  readonly row: string
  /** Its name alone. */
  readonly label: string
  /** Its name at the beginning of a sentence, with its article; without it, the label in quotes. */
  readonly subject?: string
  /** What one needs for it. */
  readonly hint: string
  /** What a portal is not told of a login with it; without it, what holds for any. */
  readonly withheld?: string
  /** What it tells of a login, by the kind of the evidence's remark. */
  readonly remarks?: Readonly<Partial<Record<string, (count: number) => Rich>>>
  /** What it can do about a level that this or another method does not reach. */
  readonly ways?: Readonly<Partial<Record<'identify' | 'add-factor' | 'set-up', WayText>>>
}

/** What happened, what it means, what to do next. */
interface ErrorBlock {
  readonly title: string
  readonly what: string
  readonly means: string
  readonly next: string
}

export interface ErrorFacts {
  readonly portal: PortalName
  readonly host: string
  /** Time of day at which it may be tried again. */
  readonly until: string | null
  /** Whether the page has a link to the login that goes on, or to other methods. */
  readonly canContinue: boolean
}

/** ISO/IEC 5218. */
export type Gender = '0' | '1' | '2' | '9'

/** Texts of the shell and words that several features use; a feature has texts of its own. A language is a value of this type: a missing key or argument does not compile. */
export interface Messages {
  readonly language: TextLanguage
  /** For `Intl`. */
  readonly locale: string
  readonly shell: {
    readonly skip: string
    /** In which part of its way a page is. */
    readonly progress: (now: number, of: number) => string
    readonly navigation: string
    readonly legal: string
    readonly help: string
    readonly imprint: string
    readonly privacy: string
    readonly accessibility: string
    readonly reportBarrier: string
    readonly home: (site: string) => string
    readonly signLanguage: string
    /** In the band above every page. */
    readonly operatedBy: (operator: string) => string
    readonly realPage: string
    readonly realPageIs: (address: string) => string
    readonly comingFrom: string
    /** On each page of a login at a portal that is there to try things out. */
    readonly testPortal: string
    /** On each page of a deployment that is there to try things out. */
    readonly testSite: string
    readonly titleOfProblem: (title: string) => string
    readonly inputDropped: string
    /** Above a page that is not written in Leichte Sprache yet, for whoever asked for it. */
    readonly onlyStandardGerman: string
  }
  readonly levels: Readonly<Record<TrustLevel, string>>
  /** What a level is enough for, after “good” or “counts”; with its name. */
  readonly goodFor: Readonly<Record<TrustLevel, string>>
  /** A method that brings no words of its own: the name of another account. */
  readonly otherMethod: (name: string) => MethodText
  readonly attributes: Readonly<Record<AttributeName | 'address' | 'trustLevel', string>>
  readonly genders: Readonly<Record<Gender, string>>
  /** By the code on the chip (TR-03127); others are shown as they are. */
  readonly documentTypes: Readonly<Partial<Record<string, string>>>
  /** On pages with a form that did not hold; tries are those before a pause. */
  readonly form: {
    readonly problem: string
    readonly triesLeft: (count: number) => Rich
    readonly pause: string
    readonly showPassword: string
  }
  /** From a method's page: to other methods, or where there are none to the page that says why; to what a card is read for; out of the login. */
  readonly wayBack: {
    readonly otherMethods: string
    readonly backToMethods: string
    readonly toChoice: string
    readonly toPortal: (portal: PortalName) => string
  }
  /** Above the citizen's own pages. */
  readonly accountBar: {
    readonly navigation: string
    readonly signedIn: string
    readonly signedInAs: (citizen: string) => string
    readonly endsAt: (time: string) => string
    readonly logout: string
    readonly goOn: (portal: string) => string
    readonly warning: string
    readonly stay: string
  }
  /** The key of a code app, where one is set up. */
  readonly codeApp: {
    readonly qr: string
    readonly secret: string
    readonly openHere: string
    readonly copy: string
  }
  /** After the press of a button that copies. */
  readonly copy: { readonly copied: string; readonly notCopied: string }
  /** On pages that go on by themselves, and without scripts reload for it. */
  readonly waiting: { readonly goesOn: string; readonly stop: string; readonly goOn: string }
  readonly error: {
    readonly texts: Readonly<Record<ErrorText, (facts: ErrorFacts) => ErrorBlock>>
    readonly nextHeading: string
    readonly quoteId: string
    readonly idIs: string
    readonly support: string
    readonly phone: string
    readonly continueLogin: string
    readonly logOutHere: string
    readonly startAgain: string
    readonly askAgain: string
    readonly startAgainAt: (portal: PortalName) => string
    readonly backToPortal: (portal: PortalName) => string
    /** Leads to the portal's own page for errors. */
    readonly helpAt: (portal: PortalName) => string
    readonly toStart: string
    /** Where those who run portals begin. */
    readonly toOverview: string
  }
}

/** A feature's texts: a full set for each of these languages, and one in Leichte Sprache where it is written. */
interface TextSets<Texts> extends Readonly<Record<TextLanguage, Texts>> {
  readonly 'de-x-leicht'?: Texts
}

/**
 * Looks up a feature's texts; without those in Leichte Sprache it is German. A feature without a full set for each other
 * language does not compile.
 */
export const byLanguage =
  <Texts>(sets: TextSets<Texts>) =>
  (language: Language): Texts =>
    sets[language] ?? sets.de

/** A piece of text that carries weight in its sentence: the level, a name, a number. */
interface Strong {
  readonly strong: string
}

/** A text with emphasis but without markup; `components/rich-text` shows it. */
export type Rich = string | readonly (string | Strong)[]

export const strong = (text: string): Strong => ({ strong: text })

/** Name of the portal as its metadata says, or null outside a login. */
export type PortalName = string | null
