import type { Instant } from '../../domain/instant.js'
import type { Operator } from '../../domain/operator.js'
import type { AuditChain } from '../../domain/ports/audit-chain.js'
import { parsed } from '../audit/audit-filter.js'

/** A sign-in of the operator's own. */
export interface OwnSignIn {
  readonly at: Instant
  /** With which second factor: `totp`, `passkey:<id>`; null for one from before that was noted. */
  readonly factor: string | null
}

/** How many the page shows. */
const SHOWN = 10

/** The operator's own last sign-ins, newest first. What is of oneself needs no entry that it was looked at. */
export async function ownSignIns(
  { id }: Pick<Operator, 'id'>,
  chain: Pick<AuditChain, 'find'>,
): Promise<readonly OwnSignIn[]> {
  const asked = { action: 'operator.signed-in', subject: id }
  const entries = await chain.find(asked, { most: SHOWN, after: null, order: 'newest' })
  return entries.map(({ at, after }) => ({ at: Date.parse(at), factor: factorIn(parsed(after)) }))
}

const factorIn = (after: unknown): string | null =>
  typeof after === 'object' && after !== null && 'factor' in after && typeof after.factor === 'string'
    ? after.factor
    : null
