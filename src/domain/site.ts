/** What every page shows around its content; from config. A link without a target is not shown. */
export interface Site {
  /** True: each page says that this deployment is for trying out. */
  readonly isTest?: boolean
  readonly name: string
  /** Who runs it, as the band above every page says; null: no band. */
  readonly operator: string | null
  readonly support: { readonly email: string | null; readonly phone: string | null; readonly url: string | null }
  readonly links: {
    readonly help: string | null
    readonly signLanguage: string | null
    readonly imprint: string | null
    readonly privacy: string | null
    readonly accessibility: string | null
    readonly reportBarrier: string | null
  }
}
