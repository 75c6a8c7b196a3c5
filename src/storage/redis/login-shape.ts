import { z } from 'zod'
import { COMPARISONS } from '../../domain/authn-context.js'
import { ERRORS, type ErrorCode } from '../../domain/error-catalogue.js'
import type { Evidence } from '../../domain/evidence.js'
import { loginId, sessionId } from '../../domain/ids.js'
import { ATTRIBUTE_NAMES } from '../../domain/identity.js'
import { LANGUAGES } from '../../domain/language.js'
import {
  ANSWER_NOTICES,
  GAVE_UP,
  UNLINKED_IDENTITY_WISHES,
  type Answer,
  type ConfirmedLogin,
  type IdentifiedLogin,
  type Login,
  type ReceivedLogin,
  type Reply,
  type SamlReply,
} from '../../domain/login.js'
import type { Release } from '../../domain/release.js'
import type { Requirements } from '../../domain/requirements.js'
import type { SubjectId } from '../../domain/service.js'
import { NAME_ID_KINDS } from '../../domain/name-id-formats.js'
import { identityShape } from '../sql/stores/account-shape.js'
import type { Every } from './every.js'
import { accountIdShape, entityIdShape, instant, methodIdShape, trustLevel } from '../sql/stores/rows.js'

export const loginIdShape = z.string().transform(loginId)
export const sessionIdShape = z.string().transform(sessionId)

export const evidenceShape: z.ZodType<Evidence> = z.object({
  method: methodIdShape,
  instance: z.string(),
  level: trustLevel,
  at: instant,
  subject: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('account'), account: accountIdShape }),
    z.object({ kind: z.literal('key'), key: z.string() }),
  ]),
  facts: identityShape.optional(),
  remark: z.object({ kind: z.string(), count: z.int() }).optional(),
  upstream: z.object({ authorities: z.array(z.string()), once: z.boolean(), lasting: z.boolean() }).optional(),
} satisfies Every<Evidence>)

const samlReply: z.ZodType<SamlReply> = z.object({
  kind: z.literal('saml'),
  requestId: z.string(),
  acsLocation: z.string(),
  binding: z.literal('artifact').exactOptional(),
  relayState: z.string().nullable(),
  classes: z.array(z.string()),
  extension: z.object({ statusDetail: z.boolean(), names: z.array(z.string()).nullable() }).exactOptional(),
  unsolicited: z.literal(true).exactOptional(),
  fingerprint: z.string(),
} satisfies Every<SamlReply>)

const reply: z.ZodType<Reply> = z.union([samlReply, z.object({ kind: z.literal('account'), returnTo: z.string() })])

const wish = z.enum(UNLINKED_IDENTITY_WISHES).nullable()

const attributes = z.array(z.enum(ATTRIBUTE_NAMES))

const subjectId: z.ZodType<SubjectId> = z.enum(['pairwise-id', 'subject-id'])

const requirements: z.ZodType<Requirements> = z.object({
  service: entityIdShape,
  child: entityIdShape.exactOptional(),
  registeredLevel: trustLevel,
  requestedLevels: z.object({ comparison: z.enum(COMPARISONS), levels: z.array(trustLevel) }).nullable(),
  forceAuthn: z.boolean(),
  isPassive: z.boolean(),
  proxyCount: z.int().exactOptional(),
  attributes: z.object({ required: attributes, optional: attributes }),
  // Absent in a login that an earlier version began.
  attributesByMetadata: attributes.default([]),
  attributeSet: z.int().exactOptional(),
  serviceNames: z.record(z.string(), z.string()),
  nameId: z.enum(NAME_ID_KINDS),
  subjectId: subjectId.exactOptional(),
  loginHint: z.string().exactOptional(),
  namedAs: z.string().exactOptional(),
  subjectNameId: z.string().nullable(),
  singleSignOn: z.boolean(),
  allowedMethods: z.array(methodIdShape).nullable(),
  requestedMethods: z.array(methodIdShape).exactOptional(),
  backUrl: z.string().exactOptional(),
  language: z.enum(LANGUAGES).exactOptional(),
  tellsMissing: z.literal(true).exactOptional(),
  pseudonymous: z.boolean(),
} satisfies Every<Requirements>)

