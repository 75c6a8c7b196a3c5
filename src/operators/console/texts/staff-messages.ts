import type { DraftedOperator } from '../../../domain/draft.js'

/** Texts of the page of all operators, and of a password that one of them gets. */
export interface StaffTexts {
  readonly title: string
  readonly intro: string
  readonly columns: Readonly<Record<'name' | 'role' | 'state' | 'password', string>>
  readonly disabled: string
  readonly active: string
  readonly hotline: string
  readonly noFactor: string
  readonly oneTimeUntil: (when: string) => string
  readonly own: string
  readonly reset: string
  /** The same for one of many, for whoever hears the button alone. */
  readonly resetOf: (name: string) => string
  readonly askTitle: (name: string) => string
  readonly askAfter: readonly string[]
  readonly askDrafted: string
  readonly ownPassword: string
  readonly ownPasswordHint: string
  readonly wrong: string
  readonly submit: string
  readonly keep: string
  readonly givenTitle: (name: string) => string
  readonly given: string
  readonly shownOnce: string
  readonly handOver: (name: string) => string
  readonly drafted: string
  readonly toDraft: string
  readonly copy: string
  readonly back: string
  /** On the draft: what would be done. */
  readonly drafts: Readonly<Record<DraftedOperator['act'], (name: string) => string>>
  readonly draftKnown: string
}
