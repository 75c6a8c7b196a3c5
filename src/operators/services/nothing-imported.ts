import type { EntityId } from '../../domain/ids.js'
import { OperatorError } from '../../domain/operator-error.js'
import type { Refusal } from '../findings.js'
import type { UnreadService } from './service-deps.js'

/** One entity of a document that a rule of the registry refuses; the rest of its aggregate can be registered. */
export interface RefusedService {
  readonly entityId: EntityId
  readonly refusal: Refusal
}

/** The services of a document that were refused, if none was left. */
export interface AllRefused {
  readonly dryRun: boolean
  readonly unread: readonly UnreadService[]
  readonly refused: readonly RefusedService[]
}

/**
 * Every service of a metadata document was refused, each by a rule of its own. The error has the rule of the first one.
 */
export class NothingImported extends OperatorError {
  readonly all: AllRefused

  constructor(all: AllRefused) {
    const rule = all.unread[0]?.rule ?? all.refused[0]?.refusal.rule ?? 'metadata-no-service'
    super(rule, 'nothing-imported')
    this.name = 'NothingImported'
    this.all = all
  }
}
