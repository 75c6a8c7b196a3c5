import type { ErrorText } from '../../domain/errors.js'
import type { AttributeName } from '../../domain/identity.js'
import type { AnswerNotice } from '../../domain/login.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import type { EidProblem } from '../../methods/eid/pages/eid-problem.js'
import type { MissingReason, PasswordProblem, WayUp } from '../view-models.js'
import type { DeviceMessages } from './device-messages.js'
import type { PassMessages } from './pass-messages.js'
import type { AccountMessages } from './messages-account.js'
import type { PortalName } from './portal-name.js'
import type { ReleaseMessages } from './release-messages.js'
import type { Rich } from './rich.js'
import type { FactorMessages } from './factor-messages.js'

/** Languages with a full set of texts. */
export type TextLanguage = 'de' | 'en'

/** The methods of the house; every other id is the name of another account (an upstream). */
export type HouseMethod = 'password' | 'eid' | 'pass'

/** `row` as in “with …”, `label` its name alone, `hint`: what one needs for it. */
export interface MethodText {
  readonly row: string
  readonly label: string
  readonly hint: string
}

/** What happened, what it means, what to do next. */
export interface ErrorBlock {
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

interface HandOverMessages {
  readonly title: (portal: PortalName) => string
  readonly intro: string
  readonly submit: (portal: PortalName) => string
}

/** Every text of the pages. A language is a value of this type: a missing key or argument does not compile. */
export interface Messages extends AccountMessages, ReleaseMessages {
  readonly language: TextLanguage
  /** For `Intl`. */
  readonly locale: string
  readonly shell: {
    readonly skip: string
    readonly navigation: string
    readonly legal: string
    readonly help: string
    readonly imprint: string
    readonly privacy: string
    readonly accessibility: string
    readonly reportBarrier: string
    readonly home: (site: string) => string
    readonly comingFrom: string
    readonly titleOfProblem: (title: string) => string
    readonly inputDropped: string
  }
  readonly levels: Readonly<Record<TrustLevel, string>>
  readonly methods: {
    readonly house: Readonly<Record<HouseMethod, MethodText>>
    readonly other: (name: string) => MethodText
  }
  readonly attributes: Readonly<Record<AttributeName | 'address' | 'trustLevel', string>>
  readonly genders: Readonly<Record<Gender, string>>
  /** By the code on the chip (TR-03127); others are shown as they are. */
  readonly documentTypes: Readonly<Partial<Record<string, string>>>
  readonly methodChoice: {
    readonly title: string
    /** One sentence. */
    readonly sessionEnded: string
    /** At a step-up; '' for an account without a name. */
    readonly signedIn: (citizen: string) => Rich
    readonly needs: (level: string) => Rich
    /** On the way to the citizen's own account, which no service asks for. */
    readonly needsHere: (level: string) => Rich
    readonly explains: Readonly<Record<TrustLevel, (which: 'all' | 'some' | 'one') => string>>
    readonly thenBack: (portal: string) => string
    readonly thenAccount: string
    readonly lastUsed: string
    readonly whyMissing: (method: string) => string
    readonly missing: Readonly<Record<MissingReason['kind'], (facts: MissingFacts) => Rich>>
    readonly waysUp: Readonly<Record<WayUp | 'pair-beside-card', string>>
    readonly pairNow: string
    readonly addFactorNow: string
    readonly wayElsewhere: (count: number) => string
    readonly wayNowhere: string
    readonly wayLater: string
    readonly cancel: (portal: PortalName) => string
    /** The way back from a method: to others, or where there are none to the page that says why. */
    readonly otherMethods: string
    readonly backToMethods: string
    readonly nothing: {
      readonly title: string
      readonly noneReaches: string
      readonly unreachable: string
      readonly notYourFault: string
      readonly whatToDo: string
      /** The one that would do does not work. */
      readonly later: (method: string) => string
      readonly office: (portal: PortalName) => string
      readonly back: (portal: PortalName) => string
    }
  }
  readonly password: {
    readonly title: string
    readonly username: string
    readonly password: string
    readonly submit: string
    readonly summary: string
    readonly problems: Readonly<Record<PasswordProblem, readonly PasswordFault[]>>
    readonly triesLeft: (count: number) => Rich
    readonly pause: string
  }
  readonly factor: FactorMessages
  readonly eid: {
    readonly title: string
    readonly needHeading: string
    readonly needs: readonly string[]
    readonly start: string
    readonly again: string
    readonly startOnPhone: string
    readonly againOnPhone: string
    /** The card is read once more. */
    readonly readAgain: string
    readonly readsHeading: string
    readonly pseudonym: string
    readonly age: (years: number) => string
    readonly nothingElse: string
    readonly helpHeading: string
    readonly notOpening: string
    readonly install: string
    readonly pin: string
    readonly problems: Readonly<Record<EidProblem, EidProblemText>>
    readonly waiting: {
      readonly title: string
      readonly intro: string
      readonly look: string
    }
  }
  /** On pages that go on by themselves, and without scripts reload for it. */
  readonly waiting: { readonly goesOn: string; readonly stop: string; readonly goOn: string }
  readonly pass: PassMessages
  readonly devices: DeviceMessages
  readonly accountSwitch: {
    readonly title: string
    readonly intro: (current: string, other: string) => Rich
    readonly nothingReleased: string
    readonly consequence: (current: string) => string
    readonly goOn: (other: string) => string
    readonly back: (current: string) => string
  }
  /** The way back to the portal, and what may have to be read before. */
  readonly handOver: HandOverMessages & { readonly notices: Readonly<Record<AnswerNotice, HandOverMessages>> }
  readonly error: {
    readonly texts: Readonly<Record<ErrorText, (facts: ErrorFacts) => ErrorBlock>>
    readonly nextHeading: string
    readonly quoteId: string
    readonly idIs: string
    readonly support: string
    readonly phone: string
    readonly continueLogin: string
    readonly otherMethods: string
    readonly backToPortal: (portal: PortalName) => string
    readonly toStart: string
  }
  readonly start: {
    readonly title: string
    readonly heading: (site: string) => string
    readonly what: string
    readonly beginsAtPortal: string
    readonly stepsHeading: string
    readonly steps: readonly string[]
    readonly youDecide: string
    readonly methodsHeading: string
    readonly accountHeading: string
  }
}

export interface MissingFacts {
  readonly method: string
  readonly reaches: string
  readonly portal: PortalName
}

/** What went wrong with the card, and what to do. */
export interface EidProblemText {
  readonly title: string
  readonly what: string
}

export interface PasswordFault {
  readonly field: 'username' | 'password'
  /** At the field. */
  readonly atField: string
  /** In the summary: what to do too. */
  readonly inSummary: string
}
