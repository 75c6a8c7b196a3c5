/** What holds, where, and what to do about it. */
export interface Sentence {
  readonly message: string
  readonly cure: string
}

export type SentenceOf<Data> = (data: Readonly<Data>, entityId: string) => Sentence
