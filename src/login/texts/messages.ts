import type { AttributeName } from '../../domain/identity.js'
import type { AnswerNotice } from '../../domain/login.js'
import type { UnlinkedIdentityChoice, UnlinkedIdentitySituation } from '../../domain/unlinked-identity.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import type { PortalName, Rich } from '../../ui/texts/messages.js'
import type { NotOffered } from '../offered-methods.js'

/** Texts of the pages of a login. A language is a value of this type: a missing key or argument does not compile. */
export interface LoginTexts extends ReleaseTexts {
  readonly methodChoice: {
    readonly title: string
    /** One sentence. */
    readonly sessionEnded: string
    /** Shown at a step-up; '' for an account without a name. */
    readonly signedIn: (citizen: string) => Rich
    readonly needs: (level: string) => Rich
    /** For a login to the citizen's own account, which no service asks for. */
    readonly needsHere: (level: string) => Rich
    readonly explains: Readonly<Record<TrustLevel, (which: 'all' | 'some' | 'one') => string>>
    readonly thenBack: (portal: string) => string
    readonly thenAccount: string
    readonly lastUsed: string
    readonly whyMissing: (method: string) => string
    readonly missing: Readonly<Record<NotOffered['kind'], (facts: MissingFacts) => Rich>>
    readonly wayElsewhere: (count: number) => string
    readonly wayNowhere: string
    readonly wayLater: string
    readonly cancel: (portal: PortalName) => string
    readonly nothing: {
      readonly title: string
      readonly noneReaches: string
      readonly unreachable: string
      readonly notYourFault: string
      readonly whatToDo: string
      /** The method that would do is not working. */
      readonly later: (method: string) => string
      readonly office: (portal: PortalName) => string
      readonly back: (portal: PortalName) => string
    }
  }
  readonly linkOrCreateAccount: {
    readonly situations: Readonly<
      Record<
        UnlinkedIdentitySituation,
        { readonly title: string; readonly intro: (signedInAs: string | null) => string }
      >
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
  }
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
  /** The way back to the portal, and notices that may have to be read before. */
  readonly handOver: HandOverMessages & { readonly notices: Readonly<Record<AnswerNotice, HandOverMessages>> }
}

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

/** Texts of the pages about what a portal gets, and what it still needs. */
export interface ReleaseTexts {
  readonly profile: {
    readonly title: string
    readonly intro: (portal: PortalName, count: number) => string
    readonly submit: string
    readonly cancel: string
    readonly summary: string
    readonly birthDate: { readonly hint: string } & Readonly<Record<BirthDatePart, string>>
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
    readonly optional: string
    readonly optionalHint: string
    readonly selfDeclared: string
    readonly atLevel: (level: string) => string
    readonly pseudonym: (withheld: string | undefined) => string
    readonly remember: string
    readonly rememberHint: (portal: PortalName) => string
    readonly confirm: string
    readonly cancel: string
    readonly privacy: (portal: string) => string
  }
}
