import type { PseudonymFault } from '../../domain/earlier-pseudonym.js'

/** Why a row is not imported. */
export type RowFault =
  | PseudonymFault
  | 'columns'
  | 'account-twice'
  | 'value-twice'
  | 'account-unknown'
  | 'account-named'
  | 'value-taken'
  | 'value-derived'
  | 'account-answered'
  | 'account-unclear'

/** The line of a row and its fault: never what stands there. */
export interface WrongRow {
  readonly line: number
  readonly fault: RowFault
}
