import type { EndpointFaultCode, LeftOut } from '../../../domain/read-finding.js'
import type { ConsoleTexts, MetadataFindings, SourceRefusals } from './messages.js'

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
const days = (count: number): string => `${count} day${count === 1 ? '' : 's'}`
const quoted = (text: string): string => `“${text}”`

const FAULTS: Readonly<Record<EndpointFaultCode, string>> = {
  characters: 'has spaces or characters outside ASCII',
  form: 'is no complete https address',
  user: 'carries a user name',
  fragment: 'carries a #',
  https: 'must be https',
  loopback: 'must be https; http is for this machine alone, while PUBLIC_URL is http',
}

const CORRECT = 'Have the address corrected or taken out of the metadata.'

const leftOut = (why: string, { element, which, fallback }: LeftOut) => ({
  message: `${`${element} ${which}`.trimEnd()} ${why}. It is left out.${
    fallback === null ? '' : ` It was the default, which is index ${fallback} now.`
  }`,
  cure: element === 'AssertionConsumerService' ? `${CORRECT} Requests that name it are refused.` : CORRECT,
})

const RSA_KEY = 'Have an RSA key for encryption put in.'
const WORKS_ON = 'The services work on with the metadata that they have.'

/** What rules of the metadata reader and of fetching mean, by rule. */
export const rules: ConsoleTexts['rules'] = {
  'metadata-fetch-url': 'The broker may not call an address that is spelled so.',
  'metadata-fetch-address': 'The address leads into a network that the broker may not call, or does not exist.',
  'metadata-fetch-redirect': 'The address redirects too often, or into another network.',
  'metadata-fetch-status': 'The address answers, but not with a file.',
  'metadata-fetch-size': 'The file is larger than 32 MiB.',
  'metadata-fetch-encoding': 'The answer is packed in a way that we do not unpack.',
  'metadata-fetch-time': 'The address did not answer within 30 seconds.',
  'metadata-fetch-failed': 'The address cannot be reached.',
  'metadata-read-time': 'The file was not read within two minutes.',
  'metadata-read-memory': 'The file is too large: there is not enough memory to read it.',
  'metadata-read-busy': 'Other large files are being read. Try again in some minutes.',
  'metadata-read-failed': 'Something went wrong while the file was read. We try again.',
  'metadata-not-xml': 'The file is no XML in the accepted form.',
  'metadata-schema': 'The file does not follow the schema of SAML metadata.',
  'metadata-no-idp': 'The file holds no identity provider for SAML 2.0.',
  'metadata-entity': 'This entityID is not in the file.',
  'metadata-entity-choice': 'The file holds several identity providers. Name the entityID of one.',
  'metadata-root': 'The file holds no SAML metadata.',
  'metadata-signer': 'The certificate of the signer is of no use.',
  'metadata-signature-missing': 'The metadata are not signed.',
  'metadata-signature': 'The signature is not that of the signer.',
  'metadata-valid-until': 'validUntil is no time.',
  'metadata-expired': 'The metadata have expired.',
  'metadata-entity-id': 'The entityID is missing or has invisible characters.',
  'metadata-own-entity': 'This is the broker itself.',
  'metadata-entity-twice': 'The service stands twice in the file.',
  'metadata-no-service': 'The file holds no service (SPSSODescriptor for SAML 2.0).',
  'metadata-no-signing-key': 'The service announces signed requests and names no key for them.',
  'metadata-endpoint': 'No address for answers can be used.',
  'metadata-no-endpoint': 'No address takes answers by HTTP-POST or HTTP-Artifact.',
  'metadata-idp-key': 'There is no key to sign with, so no answer could be verified.',
  'metadata-idp-endpoint': 'No address for requests can be used.',
  'metadata-idp-no-endpoint': 'No address takes requests by HTTP-Redirect or HTTP-POST.',
  'metadata-index': 'Two addresses have the same index.',
  'metadata-key': 'A key is too weak.',
  'metadata-key-value': 'A key cannot be read.',
  'metadata-key-mismatch': 'A key and its certificate do not match.',
  'metadata-certificate': 'A certificate cannot be read.',
  'source-entity': 'The service is not in the file.',
  'source-unproven': 'Nothing proves what would come from there: no signer and no signing key.',
  'valid-until-required': 'The metadata do not end as soon as validUntilRequired demands.',
  'tenant-foreign': 'The service belongs to another tenant.',
  'sector-taken': 'Another service has the sector of the service already.',
  'sector-foreign': 'The sector of the service belongs to another tenant.',
  'service-changed': 'Somebody else changed something at the same time. We try again.',
}

/** Why metadata of a source are not taken. */
export const sourceRefusals: SourceRefusals = {
  'valid-until-required': ({ days: ahead, validUntil }) =>
    `validUntilRequired demands an end within ${days(ahead)}. ${
      validUntil === null ? 'These metadata have none.' : `These metadata end on ${day(validUntil)}.`
    }`,
  'source-shrunk': ({ gone, of }) => `${gone} of ${of} services are missing in the new file, so nothing was taken.`,
  'source-entity': ({ entityId }) => `${entityId} is not at this address. Check refreshUrl.`,
  'source-gone': () => 'No service comes from this address any more.',
  'source-none': () =>
    'This service has no source. Set refreshUrl, or import it from an address with the signer’s certificate.',
  'source-unproven': () =>
    'Nothing proves what would come from there. Import the service with the signer’s certificate.',
  'source-foreign': () => 'Another tenant decides for this source.',
  'source-refused': ({ rule, message }) => rules[rule] ?? message,
}

