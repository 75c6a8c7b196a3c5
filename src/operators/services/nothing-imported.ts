import type { EntityId } from '../../domain/ids.js'
import { OperatorError } from '../../domain/operator-error.js'
import type { Refusal } from '../findings.js'
import type { UnreadService } from './service-deps.js'

/** One entity of a document that a rule of the registry refuses; the rest of its aggregate can be registered. */
export interface RefusedService {
  readonly entityId: EntityId
  readonly refusal: Refusal
}

/** Which services of a document were refused, so that none was left. */
export interface AllRefused {
  readonly dryRun: boolean
  readonly unread: readonly UnreadService[]
  readonly refused: readonly RefusedService[]
}

/** Every service of a metadata document was refused, each by its own rule. The rule of the error is that of the first. */
export class NothingImported extends OperatorError {
  readonly all: AllRefused

  constructor(all: AllRefused) {
    const rule = all.unread[0]?.rule ?? all.refused[0]?.refusal.rule ?? 'metadata-no-service'
    super(rule, 'nothing-imported')
    this.name = 'NothingImported'
    this.all = all
  }
}
