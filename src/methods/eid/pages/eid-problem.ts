/** How an online authentication can fail; each has its words on the page. */
export const EID_PROBLEMS = [
  /** The citizen stopped in the eID client, had no card there, or typed a wrong PIN. */
  'cancelled',
  /** The eID client could not reach the eID server. */
  'no-channel',
  /** The eID client had another fault. */
  'client',
  /** The eID client had no way back, or there was no token for it. */
  'communication',
  /** The eID server had a fault, or what it said cannot be used. */
  'server',
  'server-busy',
  /** The eID server has dropped the session, or had no result in time. */
  'too-late',
  /** Blocked, expired, or not genuine: the server does not tell which. */
  'invalid-document',
  /** A kind of eID that does not reach the level. */
  'denied-document',
  'under-age',
  /** The citizen did not allow something that was required. */
  'data-refused',
  /** The card holds something that no register of ours can hold. */
  'card-data',
  /** A way back that was used, replaced, or never was. */
  'unknown-return',
  'too-often',
] as const

export type EidProblem = (typeof EID_PROBLEMS)[number]
