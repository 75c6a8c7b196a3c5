import { z } from 'zod'
import {
  SIGNED_PLACES,
  UPSTREAM_DIALECTS,
  type StoredUpstream,
  type Upstream,
  type UpstreamFetches,
  type UpstreamHealth,
  type UpstreamIdp,
  type UpstreamProvider,
  type UpstreamSettings,
} from '../../../domain/upstream.js'
import { entityIdShape, instant, methodIdShape, trustLevel } from './rows.js'

const texts = z.record(z.string(), z.string())
const endpoint = { binding: z.enum(['redirect', 'post']), location: z.string() }

const idpShape: z.ZodType<UpstreamIdp> = z.object({
  kind: z.literal('saml'),
  entityId: entityIdShape,
  signingKeys: z.array(z.string()).min(1),
  encryptionKeys: z.array(z.string()),
  sso: z.array(z.object(endpoint)).min(1),
  slo: z.array(z.object({ ...endpoint, responseLocation: z.string().nullable() })),
  names: texts,
  wantsSignedRequests: z.boolean(),
  nameIdFormats: z.array(z.string()),
  validUntil: instant.nullable(),
})

const opShape: z.ZodType<UpstreamProvider> = z.object({
  kind: z.literal('oidc'),
  entityId: entityIdShape,
  clientId: z.string(),
  proof: z.enum(['client_secret_basic', 'private_key_jwt']),
  sealedSecret: z.string(),
  names: texts,
})

const settingsShape: z.ZodType<UpstreamSettings> = z.object({
  maxLevel: trustLevel,
  methodName: z.string().nullable(),
  signed: z.enum(SIGNED_PLACES),
  healthUrl: z.string().nullable(),
  hideAuthority: z.boolean(),
  levels: z.record(z.string(), trustLevel),
})

const peerShape = z.union([idpShape, opShape])

const fetchesShape: z.ZodType<UpstreamFetches> = z.object({
  lastRefresh: instant.nullable(),
  trouble: z.string().nullable(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  document: z.string().nullable(),
  cacheFor: z.number().nullable(),
  failures: z.number(),
  dueAt: instant,
})

const healthShape: z.ZodType<UpstreamHealth> = z.object({
  isUp: z.boolean(),
  failures: z.number(),
  since: instant.nullable(),
  detail: z.string().nullable(),
})

const head = { name: methodIdShape, id: z.string(), dialect: z.enum(UPSTREAM_DIALECTS), version: z.number() }
const source = { from: z.string(), signer: z.string().nullable(), importedAt: instant }

/** A row of the table: who an upstream is, in one place, and what was noted of its fetches, in another. */
export const storedUpstreamShape = z
  .object({
    ...head,
    peer: peerShape,
    settings: settingsShape,
    metadata: z.string().nullable(),
    source: z.object(source),
    fetches: fetchesShape,
    health: healthShape,
  })
  .transform(({ fetches, health, source: from, ...rest }): StoredUpstream => {
    const { lastRefresh, trouble } = fetches
    return { upstream: { ...rest, source: { ...from, lastRefresh, trouble } }, fetches, health }
  })

/** An upstream as one value, as a draft keeps it. */
export const upstreamShape: z.ZodType<Upstream> = z.object({
  ...head,
  peer: peerShape,
  settings: settingsShape,
  metadata: z.string().nullable(),
  source: z.object({ ...source, lastRefresh: instant.nullable(), trouble: z.string().nullable() }),
})
