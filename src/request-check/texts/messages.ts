/** Texts of the request decoder. */
export interface RequestCheckTexts {
  readonly title: string
  readonly intro: string
  readonly private: string
  readonly request: string
  readonly requestHint: string
  readonly metadata: string
  readonly metadataHint: string
  readonly check: string
  readonly missing: string
  readonly tooLarge: string
  readonly metadataRefused: string
  readonly result: string
  readonly good: string
  readonly openTitle: string
  readonly open: string
  readonly brokenTitle: (count: number) => string
  readonly broken: string
  readonly cameBy: (binding: string) => string
  readonly relayState: (bytes: number) => string
  readonly undecoded: string
  readonly registry: string
}
