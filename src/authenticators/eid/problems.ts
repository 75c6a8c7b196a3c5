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

/** ResultMinor of an eID client (TR-03124-1 §2.7.4.2, §2.7.4.3); anything else counts as its own fault. */
export function problemOfClient(minor: string): EidProblem {
  const known: Readonly<Record<string, EidProblem>> = {
    cancellationByUser: 'cancelled',
    trustedChannelEstablishmentFailed: 'no-channel',
    serverError: 'server',
    clientError: 'client',
    communicationError: 'communication',
  }
  return Object.hasOwn(known, minor) ? (known[minor] ?? 'client') : 'client'
}

/** ResultMinor of an eID server (TR-03130-1 §3.4.1); anything else is a fault of its own. */
export function problemOfServer(minor: string): EidProblem {
  const known: Readonly<Record<string, EidProblem>> = {
    'useID#tooManyOpenSessions': 'server-busy',
    'getResult#invalidSession': 'too-late',
    'getResult#deniedDocument': 'denied-document',
    'getResult#invalidDocument': 'invalid-document',
    'common#internalError': 'server',
    'common#schemaViolation': 'server',
    'useID#invalidPSK': 'server',
    'useID#missingArgument': 'server',
    'useID#missingTerminalRights': 'server',
    'getResult#invalidCounter': 'server',
  }
  return Object.hasOwn(known, minor) ? (known[minor] ?? 'server') : 'server'
}

/** The server has no result yet: the one refusal that is asked about again. */
export const NO_RESULT_YET = 'getResult#noResultYet'

/** What the citizen or the card decided; everything else is for the operator too. */
export const isCitizens = (problem: EidProblem): boolean =>
  ['cancelled', 'invalid-document', 'denied-document', 'under-age', 'data-refused'].includes(problem)
