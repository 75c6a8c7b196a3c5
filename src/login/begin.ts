import { BrokerError, type ErrorCode } from '../domain/error-catalogue.js'
import { loginId, type LoginId, type SessionId } from '../domain/ids.js'
import { minutes, type Instant } from '../domain/instant.js'
import { OLDEST_REQUEST, REQUEST_AHEAD } from '../domain/request-age.js'
import {
  isOpen,
  LOGIN_LIFETIME,
  type Login,
  type OpenLogin,
  type ReceivedLogin,
  type SamlLogin,
  type SamlReply,
} from '../domain/login.js'
import type { Requirements } from '../domain/requirements.js'
import { endAtOnce, type EndedAtOnce } from './end-at-once.js'
import { browserKeyOf } from './kit/browser.js'
import { newLoginSecret } from './kit/kept-request.js'
import type { LoginPorts } from './kit/login-ports.js'
import { readingOnce } from './facts.js'
import { endEntryId } from './tell-end.js'

/** A request whose sender and return address are proven. */
export interface ProvenRequest {
  readonly requirements: Requirements
  readonly reply: SamlReply
  /** Its IssueInstant. */
  readonly issuedAt: Instant
  /** Whether it was issued within the accepted window; not looked at if it repeats the request of an open login. */
  readonly timely: boolean
  /** The status that the service gets at once, without a page; null for none. */
  readonly refusal: ErrorCode | null
}

export type Begun =
  | { readonly kind: 'started'; readonly login: ReceivedLogin }
  /** The same request came again, byte for byte, while its login is open. */
  | { readonly kind: 'repeated'; readonly login: Login }
  /** Ended without any page: with a status, or with an answer that the session allowed. */
  | ({ readonly kind: 'refused' | 'answered' } & EndedAtOnce)

/** The ID of a request stays used for longer than its login can be open and its IssueInstant can be accepted. */
// check: an-id-is-kept-longer-than-its-time
const ID_KEPT = LOGIN_LIFETIME + minutes(15)

/**
 * For this long a request can be accepted: from the furthest ahead to the oldest, and a little more. After that its
 * IssueInstant alone refuses it, so its claim need not be kept.
 */
const ID_NEEDED = OLDEST_REQUEST + REQUEST_AHEAD + minutes(2)

/** Said in a claim: what ends at once has its entry under the answer id. An earlier version's claims do not say it. */
const RESUMABLE = 'resumable'

/**
 * Begins the login that a proven request asks for. `session`: the browser's session, if the request could carry its
 * cookie. `keep` is given the secret of the login's cookie, also where the store did not answer: it may have stored the
 * login all the same, and then the request, sent again by this browser, leads to it. Throws `saml-replay` if the request
 * was ended or its ID was used by another one, `saml-too-old` outside the accepted time.
 */
export async function begin(
  request: ProvenRequest,
  session: SessionId | null,
  ports: LoginPorts,
  keep: (login: LoginId, secret: string) => void = () => undefined,
): Promise<Begun> {
  const { requirements, reply, timely } = request
  const id = loginId(ports.random.id())
  // check: ids-are-claimed-per-service
  const claim = `request ${requirements.service} ${reply.requestId}`
  const reading = readingOnce(ports)
  // The session is read while the ID is claimed; whoever needs the session waits for it, and is told if the read
  // failed.
  if (session) reading.sessions.find(session).catch(() => undefined)
  const earlier = await ports.replay.claim(claim, `${reply.fingerprint} ${id} ${RESUMABLE}`, ID_KEPT, ID_NEEDED)
  // check: a-request-id-is-used-once
  const known = earlier === null ? { id, login: null } : await earlierLogin(earlier, request, ports)
  if (known.login) return { kind: 'repeated', login: known.login }
  // check: an-untimely-request-is-refused
  if (!timely) throw new BrokerError('saml-too-old')

  const asked = askedBy(known.id, request, ports)
  const ended = await endAtOnce(asked, request.refusal, session, ports, reading)
  if (ended) return { kind: request.refusal ? 'refused' : 'answered', ...ended }
  const secret = newLoginSecret(asked, ports)
  const login = { ...asked, browserKey: browserKeyOf(ports.digest, secret) }
  const stored = await ports.logins.replace(login).catch((fault: unknown) => {
    keep(login.id, secret)
    throw fault
  })
  // check: who-was-overtaken-keeps-no-cookie
  if (stored) {
    keep(login.id, secret)
    return { kind: 'started', login }
  }
  return { kind: 'repeated', login: await openLoginOf(login.id, ports) }
}

/**
 * What an earlier request with this ID began: its open login; none if it came to nothing before anything was stored,
 * for what failed has not happened.
 */
async function earlierLogin(
  holder: string,
  request: ProvenRequest,
  ports: LoginPorts,
): Promise<{ readonly id: LoginId; readonly login: Login | null }> {
  const [fingerprint, held = '', kind] = holder.split(' ')
  // check: a-repeat-is-the-same-bytes
  if (fingerprint !== request.reply.fingerprint) throw new BrokerError('saml-replay')
  const id = loginId(held)
  const stored = await ports.logins.find(id)
  if (stored) return { id, login: openOnly(stored) }
  // Nothing is stored of a login that was answered at once, or that is long over.
  // check: a-request-that-was-answered-at-once-is-not-begun-again
  const mayGoOn =
    request.timely && kind === RESUMABLE && !(await ports.audit.has(endEntryId(answerIdOf(request, ports), 0)))
  if (!mayGoOn) throw new BrokerError('saml-replay')
  return { id, login: null }
}

async function openLoginOf(id: LoginId, ports: LoginPorts): Promise<Login> {
  const login = await ports.logins.find(id)
  if (!login) throw new BrokerError('unavailable', 'a login that was there is gone')
  return openOnly(login)
}

function openOnly(login: Login): OpenLogin {
  // check: a-repeat-is-of-an-open-login
  if (!isOpen(login)) throw new BrokerError('saml-replay')
  return login
}

/** The login that is asked for, which no browser has yet. */
function askedBy(id: LoginId, request: ProvenRequest, ports: LoginPorts): Omit<SamlLogin<ReceivedLogin>, 'browserKey'> {
  const { reply, requirements } = request
  const startedAt = ports.clock.now()
  const expiresAt = startedAt + LOGIN_LIFETIME
  const answerId = answerIdOf(request, ports)
  return { state: 'received', id, version: 1, answerId, reply, requirements, startedAt, expiresAt }
}

/** Of the request: a service uses an ID once, and in no case twice at the same instant (saml-core §1.3.4). */
const answerIdOf = ({ issuedAt, reply, requirements }: ProvenRequest, { digest }: LoginPorts): string =>
  digest.digest('answer', `${issuedAt} ${reply.requestId} ${requirements.service}`)
