import { quoted } from '../../domain/quoted.js'
import type { FindingOf, PerCode, RefusalData, ServiceFinding, ServiceFindingData } from '../../operators/findings.js'
import { shortName } from '../../domain/algorithm-name.js'
import { counted, dayOf } from '../days.js'
import { logoSentence } from './logo-sentences.js'
import { READ_SENTENCES } from './read-sentences.js'
import { shown } from './read-settings.js'
import type { Sentence, SentenceOf } from './sentence.js'
import { SOURCE_REFUSALS, SOURCE_SENTENCES } from './source-sentences.js'

const accountsOf = (count: number | null): string =>
  count === null ? 'its accounts' : `${count} account${count === 1 ? '' : 's'}`

/** Why a service is not registered or not changed. */
export const SERVICE_REFUSALS = {
  'entity-id-form': ({ entityId }) =>
    `The entityID ${JSON.stringify(entityId)} is no absolute URI of at most 1024 characters (saml-core 1.3.2, 8.3.6); ` +
    'have the metadata corrected',
  'service-unknown': ({ entityId, nearest }) => {
    const hint = nearest === null ? 'see: servicekonto sp list' : `did you mean ${nearest}?`
    return `No service is registered as ${JSON.stringify(entityId)}; ${hint}`
  },
  // The command line refuses a typed value earlier, by the rule of its key, and then says what the setting may hold.
  'setting-value': ({ entityId, setting, value }) => `${setting} cannot be "${shown(String(value))}" for ${entityId}`,
  'sector-frozen': ({ entityId, sector, wanted, accounts }) => {
    const frozen = `"${sector}", frozen: a change would replace the pseudonyms of ${accountsOf(accounts)}`
    const how = `if that is meant: servicekonto sp set ${entityId} sector=… --new-pseudonyms <present sector>`
    return `sector cannot be "${shown(wanted)}" for ${entityId}; it may be ${frozen}; ${how}`
  },
  'sector-kept': ({ entityId, sector, wanted, accounts }) =>
    `${entityId} was removed from the sector "${sector}" and comes back into it alone, not into "${shown(wanted)}", ` +
    `which would replace the pseudonyms of ${accountsOf(accounts)}; import it without sector=…, and if that is meant: ` +
    `servicekonto sp set ${entityId} sector=… --new-pseudonyms <present sector>`,
  'sector-typed': ({ entityId, sector, accounts }) =>
    `--new-pseudonyms is not the present sector of ${entityId}, which is "${sector}"; ` +
    `typed so, ${accountsOf(accounts)} would get new pseudonyms`,
  'signing-key-missing': ({ entityId }) =>
    `signedRequests cannot be "true" for ${entityId}; it may be false or default: ` +
    'the metadata has no signing key to check with',
  'sector-foreign': ({ entityId, sector, owner }) =>
    `${entityId}: the sector "${sector}" belongs to ${owner} of another tenant; set another sector`,
  'sector-left': ({ entityId, sector }) =>
    `${entityId} would know the pseudonyms in the sector "${sector}", which its services have left; set another sector`,
  'sector-taken': ({ entityId, sector, owner }) =>
    `${entityId} is already the sector of ${owner}; to share its pseudonyms say so with --set sector=${sector}, ` +
    'else give another sector',
  'tenant-foreign': ({ entityId, tenant }) =>
    `${entityId} belongs to the tenant "${tenant}"; to move it: servicekonto sp set ${entityId} tenant=…`,
  'key-lacking': ({ entityId, algorithm, keyType }) =>
    `signatureAlgorithm cannot be "${shortName(algorithm)}" for ${entityId}: no active key can sign with it; ` +
    `make one with: servicekonto keys generate --type ${keyType}, and activate it once the services know it`,
  'exception-end': ({ entityId, algorithms, until }) =>
    `${entityId}: an exception for ${algorithms.join(', ')} ` +
    `${until === null ? 'needs an end' : `cannot last until ${until}`}; ` +
    'give weakAlgorithmsUntil=YYYY-MM-DD, after today and at most one year ahead',
  'encryption-unpermitted': ({ entityId, algorithm }) =>
    `encryptionAlgorithm cannot be "${algorithm}" for ${entityId} without an exception; ` +
    `set weakAlgorithms=${algorithm} and weakAlgorithmsUntil=YYYY-MM-DD too, or encryptionAlgorithm=default`,
  'cbc-unsigned': ({ entityId }) =>
    `sign cannot be "assertion" for ${entityId}: ` +
    'encryption with CBC needs a signed Response around it: sign=both or sign=response',
  'subject-id-pseudonymous': ({ entityId }) =>
    `subjectId cannot be "subject-id" for ${entityId} while pseudonymous is true: every service that gets it would know ` +
    'the same citizen by it; use pairwise-id',
  'metadata-no-service': ({ from }) => `${from} has no service provider (SPSSODescriptor)`,
  'child-unusable': ({ entityId, child }) =>
    `${entityId} may not ask for ${child}: it is not in its setting requesters, not registered, disabled, or another tenant's`,
  'version-unknown': ({ entityId, number, first, last }) =>
    `${entityId} has no version ${number}; kept are ${first} to ${last}, see: servicekonto sp history ${entityId}`,
  'kept-metadata-ended': ({ entityId, validUntil }) =>
    `${entityId}: the metadata of this version were valid until ${dayOf(validUntil)}; import newer ones`,
  'kept-key': ({ entityId, key }) =>
    `${entityId}: a key of this version (${key}) is refused by now; import metadata with RSA of 2048 bits or more, or EC`,
  'kept-endpoint': ({ entityId, location }) =>
    `${entityId}: ${quoted(location)}, an address of this version, is refused by now; import newer metadata`,
  ...SOURCE_REFUSALS,
} satisfies Partial<PerCode<RefusalData, string>>

