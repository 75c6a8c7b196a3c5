import type { Finding } from '../../domain/finding.js'
import { days, type Instant } from '../../domain/instant.js'
import type { MetadataWords } from '../../domain/ports/metadata-words.js'
import { quoted } from '../../domain/quoted.js'
import type { Service } from '../../domain/service.js'
import { programSigningWithSha1 } from './sha1-programs.js'

type Advised = Pick<Service, 'entityId' | 'metadata' | 'settings'>

/** Longer than any federation keeps metadata; who writes such an end will have changed keys and addresses by then. */
const DISTANT = days(366)

/** What the operator should know of a service as it is registered now, its settings counted. Empty: nothing. */
export const advice = (service: Advised, now: Instant, words: MetadataWords): readonly Finding[] => [
  ...unknownAttributes(service, words),
  ...signing(service),
  ...encryption(service),
  ...nameId(service, words),
  ...validity(service, now),
]

/** A login to a service that is always encrypted to, and cannot be: the one sentence for whoever sets it. */
export const encryptionWarning = (service: Advised): readonly string[] =>
  encryption(service).flatMap(({ severity, message, cure }) => (severity === 'error' ? [`${message}; ${cure}`] : []))

function unknownAttributes({ entityId, metadata, settings }: Advised, words: MetadataWords): readonly Finding[] {
  return metadata.attributeConsumingServices.flatMap((consumer): readonly Finding[] => {
    const { unknown, method } = words.asked(settings.dialect, consumer)
    return unknown
      .filter((name) => name !== method)
      .map((name) => ({
        rule: 'metadata-unknown-attribute',
        severity: 'warning',
        message: `${entityId}: AttributeConsumingService ${consumer.index} asks for ${quoted(name)}, which no attribute is called`,
        cure: 'have it ask by the names of the portal guide, or leave it: the service does not get that attribute',
      }))
  })
}

function signing(service: Advised): readonly Finding[] {
  const { entityId, metadata, settings } = service
  if (!metadata.keys.some(({ use }) => use !== 'encryption')) return []
  const program = programSigningWithSha1(metadata)
  const isAllowed = settings.weakAlgorithms.includes('rsa-sha1')
  const sha1: readonly Finding[] =
    program === null || isAllowed
      ? []
      : [
          {
            rule: 'advice-sha1',
            severity: 'info',
            message: `${entityId}: it looks like ${program}, which signs with SHA-1 unless told otherwise; such requests are refused`,
            cure: 'have its signature algorithm set to rsa-sha256 before the first login',
          },
        ]
  if (metadata.authnRequestsSigned || settings.signedRequests !== null) return sha1
  const signed: Finding = {
    rule: 'advice-signed-requests',
    severity: 'info',
    message: `${entityId}: it has a signing key, but does not say that it signs its requests; unsigned ones are taken`,
    cure: `if it signs all of them: servicekonto sp set ${entityId} signedRequests=true`,
  }
  return [signed, ...sha1]
}

function encryption({ entityId, metadata, settings }: Advised): readonly Finding[] {
  if (settings.encrypt === 'never' || metadata.keys.some(({ use }) => use !== 'signing')) return []
  if (settings.encrypt === 'always') {
    return [
      {
        rule: 'encryption-key-missing',
        severity: 'error',
        message: `${entityId}: encrypt is always, and its metadata have no key to encrypt to: every login to it is refused`,
        cure: 'have an RSA key for encryption put in and import again, or set encrypt=auto',
      },
    ]
  }
  if (metadata.encryptionAnnounced === true) return []
  return [
    {
      rule: 'encryption-key-missing',
      severity: 'warning',
      message: `${entityId}: it has no key for encryption: its answers pass through the citizen’s browser unencrypted`,
      cure: `have an RSA key for encryption put in and import again; then: servicekonto sp set ${entityId} encrypt=always`,
    },
  ]
}

function nameId({ entityId, metadata, settings }: Advised, words: MetadataWords): readonly Finding[] {
  const { nameIdFormats } = metadata
  const isEmail = (format: string) => words.nameIdKind(settings.dialect, format) === 'emailAddress'
  const isEmailAlone = nameIdFormats.length > 0 && nameIdFormats.every(isEmail)
  if (!isEmailAlone || settings.nameIdFormat !== null || settings.pseudonymous) return []
  return [
    {
      rule: 'advice-email-name-id',
      severity: 'info',
      message: `${entityId}: e-mail is its only NameIDFormat: it gets the address at every login, and loses a citizen who changes it`,
      cure: `if it can do with a pseudonym: servicekonto sp set ${entityId} nameIdFormat=persistent`,
    },
  ]
}

function validity({ entityId, metadata: { validUntil } }: Advised, now: Instant): readonly Finding[] {
  if (validUntil !== null && validUntil <= now + DISTANT) return []
  const message =
    validUntil === null
      ? `${entityId}: its metadata have no validUntil`
      : `${entityId}: its metadata are valid until ${new Date(validUntil).toISOString().slice(0, 10)}, more than a year ahead`
  const rule = validUntil === null ? 'metadata-valid-until-missing' : 'metadata-valid-until-distant'
  const cure = 'agree on who tells you when its keys or addresses change, and import again then'
  return [{ rule, severity: 'info', message, cure }]
}