/** What the reader finds, and what a source is about. */
export const metadataFindings: MetadataFindings = {
  'read-endpoint': ({ location, fault, ...place }) => leftOut(`(${quoted(location)}) ${FAULTS[fault]}`, place),
  'read-binding': ({ binding, ...place }) => leftOut(`has an unknown binding (${quoted(binding)})`, place),
  'read-key-chain': ({ descriptor, count }) => ({
    message: `Key ${descriptor}: of ${count} certificates only the first counts.`,
    cure: 'The first one must be the service’s own. The others do nothing.',
  }),
  'read-key-left-out': ({ descriptor }) => ({
    message: `Key ${descriptor}: it has no certificate and no key that can be read. It is left out.`,
    cure: 'Have the key itself put into the metadata.',
  }),
  'read-key-short': ({ descriptor, bits }) => ({
    message: `Key ${descriptor}: RSA with ${bits} bits is shorter than BSI recommends.`,
    cure: 'The service needs an RSA key with 3072 bits.',
  }),
  'read-certificate-expired': ({ descriptor, notAfter }) => ({
    message: `Key ${descriptor}: its certificate expired on ${day(notAfter)}. The key is used on.`,
    cure: 'The service has to renew it.',
  }),
  'read-key-encryption': ({ descriptor }) => ({
    message: `Key ${descriptor}: nothing can be encrypted to an EC key. It is left out.`,
    cure: RSA_KEY,
  }),
  'read-encryption-impossible': () => ({
    message: 'We can encrypt to no key of the service. It gets no answers.',
    cure: `${RSA_KEY} Or set encrypt to never.`,
  }),
  'read-encryption-weak': ({ descriptor, hasCbc }) => ({
    message: `Key ${descriptor}: the service names no AES-GCM. It may not be able to read our answers.`,
    cure: hasCbc
      ? 'The service has to be renewed. For a time CBC is possible: weakAlgorithms and weakAlgorithmsUntil.'
      : 'The service has to be renewed: we write nothing of what it names.',
  }),
  'read-key-transport': ({ descriptor }) => ({
    message: `Key ${descriptor}: the service names no RSA-OAEP. It may not be able to read our answers.`,
    cure: 'The service has to be renewed.',
  }),
  'read-signature-algorithms': () => ({
    message: 'The service names no signature algorithm that we use.',
    cure: 'Have rsa-sha256 set there.',
  }),
  'read-digest-algorithms': () => ({
    message: 'The service names no digest algorithm that we use.',
    cure: 'Have SHA-256 set there.',
  }),
  'read-sha1': () => ({
    message: 'The metadata are signed with SHA-1. Requests that are signed so are refused.',
    cure: 'Have rsa-sha256 and SHA-256 set there.',
  }),
  'read-logo': ({ url }) => ({
    message: `The logo (${quoted(url)}) is not https and is left out.`,
    cure: 'It needs an https address, or the picture itself as a data address in base64.',
  }),
  'read-link': ({ element, link }) => ({
    message: `${element} (${quoted(link)}) is not https and is left out.`,
    cure: 'If people shall find the page, it needs an https address.',
  }),
  'metadata-grace': ({ validUntil, refusedFrom }) => ({
    message: `The metadata ended on ${day(validUntil)}. From ${day(refusedFrom)} on every login is refused.`,
    cure: 'The source has to be renewed. Or import new metadata.',
  }),
  'metadata-refused': ({ validUntil }) => ({
    message: `The metadata ended on ${day(validUntil)}. Every login is refused.`,
    cure: 'The source has to be renewed. Or import new metadata.',
  }),
  'metadata-left': () => ({
    message: 'The service is disabled, since its source holds it no more.',
    cure: 'Ask who keeps the source. If it shall go on, import its metadata by hand.',
  }),
  'refresh-failing': ({ url, rule, message, since, succeededAt }) => ({
    message:
      `The metadata from ${url} have not been taken since ${day(since)}: ${rules[rule] ?? (message || rule)} ` +
      `Last good: ${succeededAt === null ? 'never' : day(succeededAt)}.`,
    cure: WORKS_ON,
  }),
  'refresh-held': ({ url, gone, of, since }) => ({
    message: `Since ${day(since)}, ${gone} of ${of} services are missing in the metadata from ${url}. Nothing of it was taken.`,
    cure: 'Ask who keeps it. If it is meant so, fetch and confirm the metadata at one of the services.',
  }),
  'refresh-refused': ({ url, rule, message }) => ({
    message: `The metadata from ${url} have the service in a form that we refuse: ${rules[rule] ?? message}`,
    cure: 'It works on with the metadata that it has.',
  }),
  'key-vanishes': ({ sha256 }) => ({
    message: `The key SHA-256 ${sha256} goes away.`,
    cure: 'The service has to sign and decrypt with a key that stays.',
  }),
  'service-certificate-ended': ({ notAfter }) => ({
    message: `The certificate expired on ${day(notAfter)}. The key is used on.`,
    cure: 'The service has to renew it.',
  }),
  'service-certificate-ending': certificateEnding,
  'service-certificate-near': certificateEnding,
}

function certificateEnding({ notAfter, daysLeft }: { readonly notAfter: number; readonly daysLeft: number }) {
  return {
    message: `The certificate ends on ${day(notAfter)} (${days(daysLeft)} left).`,
    cure: 'The service has to announce the next one in time. The key is used on.',
  }
}