const SENTENCES: { readonly [Code in keyof ServiceFindingData]: SentenceOf<ServiceFindingData[Code]> } = {
  ...READ_SENTENCES,
  ...SOURCE_SENTENCES,
  'attribute-unknown': ({ consumer, name }, entityId) => ({
    message: `${entityId}: AttributeConsumingService ${consumer} asks for ${quoted(name)}, which no attribute is called`,
    cure: 'have it ask by the names of the portal guide, or leave it: the service does not get that attribute',
  }),
  'sha1-program': ({ program }, entityId) => ({
    message: `${entityId}: it looks like ${program}, which signs with SHA-1 unless told otherwise; such requests are refused`,
    cure: 'have its signature algorithm set to rsa-sha256 before the first login',
  }),
  'requests-unsigned': (_, entityId) => ({
    message: `${entityId}: it has a signing key, but does not say that it signs its requests; unsigned ones are taken`,
    cure: `if it signs all of them: servicekonto sp set ${entityId} signedRequests=true`,
  }),
  'encryption-impossible': (_, entityId) => ({
    message: `${entityId}: encrypt is always, and its metadata have no key to encrypt to: every login to it is refused`,
    cure: 'have an RSA key for encryption put in and import again, or set encrypt=auto',
  }),
  'encryption-missing': (_, entityId) => ({
    message: `${entityId}: it has no key for encryption: its answers pass through the citizen’s browser unencrypted`,
    cure: `have an RSA key for encryption put in and import again; then: servicekonto sp set ${entityId} encrypt=always`,
  }),
  'email-name-id': (_, entityId) => ({
    message: `${entityId}: e-mail is its only NameIDFormat: it gets the address at every login, and loses a citizen who changes it`,
    cure: `if it can do with a pseudonym: servicekonto sp set ${entityId} nameIdFormat=persistent`,
  }),
  'artifact-key-missing': (_, entityId) => ({
    message: `${entityId}: its answers go by artifact, and its metadata have no signing key: it can fetch none of them`,
    cure: 'have a signing key put in and import again, or set responseBinding=post',
  }),
  'artifact-address-missing': (_, entityId) => ({
    message: `${entityId}: responseBinding is artifact, and its metadata have no address for that: its answers go by POST`,
    cure: 'have an AssertionConsumerService by HTTP-Artifact put in and import again',
  }),
  'subject-id-given': (_data, entityId) => ({
    message: `${entityId}: it gets the subject-id, which is the same at every service: whoever has it can put data together`,
    cure: `where an identifier of this service alone is enough: servicekonto sp set ${entityId} subjectId=pairwise-id`,
  }),
  'subject-id-asked': ({ asked, given }, entityId) => ({
    message: `${entityId}: its metadata ask for ${asked === 'any' ? 'pairwise-id or subject-id' : asked}, and it gets ${given === 'none' ? 'neither' : given}`,
    cure:
      asked === 'subject-id'
        ? `every service that gets it knows the same citizen by it; where that is lawful: servicekonto sp set ${entityId} subjectId=subject-id`
        : `servicekonto sp set ${entityId} subjectId=pairwise-id`,
  }),
  'valid-until-missing': (_, entityId) => ({ message: `${entityId}: its metadata have no validUntil`, cure: NEWS }),
  'valid-until-distant': ({ validUntil }, entityId) => ({
    message: `${entityId}: its metadata are valid until ${dayOf(validUntil)}, more than a year ahead`,
    cure: NEWS,
  }),
  'logo-unfetched': logoSentence,
  'requester-unusable': ({ requester, why }) => ({
    message: `requests for ${quoted(requester)} are denied: ${UNUSABLE[why]}`,
    cure: 'register or enable it, or take it out of requesters',
  }),
  'sector-kept': ({ sector }) => ({
    message: `it was here before: its users are known to it again by the pseudonyms of the sector "${sector}"`,
    cure: 'to give all of them new ones: sp set sector=… --new-pseudonyms <present sector>',
  }),
  'exception-ended': ({ algorithms, until }) => ({
    message: `its exception for ${algorithms.join(', ')} ended on ${until} and permits nothing any more`,
    cure: 'take it out: weakAlgorithms=',
  }),
  'exception-running': ({ algorithms, until, daysLeft }) => ({
    message: `weak algorithms permitted until ${until} (${counted(daysLeft)}): ${algorithms.join(', ')}`,
    cure: 'have the service renewed by then',
  }),
  'metadata-ended': ({ validUntil }) => ({ message: `its metadata ended on ${dayOf(validUntil)}`, cure: NEW_FILE }),
  'metadata-ending': ({ validUntil, daysLeft }) => ({
    message: `its metadata ends on ${dayOf(validUntil)} (${counted(daysLeft)})`,
    cure: NEW_FILE,
  }),
}

const UNUSABLE = {
  unknown: 'no service is registered as that',
  foreign: 'it is of another tenant',
  disabled: 'it is disabled',
} as const

const NEWS = 'agree on who tells you when its keys or addresses change, and import again then'
const NEW_FILE = 'the service works on, import the new file that it gives'

const sentence = <Code extends keyof ServiceFindingData>(found: FindingOf<Code>, entityId: string): Sentence =>
  SENTENCES[found.code](found.data, entityId)

/** CONTRACT: sp import --json, one of `findings`. */
export const findingDocument = (found: ServiceFinding, entityId: string) => ({
  rule: found.rule,
  severity: found.severity,
  ...sentence(found, entityId),
})

/** A finding in one line. */
export function findingLine(found: ServiceFinding, entityId: string): string {
  const { message, cure } = sentence(found, entityId)
  return `${message}; ${cure}`
}
