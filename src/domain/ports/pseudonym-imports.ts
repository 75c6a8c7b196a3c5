import type { AuditEvent } from '../audit-event.js'
import type { Approval, Draft } from '../draft.js'
import type { AccountId, DraftId } from '../ids.js'
import type { Instant } from '../instant.js'

/** A row of a file: which line it is, whose pseudonym, and which. */
export interface PseudonymRow {
  readonly line: number
  readonly account: AccountId
  readonly value: string
}

/** What stands against rows of one sector. */
export interface PseudonymsKnown {
  /** Which of the accounts there are, and since when. */
  readonly accounts: ReadonlyMap<AccountId, Instant>
  /** The accounts that have a pseudonym of an earlier IdP in the sector already. */
  readonly named: ReadonlySet<AccountId>
  /** The values that are an account's in the sector already. */
  readonly taken: ReadonlySet<string>
  /** The accounts that the sector has answered, as the log tells. */
  readonly answered: ReadonlySet<AccountId>
  /** Those that were answered since the sector was first used, in a sector that the log does not tell. */
  readonly unclear: ReadonlySet<AccountId>
  /** Of accounts older than this the log does not tell all the answers; null: it does, or the sector never answered. */
  readonly logSince: Instant | null
}

/** Pseudonyms of an earlier IdP, in the database. They wait with a draft, and count once it is approved. */
export interface PseudonymImports {
  /** Keeps the draft, its rows and its entry in one transaction. */
  propose(draft: Draft, rows: readonly PseudonymRow[], audit: AuditEvent): Promise<void>
  known(sector: string, rows: readonly PseudonymRow[]): Promise<PseudonymsKnown>
  /** The rows of a draft that are still there, by line: those of an account that is gone are gone. */
  proposed(draft: DraftId): Promise<readonly PseudonymRow[]>
  countProposed(draft: DraftId): Promise<number>
  /** How many accounts keep one in the sector. */
  countIn(sector: string): Promise<number>
  /**
   * Makes the rows of a draft count, with the decision and the entries, in one transaction; the version of each account
   * rises. `judge` gets the rows and what is known of them in that transaction, gives the entries, and throws where
   * nothing is to be done. Throws `OperatorError('draft-decided')` as a change of services does.
   */
  approve(
    sector: string,
    approval: Approval,
    judge: (rows: readonly PseudonymRow[], known: PseudonymsKnown) => readonly AuditEvent[],
  ): Promise<void>
  /** What every account's pseudonym is derived from, page by page; and every phone's, which has one without an account. */
  seeds(): AsyncIterable<readonly SeedOf[]>
}

/** `account` null: of a phone. */
export interface SeedOf {
  readonly account: AccountId | null
  readonly seed: string
}
