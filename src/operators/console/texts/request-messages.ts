/** Texts of the page of refused requests. */
export interface RequestTexts {
  readonly title: string
  readonly intro: string
  readonly errorId: string
  readonly hint: string
  readonly lookUp: string
  readonly unknown: string
  readonly foundTitle: (errorId: string) => string
  readonly answered: string
  readonly refusedBy: (rule: string) => string
  readonly from: string
  readonly nobody: string
  readonly claimed: string
  readonly tenant: string
  readonly at: string
  readonly binding: string
  readonly noRelayState: string
  readonly bytes: (count: number) => string
  readonly checks: string
  readonly undecoded: string
  readonly masked: string
  readonly elsewhere: string
  readonly toCheck: string
}
