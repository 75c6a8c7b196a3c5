/** The sets of attributes that the metadata of a service describe. */
export interface SetTexts {
  readonly heading: string
  /** How a request names one. */
  readonly hint: string
  readonly columns: Readonly<Record<'index' | 'name' | 'required' | 'optional', string>>
  readonly isDefault: string
  readonly nameless: string
  readonly none: string
  /** The operator's own lists stand above what all of them ask for. */
  readonly overruled: string
}