const release: z.ZodType<Release> = z.object({
  attributes: z.array(
    z.object({ name: z.enum(ATTRIBUTE_NAMES), value: z.string(), level: trustLevel, required: z.boolean() }),
  ),
  level: trustLevel,
  subjectId: subjectId.exactOptional(),
} satisfies Every<Release>)

const errorCode = z.custom<ErrorCode>((value) => typeof value === 'string' && Object.hasOwn(ERRORS, value))
const notice = z.enum(ANSWER_NOTICES).nullable()

const form = { action: z.string(), fields: z.record(z.string(), z.string()), notice }

const answer: z.ZodType<Answer> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('post'), ...form }),
  z.object({ kind: z.literal('artifact'), ...form }),
  z.object({ kind: z.literal('stay'), path: z.string() }),
])

const base = z.object({
  id: loginIdShape,
  version: z.int(),
  answerId: z.string(),
  browserKey: z.string(),
  reply,
  requirements,
  startedAt: instant,
  expiresAt: instant,
  pause: z.object({ method: methodIdShape, until: instant }).optional(),
  gaveUp: z.object({ method: methodIdShape, problem: z.enum(GAVE_UP) }).optional(),
} satisfies Every<Omit<ReceivedLogin, 'state'>>)

/** The members of a login in this state beside those of every login. */
type Own<State extends Login['state']> = Every<
  Omit<Extract<Login, { state: State }>, Exclude<keyof ReceivedLogin, 'state'>>
>

const identified = base.extend({
  evidence: z.array(evidenceShape),
  account: accountIdShape,
  session: sessionIdShape.nullable(),
  temporary: z.boolean(),
  review: z.boolean(),
} satisfies Omit<Own<'identified'>, 'state'>)

const confirmed = identified.extend({
  release,
  // Absent in a login that an earlier version confirmed.
  remember: z.object({ digest: z.string(), declined: attributes }).nullable().default(null),
  ticked: attributes.nullable().default(null),
} satisfies Omit<Own<'confirmed'>, keyof IdentifiedLogin>)

/** Each state of a login. */
const states: z.ZodType<Login> = z.discriminatedUnion('state', [
  base.extend({ state: z.literal('received') } satisfies Own<'received'>),
  base.extend({
    state: z.literal('authenticating'),
    method: methodIdShape,
    methodState: z.record(z.string(), z.unknown()),
    evidence: z.array(evidenceShape),
    wish,
  } satisfies Own<'authenticating'>),
  base.extend({
    state: z.literal('authenticated'),
    evidence: z.array(evidenceShape),
    wish,
  } satisfies Own<'authenticated'>),
  identified.extend({ state: z.literal('identified') }),
  confirmed.extend({ state: z.literal('confirmed') }),
  confirmed.extend({
    state: z.literal('answering'),
    answeringAt: instant,
    method: methodIdShape,
    authnInstant: instant,
    reached: trustLevel,
    twoFactors: z.boolean().exactOptional(),
    authorities: z.array(z.string()).exactOptional(),
  } satisfies Omit<Own<'answering'>, keyof ConfirmedLogin> & { state: z.ZodType }),
  base.extend({
    state: z.literal('aborting'),
    abortedAt: instant,
    reason: errorCode,
    notice,
    insteadOfAnswer: z.boolean(),
  } satisfies Own<'aborting'>),
  base.extend({
    state: z.literal('answered'),
    answeredAt: instant,
    method: methodIdShape,
    level: trustLevel,
    session: sessionIdShape.nullable(),
    answer: answer.nullable(),
  } satisfies Own<'answered'>),
  base.extend({
    state: z.literal('aborted'),
    abortedAt: instant,
    reason: errorCode,
    answer: answer.nullable(),
  } satisfies Own<'aborted'>),
])

/** One that an earlier version began has no answer id: its own stands in. */
const withAnswerId = (stored: unknown): unknown =>
  typeof stored === 'object' && stored !== null && 'id' in stored ? { answerId: stored.id, ...stored } : stored

/** A login as it is stored. */
export const loginShape: z.ZodType<Login> = z.preprocess(withAnswerId, states)
