/** Texts of the second step of an operator's sign-in. */
export interface CodeTexts {
  readonly title: string
  readonly passkeyTitle: string
  readonly setUpTitle: string
  readonly setUpIntro: string
  readonly appTitle: string
  readonly setUp: readonly string[]
  readonly field: string
  readonly hint: string
  readonly submit: string
  readonly again: string
  readonly passkey: PasskeyTexts
  readonly or: string
  /** There is a passkey alone, and none can be used at this address. */
  readonly noWay: string
  readonly problems: Readonly<Record<'format' | 'wrong' | 'passkey', string>>
}

interface PasskeyTexts {
  readonly title: string
  readonly hint: string
  readonly create: string
  readonly use: string
  readonly useTitle: string
  readonly useIntro: string
  readonly failed: string
  /** Without a script nothing reaches the passkey: at a set-up, and where there is one. */
  readonly needsScript: Readonly<Record<'create' | 'use', string>>
}

/** What was done to an operator's own access. */
export type AccessDone = 'added' | 'removed' | 'password'

/** Texts of the page of an operator's own access. */
export interface AccessTexts {
  readonly title: string
  readonly intro: (operator: string) => string
  readonly done: Readonly<Record<AccessDone, string>>
  /** Before the one-time password is replaced. */
  readonly replaceTitle: string
  readonly replace: string
  readonly factors: string
  readonly app: string
  readonly since: (name: string, day: string) => string
  readonly changeFactors: string
  readonly changeFactorsHint: string
  readonly currentPassword: string
  readonly addPasskey: string
  readonly addApp: string
  readonly remove: (factor: string) => string
  readonly onlyOne: string
  readonly changePassword: string
  readonly newPassword: string
  readonly newPasswordHint: string
  readonly setPassword: string
  readonly signIns: string
  readonly signInsHint: string
  readonly noSignIns: string
  readonly signIn: (when: string, factor: string) => string
  readonly signInGone: (when: string) => string
  readonly passkeyTitle: string
  readonly appTitle: string
  readonly appSteps: readonly string[]
  readonly name: string
  readonly nameHint: string
  readonly submitCode: string
  readonly back: string
  readonly problems: Readonly<
    Record<'wrong' | 'expired' | 'last' | 'none' | 'name' | 'same' | 'password-length' | 'password-common', string>
  >
}
