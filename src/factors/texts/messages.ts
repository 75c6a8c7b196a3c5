import type { SetupProblem } from '../second-factor-setup.js'
import type { SecondFactorKind } from '../../domain/second-factor.js'
import type { Rich } from '../../ui/texts/messages.js'

/**
 * `missing` and `format`: nothing that could be a code; `used`: right, but once before; `recovery-code`: one that is not
 * on the list any more, or never was; `passkey`: it did not work.
 */
export type SecondFactorProblem = 'missing' | 'format' | 'wrong' | 'used' | 'recovery-code' | 'passkey'

/** What leads to the list and is said there. `codes-gone`: the page that showed codes was left open too long. */
export const FACTORS_DONE = ['added', 'removed', 'codes-gone'] as const
export type FactorDone = (typeof FACTORS_DONE)[number]

/** Texts of the password's second factors: at the login, and where they are set up. */
export interface FactorTexts {
  readonly login: {
    readonly title: string
    readonly field: Readonly<Record<'totp' | 'recovery-code', { readonly label: string; readonly hint: string }>>
    readonly submit: string
    readonly passkey: string
    readonly passkeyHint: string
    readonly or: string
    readonly otherUser: string
    /** Leads from one kind of code to the other. */
    readonly toOther: Readonly<Record<'totp' | 'recovery-code', string>>
    readonly problems: Readonly<Record<SecondFactorProblem, string>>
  }
  /** The words of pages with a passkey. */
  readonly passkey: {
    /** Without scripts nothing reaches the passkey. */
    readonly needsScript: string
    /** The browser or the citizen said no. */
    readonly failed: string
  }
  readonly kinds: Readonly<Record<SecondFactorKind, string>>
  readonly list: {
    /** In the bar above the citizen's own pages. */
    readonly short: string
    readonly title: string
    readonly intro: string
    readonly none: string
    readonly done: Readonly<Record<FactorDone, string>>
    readonly noPassword: string
    readonly since: (day: string) => string
    /** `use`: what it is good for. */
    readonly counts: (use: string) => string
    readonly remove: (name: string) => string
    readonly add: string
    readonly addTotp: string
    readonly addPasskey: string
    readonly codes: string
    readonly codesLeft: (count: number) => Rich
    readonly renewCodes: string
  }
  readonly setup: {
    readonly problems: Readonly<Record<SetupProblem, string>>
    readonly name: string
    readonly nameHint: string
    /** `use`: what it will be good for. */
    readonly counts: (use: string) => string
    /** What it could be good for. */
    readonly more: (use: string) => string
    readonly back: string
  }
  readonly totp: {
    readonly title: string
    readonly steps: readonly string[]
    readonly code: string
    readonly codeHint: string
    readonly submit: string
  }
  readonly passkeySetup: {
    readonly title: string
    readonly intro: string
    readonly create: string
    readonly useTitle: string
    readonly useIntro: string
    readonly use: string
    readonly failed: string
    readonly expired: string
  }
  readonly codes: {
    readonly title: string
    readonly added: string
    readonly intro: string
    readonly once: Rich
    /** On paper: what the list belongs to. */
    readonly listOf: (site: string, account: string, day: string) => string
    readonly copy: string
    readonly print: string
    readonly save: string
    /** The name of the file, without its ending. */
    readonly file: string
    readonly done: string
    /** Asked before new codes are shown. */
    readonly question: {
      readonly title: string
      readonly voids: string
      readonly once: string
      readonly submit: string
      readonly back: string
    }
  }
  readonly removal: {
    readonly title: (name: string) => string
    readonly after: string
    readonly afterLast: string
    readonly submit: string
    readonly back: string
  }
}
