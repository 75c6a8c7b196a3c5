/** Texts of the start page, and of the page after the citizen has logged out. */
export interface AccountTexts {
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
  readonly signedOut: { readonly title: string; readonly what: string }
}
