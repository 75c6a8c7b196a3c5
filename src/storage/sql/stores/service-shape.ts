import { z } from 'zod'
import { publicKeyOf } from '../../../crypto/certificate-key.js'
import { storedPublicKey } from '../../../crypto/service-key.js'
import { ATTRIBUTE_NAMES } from '../../../domain/identity.js'
import { NAME_ID_KINDS } from '../../../domain/name-id-formats.js'
import {
  ENCRYPT_MODES,
  RESPONSE_BINDINGS,
  SIGN_PARTS,
  STAGES,
  type AttributeConsumingService,
  type MetadataSource,
  type ServiceKey,
  type ServiceMetadata,
  type Service,
  type ServiceSettings,
} from '../../../domain/service.js'
import { WEAK_ALGORITHMS } from '../../../domain/weak-algorithms.js'
import { entityIdShape, instant, methodIdShape, tenantIdShape, trustLevel } from './rows.js'

const texts = z.record(z.string(), z.string())
const attributes = z.array(z.enum(ATTRIBUTE_NAMES))
const binding = z.enum(['redirect', 'post', 'soap', 'artifact'])

const keyParts = {
  use: z.enum(['signing', 'encryption', 'both']),
  encryptionMethods: z.array(
    z.object({ algorithm: z.string(), digest: z.string().nullable(), mgf: z.string().nullable() }),
  ),
}

// Records from before keys could come without a certificate have the certificate alone: the key is read out of it.
const keyInCertificate = z.object({ ...keyParts, certificate: z.string() }).transform((stored, context): ServiceKey => {
  try {
    return { ...stored, publicKey: storedPublicKey(publicKeyOf(stored.certificate)) }
  } catch {
    context.addIssue({ code: 'custom', path: ['certificate'], message: 'no certificate with a public key' })
    return z.NEVER
  }
})

const serviceKey: z.ZodType<ServiceKey> = z.union([
  z.object({ ...keyParts, publicKey: z.string(), certificate: z.string().nullable() }),
  keyInCertificate,
])

const consumer = { index: z.number(), isDefault: z.boolean(), names: texts }

const attributeConsumingService: z.ZodType<AttributeConsumingService> = z.union([
  z.object({
    ...consumer,
    requested: z.array(
      z.union([
        z.object({ name: z.string(), isRequired: z.boolean() }),
        z.object({ attribute: z.enum(ATTRIBUTE_NAMES), isRequired: z.boolean() }),
      ]),
    ),
  }),
  // Records from before names were kept as written have them normalized, and those that have no such name apart.
  z
    .object({ ...consumer, required: attributes, optional: attributes, unknown: z.array(z.string()) })
    .transform(({ required, optional, unknown, ...rest }) => ({
      ...rest,
      requested: [
        ...required.map((attribute) => ({ attribute, isRequired: true })),
        ...optional.map((attribute) => ({ attribute, isRequired: false })),
        ...unknown.map((name) => ({ name, isRequired: false })),
      ],
    })),
])

/** What metadata say, as stored with a service or one of its versions. */
export const metadataShape: z.ZodType<ServiceMetadata> = z.object({
  assertionConsumerServices: z.array(
    z.object({ index: z.number(), isDefault: z.boolean(), binding, location: z.string() }),
  ),
  singleLogoutServices: z.array(z.object({ binding, location: z.string(), responseLocation: z.string().nullable() })),
  keys: z.array(serviceKey),
  encryptionAnnounced: z.boolean().exactOptional(),
  nameIdFormats: z.array(z.string()),
  attributeConsumingServices: z.array(attributeConsumingService),
  authnRequestsSigned: z.boolean(),
  signingMethods: z.array(z.string()),
  digestMethods: z.array(z.string()).exactOptional(),
  displayNames: texts,
  privacyUrls: texts,
  informationUrls: texts,
  logo: z.object({ url: z.string(), width: z.number(), height: z.number() }).exactOptional(),
  // Records from before these were kept have the level that they named.
  entityAttributes: z.array(z.string()).default([]),
  trustLevel: trustLevel.nullable().exactOptional(),
  validUntil: instant.nullable(),
})

export const settingsShape: z.ZodType<ServiceSettings> = z.object({
  trustLevel,
  displayName: z.string().nullable(),
  dialect: z.string(),
  requiredAttributes: attributes.nullable(),
  optionalAttributes: attributes.nullable(),
  nameIdFormat: z.enum(NAME_ID_KINDS).nullable(),
  sector: z.string(),
  pseudonymous: z.boolean(),
  sso: z.boolean(),
  methods: z.array(methodIdShape).nullable(),
  signedRequests: z.boolean().nullable(),
  sign: z.enum(SIGN_PARTS),
  encrypt: z.enum(ENCRYPT_MODES),
  signatureAlgorithm: z.string().nullable(),
  encryptionAlgorithm: z.string().nullable(),
  keyTransportAlgorithm: z.string().nullable(),
  // Records from before exceptions could be given have neither.
  weakAlgorithms: z.array(z.enum(WEAK_ALGORITHMS)).default([]),
  weakAlgorithmsUntil: z.string().nullable().default(null),
  // Nor those from before attributes could ask for a level.
  attributeLevels: z.array(z.templateLiteral([z.enum(ATTRIBUTE_NAMES), ':', trustLevel])).default([]),
  // Nor those from before logins could run inside an app.
  appReturn: z.string().nullable().default(null),
  // Nor those from before services could be marked as tests.
  stage: z.enum(STAGES).default('production'),
  // Nor those from before the words of the level could be chosen.
  levelVocabulary: z.string().nullable().default(null),
  // Nor those from before portals could have child services.
  requesters: z.array(entityIdShape).default([]),
  // Nor those from before answers could go by artifact.
  responseBinding: z.enum(RESPONSE_BINDINGS).nullable().default(null),
  // Nor those from before operators could name a privacy notice, and whom to ask.
  privacyUrl: z.string().nullable().default(null),
  contacts: z.array(z.string()).default([]),
  // Nor those from before metadata were fetched again.
  refreshUrl: z.string().nullable().default(null),
  validUntilRequired: z.number().nullable().default(null),
  legalBasis: z.string().nullable(),
  purpose: z.string().nullable(),
})

export const sourceShape: z.ZodType<MetadataSource> = z.object({
  from: z.string(),
  signer: z.string().nullable(),
  importedAt: instant,
  refreshed: z.boolean().exactOptional(),
  left: z.boolean().exactOptional(),
})

/** A row of `service_provider` as the domain's value. */
export const serviceShape: z.ZodType<Service> = z.object({
  entityId: entityIdShape,
  tenant: tenantIdShape.nullable(),
  active: z.boolean(),
  metadata: metadataShape,
  settings: settingsShape,
  source: sourceShape,
  revision: z.number(),
})
