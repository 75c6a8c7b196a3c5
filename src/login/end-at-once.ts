import type { ErrorCode } from '../domain/error-catalogue.js'
import { loginId, type SessionId } from '../domain/ids.js'
import type { Answer, Login, ReceivedLogin } from '../domain/login.js'
import type { Recalled } from '../domain/ports/account-recall.js'
import type { LoginStore } from '../domain/ports/login-store.js'
import { abort } from './abort.js'
import { readingOnce } from './facts.js'
import type { LoginPorts } from './kit/login-ports.js'
import { StaleFacts } from './tell-end.js'
import { goOn } from './visit.js'

/** A login that ended in the request that began it. */
export interface EndedAtOnce {
  readonly login: Login
  readonly answer: Answer
}

/**
 * Ends a login in the request that begins it, if it can (CONTRACT: HTTP): with a status that needs no citizen, or with
 * the answer that the session allows. Null if a page is needed. The login goes through the same steps but is not stored,
 * for no cookie will lead to it: its audit entry is all that is committed. `reading`: the ports with what this request
 * has read already.
 */
export async function endAtOnce(
  begun: ReceivedLogin,
  refusal: ErrorCode | null,
  session: SessionId | null,
  ports: LoginPorts,
  reading: LoginPorts,
): Promise<EndedAtOnce | null> {
  // The same request may come twice at the same time: no two attempts write the same entry, so one of them answers.
  // check: each-attempt-at-once-has-an-id-of-its-own
  const login = { ...begun, id: loginId(ports.random.id()) }
  const own = { ...ports, logins: storeOfOne(login) }
  if (refusal) return withAnswer(await abort(login, refusal, own))
  if (!session) return null
  const recalled = ports.recall.begin()
  try {
    const ended = await answerAtOnce(login, session, recalling(own, recalled), recalling(reading, recalled))
    // Where a page is needed nothing is written, so nothing would show that what was in memory is old.
    // check: what-led-to-a-page-is-not-kept-in-memory
    if (!ended) recalled.forget()
    return ended
  } catch (error) {
    if (!(error instanceof StaleFacts)) throw error
  }
  // What was in memory is old: once more, with all read anew.
  recalled.forget()
  const anew = { ...ports, logins: storeOfOne(login) }
  return answerAtOnce(login, session, anew, readingOnce(anew))
}

async function answerAtOnce(
  login: ReceivedLogin,
  session: SessionId,
  own: LoginPorts,
  reading: LoginPorts,
): Promise<EndedAtOnce | null> {
  const visit = await goOn(login, session, own, reading)
  return visit.end.kind === 'answer' ? { login: visit.login, answer: visit.end.answer } : null
}

const withAnswer = ({ login, answer }: { readonly login: Login; readonly answer?: Answer }): EndedAtOnce | null =>
  answer ? { login, answer } : null

/** The same ports, which read accounts from memory, and let an end be written only if they are still so. */
const recalling = (ports: LoginPorts, recalled: Recalled): LoginPorts => ({
  ...ports,
  accounts: { ...ports.accounts, find: (id) => recalled.account(id) },
  consents: { ...ports.consents, find: (account, service) => recalled.consent(account, service) },
  audit: { ...ports.audit, append: (event, id) => ports.audit.append(event, id, recalled.basis()) },
  sectors: { append: (event, id, sector) => ports.sectors.append(event, id, sector, recalled.basis()) },
})

/** A store that holds one login for the length of one request: nothing will ask for it later. */
function storeOfOne(first: Login): LoginStore {
  let stored = first
  return {
    find: (id) => Promise.resolve(id === stored.id ? stored : null),
    replace(next) {
      const follows = next.version === stored.version + 1
      if (follows) stored = next
      return Promise.resolve(follows)
    },
  }
}
