import { OperatorError } from '../domain/operator-error.js'
import type { Refusal } from './findings.js'

/**
 * A use case throws this if it does not do what it was asked to. It carries a value, which each face puts into words.
 */
export class Refused extends OperatorError {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.rule, refusal.code)
    this.name = 'Refused'
    this.refusal = refusal
  }
}
