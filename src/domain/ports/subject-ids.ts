import type { Account } from '../account.js'
import type { SubjectId } from '../service.js'

/** The identifiers that name a citizen beside the NameID. */
export interface SubjectIds {
  /** With their scope: `pairwise-id` that of the account in this sector, `subject-id` that of the account anywhere. */
  of(kind: SubjectId, account: Account, sector: string): string
}
