/** Texts of the page of citizens' accounts. */
export interface AccountTexts {
  readonly title: string
  readonly intro: string
  readonly identifier: string
  readonly identifierHint: string
  readonly reason: string
  readonly reasonHint: string
  readonly lookUp: string
  readonly problems: Readonly<Record<'identifier' | 'reason' | 'expired', string>>
  readonly foundTitle: string
  readonly fields: Readonly<Record<'username' | 'email' | 'id' | 'status', string>>
  readonly states: Readonly<Record<'active' | 'blocked', string>>
  readonly nothing: string
  readonly methods: string
  readonly noMethods: string
  readonly kinds: Readonly<Record<'factor' | 'phone' | 'app', string>>
  readonly since: (day: string) => string
  readonly block: string
  readonly blockHint: string
  readonly unblock: string
  readonly unblockHint: string
  readonly endSessions: string
  readonly endSessionsHint: string
  readonly remove: string
  readonly removeHint: string
  readonly blockMethod: (method: string) => string
  readonly unblockMethod: (method: string) => string
  readonly removeMethod: (method: string) => string
  readonly done: Readonly<Record<AccountDone, string>>
  readonly deleteTitle: string
  readonly deleteAfter: readonly string[]
  readonly deleteSubmit: string
  readonly keep: string
}

/** What was done to an account. */
export type AccountDone =
  | 'blocked'
  | 'unblocked'
  | 'sessions-ended'
  | 'method-blocked'
  | 'method-unblocked'
  | 'method-removed'
  | 'deleted'
  | 'unchanged'
