import { OperatorError } from '../../domain/operator-error.js'
import type { RefusedService } from './service-deps.js'

/** What `sp import --json` says of a file of which no service is left. */
export interface NothingImportedDocument {
  readonly dryRun: boolean
  readonly services: readonly never[]
  readonly refused: readonly RefusedService[]
}

/** Every service of a metadata file was refused: the line tells the first, the document tells each by its own rule. */
export class NothingImported extends OperatorError {
  readonly document: NothingImportedDocument

  constructor(rule: string, message: string, document: NothingImportedDocument) {
    super(rule, message)
    this.name = 'NothingImported'
    this.document = document
  }
}
