import type { EidProblem } from './pages/eid-problem.js'

/**
 * The problem that an eID client's ResultMinor names (TR-03124-1 §2.7.4.2, §2.7.4.3); any other counts as a fault of
 * the client.
 */
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

/**
 * The problem that an eID server's ResultMinor names (TR-03130-1 §3.4.1); any other counts as a fault of the server.
 */
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

/** The server has no result yet: the only refusal after which it is asked again. */
export const NO_RESULT_YET = 'getResult#noResultYet'
