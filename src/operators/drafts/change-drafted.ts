import type { DraftId } from '../../domain/ids.js'

/** Thrown where a change was not made but waits for a second person: nothing is wrong, and nothing has changed. */
export class ChangeDrafted extends Error {
  readonly draft: DraftId

  constructor(draft: DraftId) {
    super(draft)
    this.name = 'ChangeDrafted'
    this.draft = draft
  }
}
