/** What was read at one revision is not written over another: two commands at once would lose one's change. */
export class Overtaken extends Error {
  /** What another command has changed: an entityID, or the address of a source. */
  readonly what: string

  constructor(what: string) {
    super('it was changed since it was read')
    this.what = what
  }
}

/** What the change was overtaken at; throws every other fault. */
export function overtakenOf(error: unknown): string {
  if (error instanceof Overtaken) return error.what
  throw error
}
