interface EasySection {
  readonly heading: string
  readonly text: string
}

/** Texts of the start page. */
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
    readonly signIn: string
    readonly signInWhy: string
    /** What the page says in Leichte Sprache beside (BITV 2.0 § 4); null in other languages, which have the links alone. */
    readonly easySections: { readonly help: EasySection; readonly barrier: EasySection } | null
  }
}
