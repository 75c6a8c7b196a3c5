import { days, type Instant } from '../../domain/instant.js'
import type { MetadataWords } from '../../domain/ports/metadata-words.js'
import { defaultAcs, type Service } from '../../domain/service.js'
import { finding, type ServiceFinding } from '../findings.js'
import { programSigningWithSha1 } from './sha1-programs.js'

type Advised = Pick<Service, 'metadata' | 'settings'>

/**
 * No federation keeps metadata for longer, so whoever sets such an end will have changed keys and addresses by then.
 */
const DISTANT = days(366)

/** What the operator should know of a service as it is registered now, with its settings. Empty: nothing. */
export const advice = (service: Advised, now: Instant, words: MetadataWords): readonly ServiceFinding[] => [
  ...unknownAttributes(service, words),
  ...signing(service),
  ...encryption(service),
  ...artifact(service),
  ...nameId(service, words),
  ...subjectId(service),
  ...validity(service, now),
]

/** The finding that a service wants encryption and has no key for it, so that no login to it succeeds; else nothing. */
export const brokenEncryption = (service: Advised): readonly ServiceFinding[] =>
  encryption(service).filter(({ code }) => code === 'encryption-impossible')

function unknownAttributes({ metadata, settings }: Advised, words: MetadataWords): readonly ServiceFinding[] {
  return metadata.attributeConsumingServices.flatMap((consumer) => {
    const { unknown, method } = words.asked(settings.dialect, consumer)
    const strange = unknown.filter((name) => name !== method)
    return strange.map((name) => finding('attribute-unknown', { consumer: consumer.index, name }))
  })
}

function signing({ metadata, settings }: Advised): readonly ServiceFinding[] {
  if (!metadata.keys.some(({ use }) => use !== 'encryption')) return []
  const program = programSigningWithSha1(metadata)
  const isAllowed = settings.weakAlgorithms.includes('rsa-sha1')
  const sha1 = program === null || isAllowed ? [] : [finding('sha1-program', { program })]
  const isDecided = metadata.authnRequestsSigned || settings.signedRequests !== null
  return isDecided ? sha1 : [finding('requests-unsigned', {}), ...sha1]
}

function encryption({ metadata, settings }: Advised): readonly ServiceFinding[] {
  if (settings.encrypt === 'never' || metadata.keys.some(({ use }) => use !== 'signing')) return []
  if (settings.encrypt === 'always') return [finding('encryption-impossible', {})]
  return metadata.encryptionAnnounced === true ? [] : [finding('encryption-missing', {})]
}

/** Whoever resolves an artifact has to sign for it, so a service without a key never gets an answer. */
function artifact({ metadata, settings }: Advised): readonly ServiceFinding[] {
  const all = metadata.assertionConsumerServices
  const isByArtifact = defaultAcs(all, settings)?.binding === 'artifact'
  if (!isByArtifact) return settings.responseBinding === 'artifact' ? [finding('artifact-address-missing', {})] : []
  return metadata.keys.some(({ use }) => use !== 'encryption') ? [] : [finding('artifact-key-missing', {})]
}

function nameId({ metadata, settings }: Advised, words: MetadataWords): readonly ServiceFinding[] {
  const { nameIdFormats } = metadata
  const isEmail = (format: string) => words.nameIdKind(settings.dialect, format) === 'emailAddress'
  const isEmailAlone = nameIdFormats.length > 0 && nameIdFormats.every(isEmail)
  return !isEmailAlone || settings.nameIdFormat !== null || settings.pseudonymous ? [] : [finding('email-name-id', {})]
}

/** The finding that a service gets the identifier that is the same at every service; else nothing. */
export const sharedIdentifier = ({ subjectId: given }: Advised['settings']): readonly ServiceFinding[] =>
  // check: an-identifier-of-all-services-is-warned-of
  given === 'subject-id' ? [finding('subject-id-given', {})] : []

/** Asking for none is no request, and whoever takes either has what it wants with one. */
function subjectId({ metadata: { subjectIdAsked: asked = 'none' }, settings }: Advised): readonly ServiceFinding[] {
  const { subjectId: given } = settings
  const isGiven = asked === 'none' || (asked === 'any' ? given !== 'none' : given === asked)
  return [...(isGiven ? [] : [finding('subject-id-asked', { asked, given })]), ...sharedIdentifier(settings)]
}

function validity({ metadata: { validUntil } }: Advised, now: Instant): readonly ServiceFinding[] {
  if (validUntil === null) return [finding('valid-until-missing', {})]
  return validUntil <= now + DISTANT ? [] : [finding('valid-until-distant', { validUntil })]
}
