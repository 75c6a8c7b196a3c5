import { BrokerError, type ErrorCode } from '../domain/error-catalogue.js'
import { loginId, type SessionId } from '../domain/ids.js'
import { minutes } from '../domain/instant.js'
import { OLDEST_REQUEST, REQUEST_AHEAD } from '../domain/request-age.js'
import {
  isOpen,
  LOGIN_LIFETIME,
  type Answer,
  type Login,
  type ReceivedLogin,
  type SamlLogin,
  type SamlReply,
} from '../domain/login.js'
import type { Requirements } from '../domain/requirements.js'
import { answerAtOnce } from './answer-at-once.js'
import { browserKeyOf, newLoginSecret } from './kit/browser.js'
import type { LoginPorts } from './kit/login-ports.js'
import { aborted } from '../domain/transitions.js'
import { readingOnce } from './facts.js'
import { tellEnd } from './tell-end.js'

/** A request whose sender and return address are proven. */
export interface ProvenRequest {
  readonly requirements: Requirements
  readonly reply: SamlReply
  /** Whether it was issued within the accepted window; not looked at if it repeats the request of an open login. */
  readonly timely: boolean
  /** The status that the service gets at once, without a page; null for none. */
  readonly refusal: ErrorCode | null
}

export type Begun =
  | { readonly kind: 'started'; readonly login: ReceivedLogin; readonly secret: string }
  /** The same request came again, byte for byte, while its login is open. */
  | { readonly kind: 'repeated'; readonly login: Login }
  | { readonly kind: 'refused'; readonly answer: Answer }
  /** The session allowed an answer without any page. */
  | { readonly kind: 'answered'; readonly login: Login; readonly answer: Answer }

/** The ID of a request stays used for longer than its login can be open and its IssueInstant can be accepted. */
// check: an-id-is-kept-longer-than-its-time
const ID_KEPT = LOGIN_LIFETIME + minutes(15)

/**
 * For this long a request can be accepted: from the furthest ahead to the oldest, and a little more. After that its
 * IssueInstant alone refuses it, so its claim need not be kept.
 */
const ID_NEEDED = OLDEST_REQUEST + REQUEST_AHEAD + minutes(2)

/**
 * Begins the login that a proven request asks for. `session`: the browser's session, if the request could carry its
 * cookie. Throws `saml-replay` if the request's ID was used for anything but a login that is still open, `saml-too-old`
 * outside the accepted time.
 */
export async function begin(request: ProvenRequest, session: SessionId | null, ports: LoginPorts): Promise<Begun> {
  const { requirements, reply, timely, refusal } = request
  const id = loginId(ports.random.id())
  // check: ids-are-claimed-per-service
  const claim = `request ${requirements.service} ${reply.requestId}`
  const reading = readingOnce(ports)
  // The session is read while the ID is claimed; whoever needs the session waits for it, and is told if the read
  // failed.
  if (session) reading.sessions.find(session).catch(() => undefined)
  const earlier = await ports.replay.claim(claim, `${reply.fingerprint} ${id}`, ID_KEPT, ID_NEEDED)
  // check: a-request-id-is-used-once
  if (earlier !== null) return { kind: 'repeated', login: await openLoginOf(earlier, reply, ports) }
  // check: an-untimely-request-is-refused
  if (!timely) throw new BrokerError('saml-too-old')

  const secret = newLoginSecret(id, requirements.service, ports)
  const now = ports.clock.now()
  const login: SamlLogin<ReceivedLogin> = {
    state: 'received',
    id,
    version: 1,
    browserKey: browserKeyOf(ports.digest, secret),
    reply,
    requirements,
    startedAt: now,
    expiresAt: now + LOGIN_LIFETIME,
  }
  if (refusal) {
    const answer = await ports.messages.failure(login, refusal)
    await tellEnd({ action: 'login.aborted', login: aborted(login, refusal, now) }, ports)
    return { kind: 'refused', answer }
  }
  const atOnce = session && (await answerAtOnce(login, session, ports, reading))
  if (atOnce) return { kind: 'answered', ...atOnce }
  await ports.logins.create(login)
  return { kind: 'started', login, secret }
}

async function openLoginOf(holder: string, reply: SamlReply, ports: LoginPorts): Promise<Login> {
  const [fingerprint, id] = holder.split(' ')
  // check: a-repeat-is-the-same-bytes
  const login = id && fingerprint === reply.fingerprint ? await ports.logins.find(loginId(id)) : null
  // check: a-repeat-is-of-an-open-login
  if (!login || !isOpen(login)) throw new BrokerError('saml-replay')
  return login
}
