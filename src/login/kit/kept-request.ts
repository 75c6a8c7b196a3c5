import { type EntityId, entityId, type LoginId } from '../../domain/ids.js'
import type { Instant } from '../../domain/instant.js'
import { LOGIN_REMEMBERED, type Login, type Reply } from '../../domain/login.js'
import type { LoginPorts } from './login-ports.js'

/**
 * What the browser keeps of the request that began its login, sealed, for the time when nothing of the login is stored
 * any more: whose portal it is, and where its one answer would go (RULES: What a service may ask 11).
 */
export interface KeptRequest {
  readonly service: EntityId
  /** The child service that it asked for, if any. */
  readonly child?: EntityId
  readonly answerId: string
  readonly startedAt: Instant
  /** Null where its addresses are too long for a cookie. */
  readonly reply: KeptSamlReply | KeptAccountReply | null
}

export interface KeptSamlReply {
  readonly kind: 'saml'
  readonly requestId: string
  readonly acsLocation: string
  readonly binding?: 'artifact'
  readonly relayState: string | null
}

export interface KeptAccountReply {
  readonly kind: 'account'
  readonly returnTo: string
}

/**
 * A cookie has at most 4,096 bytes with its name (RFC 6265 §6.1), and all of them share one header; sealing makes a third
 * more of what it holds. The longest RelayState fits in.
 */
const LONGEST_KEPT = 1_800

type SecretPorts = Pick<LoginPorts, 'random' | 'starts'>

/** A new secret for a login's cookie: a random part, and after it, sealed, the request that began the login. */
export function newLoginSecret(
  login: Pick<Login, 'id' | 'answerId' | 'startedAt' | 'reply' | 'requirements'>,
  { random, starts }: SecretPorts,
): string {
  const { answerId, startedAt, requirements } = login
  const { service, child } = requirements
  const base = [service, answerId, startedAt]
  const whole = JSON.stringify([...base, ...writtenReply(login.reply), ...writtenRest(login.reply, child)])
  // A service whose entityID alone is too long for it gets a cookie that some browsers drop: then the cookie error says so.
  const kept = Buffer.byteLength(whole) <= LONGEST_KEPT ? whole : JSON.stringify(base)
  return `${random.secret()}.${starts.seal(placeOf(login.id), kept)}`
}

/** The request that began a login, read from the secret of its cookie; null if the secret holds none sealed by us. */
export function requestOfSecret(
  id: LoginId,
  secret: string,
  { starts }: Pick<LoginPorts, 'starts'>,
): KeptRequest | null {
  const text = starts.open(placeOf(id), secret.slice(secret.indexOf('.') + 1))
  return text === null ? null : read(text)
}

/** True within the day for which a browser keeps the cookie; whoever keeps it longer has nothing of it. */
// check: a-late-login-is-forgotten-after-a-day
export const isRemembered = ({ startedAt }: KeptRequest, now: Instant): boolean => now < startedAt + LOGIN_REMEMBERED

// check: a-cookie-tells-of-its-own-login-alone
const placeOf = (id: LoginId): string => `request of login ${id}`

const writtenReply = (reply: Reply): readonly unknown[] =>
  reply.kind === 'saml' ? [reply.requestId, reply.acsLocation, reply.relayState] : [reply.returnTo]

/** What few requests have, behind all else: the child service, and another way for the answer than a form. */
const writtenRest = (reply: Reply, child: EntityId | undefined): readonly unknown[] =>
  reply.kind === 'saml' && reply.binding ? [child ?? null, reply.binding] : child ? [child] : []

function read(text: string): KeptRequest {
  const parts = JSON.parse(text) as readonly unknown[]
  const [service, answerId, startedAt, first, acsLocation, relayState, child, binding] = parts
  return {
    service: entityId(String(service)),
    ...(typeof child === 'string' && { child: entityId(child) }),
    answerId: String(answerId),
    startedAt: Number(startedAt),
    reply: replyOf(first, acsLocation, relayState, binding),
  }
}

function replyOf(first: unknown, acsLocation: unknown, relayState: unknown, binding: unknown): KeptRequest['reply'] {
  if (typeof first !== 'string') return null
  if (typeof acsLocation !== 'string') return { kind: 'account', returnTo: first }
  return {
    kind: 'saml',
    requestId: first,
    acsLocation,
    ...(binding === 'artifact' && { binding }),
    relayState: typeof relayState === 'string' ? relayState : null,
  }
}
