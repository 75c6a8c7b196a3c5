import { z } from 'zod'
import { ATTRIBUTE_NAMES } from '../../domain/identity.js'
import { UPSTREAM_REFUSALS, type UpstreamIdentity, type UpstreamNameId } from '../../domain/ports/upstream-messages.js'
import type { KeptUpstreamAnswer } from '../../domain/upstream-answer.js'
import { instant, trustLevel } from '../sql/stores/rows.js'
import type { Every } from './every.js'

const attributeNames = z.enum(ATTRIBUTE_NAMES)

const nameId: z.ZodType<UpstreamNameId> = z.object({
  format: z.string().nullable(),
  nameQualifier: z.string().nullable(),
  spNameQualifier: z.string().nullable(),
  value: z.string(),
} satisfies Every<UpstreamNameId>)

const identity = z.object({
  kind: z.literal('identity'),
  inResponseTo: z.string(),
  assertionId: z.string(),
  notOnOrAfter: instant,
  nameId,
  isLasting: z.boolean(),
  sessionNameId: nameId,
  level: trustLevel.nullable(),
  authnInstant: instant,
  sessionIndex: z.string().nullable(),
  oneTimeUse: z.boolean(),
  proxy: z.object({ count: z.number().nullable(), audiences: z.array(z.string()) }).nullable(),
  attributes: z.partialRecord(attributeNames, z.object({ value: z.string(), level: trustLevel.nullable() })),
  leftOut: z.array(attributeNames),
  authorities: z.array(z.string()),
} satisfies Every<UpstreamIdentity>)

const refused = z.object({
  kind: z.literal('refused'),
  inResponseTo: z.string(),
  why: z.enum(UPSTREAM_REFUSALS),
})

/** The answer of an upstream that waits for its browser, as it is stored. */
export const upstreamAnswerShape: z.ZodType<KeptUpstreamAnswer> = z.object({
  id: z.string(),
  version: z.int(),
  upstream: z.string(),
  answer: z.discriminatedUnion('kind', [identity, refused]),
  keepUntil: instant,
} satisfies Every<KeptUpstreamAnswer>)
