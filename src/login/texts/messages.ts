import type { AttributeName, AttributeOrigin } from '../../domain/identity.js'
import type { AnswerNotice, GaveUp } from '../../domain/login.js'
import type { UnlinkedIdentityChoice, UnlinkedIdentitySituation } from '../../domain/unlinked-identity.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import type { PortalName, Rich } from '../../ui/texts/messages.js'
import type { NotOffered } from '../offered-methods.js'

/** Texts of the pages of a login. A language is a value of this type: a missing key or argument does not compile. */
export interface LoginTexts extends ReleaseTexts {
  /** A login that begins here, without a request of the portal. */
  readonly unsolicited: {
    readonly title: (portal: string) => string
    readonly what: (portal: string) => string
    readonly begin: string
  }
  readonly methodChoice: {
    readonly title: string
    /** One sentence. */
    readonly sessionEnded: string
    /** To whoever is signed in; '' for an account without a name. */
    readonly signedIn: (citizen: string) => Rich
    /** Signed in, and asked for a fresh proof. */
    readonly onceMore: string
    /** Signed in by a method that is not enough. `by`: the only one that is, as in “with …”; null: there are several. */
    readonly notEnough: (at: Place, method: string, by: string | null) => string
    /** What is to be done, whatever the level is called. */
    readonly toDo: Readonly<Record<TrustLevel, (at: Place, which: 'all' | 'some' | 'one') => string>>
    /** A method that brings no words of its own. */
    readonly named: (method: string) => string
    readonly aboutLevels: {
      readonly question: string
      readonly needs: (at: Place, level: string) => Rich
      readonly meaning: string
    }
    readonly thenBack: (portal: string) => string
    readonly thenAccount: string
    readonly lastUsed: string
    /** Too many proofs by it failed. */
    readonly pausedUntil: (time: string) => string
    readonly whyMissing: (method: string) => string
    readonly missing: Readonly<Record<NotOffered['kind'], (facts: MissingFacts) => Rich>>
    readonly wayElsewhere: (count: number) => string
    readonly wayNowhere: string
    readonly wayLater: string
    /** Another way up begins with the one that is not working. */
    readonly wayOnceWorking: (method: string) => string
    readonly cancel: (portal: PortalName) => string
    /** A link to the page that the portal named for whoever does not log in. */
    readonly toPageOf: (portal: string) => string
    readonly nothing: {
      readonly title: string
      readonly noneReaches: (at: Place) => string
      readonly unreachable: string
      readonly notYourFault: string
      readonly whatToDo: string
      /** The methods that would do are not working. */
      readonly down: { readonly title: (methods: readonly string[]) => string; readonly notYou: string }
      readonly office: (portal: PortalName) => string
      readonly back: (portal: PortalName) => string
    }
  }
  readonly linkOrCreateAccount: UnlinkedTexts
  readonly otherAccount: OtherAccountTexts
  readonly proveAccount: { readonly title: string; readonly intro: string }
  readonly reviewMethods: {
    readonly title: string
    readonly intro: (level: string) => Rich
    readonly legend: string
    readonly since: (day: string) => string
    readonly contacts: string
    readonly contactsHint: string
    readonly submit: string
  }
  readonly accountSwitch: {
    readonly title: string
    readonly intro: (current: string, other: string) => Rich
    readonly nothingReleased: string
    readonly consequence: (current: string) => string
    readonly goOn: (other: string) => string
    readonly back: (current: string) => string
  }
  /** The way to another account. */
  readonly leave: { readonly title: (name: string) => string }
  /** The way back to the portal, and notices that may have to be read before. */
  readonly handOver: HandOverMessages & {
    /** Where nothing presses the button but the citizen. */
    readonly withoutScript: string
    /** The same, where the answer waits for the portal, and not for long. */
    readonly soon: string
    readonly notices: Readonly<Record<AnswerNotice, HandOverMessages>>
  }
}

/** What becomes of a card, or another account, that no account here holds. */
export interface UnlinkedTexts {
  readonly situations: Readonly<
    Record<UnlinkedIdentitySituation, { readonly title: string; readonly intro: (signedInAs: string | null) => string }>
  >
  readonly choices: Readonly<
    Record<
      UnlinkedIdentityChoice,
      {
        readonly label: (portal: PortalName, signedInAs: string | null) => string
        readonly hint: (portal: PortalName) => string
      }
    >
  >
  readonly readAgain: string
  /** For whoever has another name by now than in the account. */
  readonly changedName: {
    readonly question: string
    readonly why: string
    readonly goOn: (signedInAs: string | null) => string
    readonly beginAnew: string
  }
}

