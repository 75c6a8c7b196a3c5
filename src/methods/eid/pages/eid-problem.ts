/** How an online authentication can fail; the page has words for each. */
export const EID_PROBLEMS = [
  /** The citizen stopped in the eID client, had no card there, or typed a wrong PIN. */
  'cancelled',
  /** The eID client could not reach the eID server. */
  'no-channel',
  /** The eID client had another fault. */
  'client',
  /** The eID client had no way back, or there was no token for it. */
  'communication',
  /** The eID server had a fault, or its answer cannot be used. */
  'server',
  'server-busy',
  /** The eID server has dropped the session, or had no result in time. */
  'too-late',
  /** The card is blocked, expired or not genuine; the server does not tell which. */
  'invalid-document',
  /** This kind of eID does not reach the level. */
  'denied-document',
  'under-age',
  /** The citizen did not allow something that was required. */
  'data-refused',
  /** The card holds a value that no attribute of ours may have. */
  'card-data',
  /** The way back was used, was replaced, or never existed. */
  'unknown-return',
  'too-often',
] as const

export type EidProblem = (typeof EID_PROBLEMS)[number]
