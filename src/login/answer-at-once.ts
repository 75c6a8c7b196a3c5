import type { SessionId } from '../domain/ids.js'
import type { Answer, Login, ReceivedLogin } from '../domain/login.js'
import type { LoginStore } from '../domain/ports/login-store.js'
import type { LoginPorts } from './kit/login-ports.js'
import { goOn } from './visit.js'

/** A login that was answered in the request that began it. */
export interface AnsweredAtOnce {
  readonly login: Login
  readonly answer: Answer
}

/**
 * Answers a login without any page, if the session allows it (CONTRACT: HTTP); returns null if a page is needed. The
 * login goes through the same steps but is not stored, for no cookie will lead to it and its request's ID is used up.
 * `reading`: the ports with what this request has read already.
 */
export async function answerAtOnce(
  login: ReceivedLogin,
  session: SessionId,
  ports: LoginPorts,
  reading: LoginPorts,
): Promise<AnsweredAtOnce | null> {
  const visit = await goOn(login, session, { ...ports, logins: storeOfOne(login) }, reading)
  return visit.end.kind === 'answer' ? { login: visit.login, answer: visit.end.answer } : null
}

/** A store that holds one login for the length of one call. */
function storeOfOne(first: Login): LoginStore {
  let stored = first
  return {
    create: () => Promise.reject(new TypeError('This login is there already')),
    find: (id) => Promise.resolve(id === stored.id ? stored : null),
    replace(next) {
      const follows = next.version === stored.version + 1
      if (follows) stored = next
      return Promise.resolve(follows)
    },
  }
}