/** About other accounts, by what they are called. */
export interface OtherAccountTexts {
  readonly linkOrCreate: (name: string) => UnlinkedTexts
  readonly proveAccount: (name: string) => { readonly title: string; readonly intro: string }
  /** It proved nothing: one or two sentences, and what to do. */
  readonly gaveUp: Readonly<Record<GaveUp, (name: string) => string>>
}

/** Where a login leads: to a service, or to the citizen's own account, which no service asks for. */
export type Place = 'service' | 'own-account'

export interface MissingFacts {
  readonly method: string
  readonly reaches: string
  readonly portal: PortalName
}

interface HandOverMessages {
  readonly title: (portal: PortalName) => string
  readonly intro: string
  readonly submit: (portal: PortalName) => string
}

/** Parts of a birth date, each a field of its own. */
export type BirthDatePart = 'day' | 'month' | 'year'

/** The problems a field can have. `characters`: it holds a character that DIN 91379 does not have. */
export type ProfileProblem = 'missing' | 'characters' | 'date' | 'too-long' | 'format'

/** Where a value came from; every other account is one kind. */
export type OriginKind = Exclude<AttributeOrigin, `upstream:${string}`> | 'upstream'

interface OriginWords {
  /** Of so many values, which are all. */
  readonly group: (count: number, level: string) => string
  /** Of most values: the others say of themselves where they came from. */
  readonly rest: (level: string) => string
  /** Beside one of the others. */
  readonly note: (level: string) => string
}

/** Texts of the pages about what a portal gets, and what it still needs. */
export interface ReleaseTexts {
  readonly profile: {
    readonly title: string
    readonly intro: (portal: PortalName, count: number) => string
    readonly submit: string
    readonly cancel: string
    readonly summary: string
    readonly birthDate: {
      readonly hint: string
      readonly unknown: { readonly question: string; readonly answer: string }
      readonly missing: string
      /** `month`: with its year, in words. */
      readonly tooManyDays: (month: string, days: number) => string
    } & Readonly<Record<BirthDatePart, string>>
    readonly hints: Readonly<Partial<Record<AttributeName, string>>>
    readonly choose: string
    readonly problems: Readonly<Record<ProfileProblem, (character: string) => string>>
    readonly impossible: {
      readonly title: (count: number) => string
      readonly intro: (portal: PortalName) => string
      readonly meaning: string
      readonly canBeRead: string
      readonly wayOut: (portal: PortalName) => string
      readonly back: (portal: PortalName) => string
    }
  }
  readonly confirm: {
    /** The button that ends the session, for a citizen who finds somebody else's on a shared device. */
    readonly notMe: (citizen: string) => string
    readonly title: string
    readonly signedInAs: (citizen: string) => Rich
    readonly gets: (portal: PortalName, service: string | null) => string
    readonly getsLevelOnly: (portal: PortalName) => string
    /** In place of `title` and `cancel` where nothing but the level leaves. */
    readonly titleWithoutData: (portal: PortalName) => string
    readonly cancelWithoutData: string
    readonly optional: string
    readonly optionalHint: (portal: PortalName) => string
    readonly tickAll: string
    readonly tickNone: string
    /** Where values came from; `account`: the name of the other account. */
    readonly origins: Readonly<Record<OriginKind, (account: string) => OriginWords>>
    /** What names the method, before it. */
    readonly identifiedBy: string
    /** Before the level, as a part of a sentence. */
    readonly levelIs: string
    readonly pseudonym: (withheld: string | undefined) => string
    /** An identifier that other portals get, too: what it is called, what it is, and what it means. */
    readonly subjectId: { readonly label: string; readonly value: string; readonly meaning: string }
    readonly remember: string
    readonly rememberHint: (portal: PortalName) => string
    readonly confirm: string
    readonly cancel: string
    /** Said by the login that has made the account. */
    readonly accountMade: string
    /** To whoever comes with another account and has none here. */
    readonly keep: {
      readonly question: string
      readonly meaning: (name: string) => string
      readonly openAccount: string
      readonly linkAccount: string
    }
    /** The session stays; on a device of others the citizen logs out afterwards. */
    readonly stays: { readonly until: string; readonly sharedDevice: string; readonly logout: string }
    readonly privacy: (portal: string) => string
    /** Before what the portal needs the data for, and by what right. */
    readonly reasons: { readonly purpose: string; readonly legalBasis: string }
  }
}
