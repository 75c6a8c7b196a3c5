/** A test login has no answer: the command has done its work, and says so by its exit code. */
export class NoTestAnswer extends Error {
  /** What was found, as the document for `--json`. */
  readonly document: object

  constructor(message: string, document: object) {
    super(message)
    this.name = 'NoTestAnswer'
    this.document = document
  }
}
