import { quoted } from '../../../ui/texts/en.js'
import { shortName } from '../../../domain/algorithm-name.js'
import { metadataFindings, sourceRefusals } from './en-metadata-sentences.js'
import { logoSentence } from './en-logo.js'
import { pseudonymRefusals } from './en-pseudonyms.js'
import { upstreamRefusals } from './en-upstreams.js'
import type { ConsoleTexts } from './messages.js'

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`

/** Why something is not done: what, and what to do. */
export const refusals: ConsoleTexts['refusals'] = {
  ...sourceRefusals,
  ...pseudonymRefusals,
  ...upstreamRefusals,
  'entity-id-form': ({ entityId }) =>
    `The entityID ${JSON.stringify(entityId)} is no absolute URI of at most 1024 characters. Have the metadata corrected.`,
  'service-unknown': ({ entityId }) => `${entityId} is not registered.`,
  'setting-value': ({ setting, value }) => `${setting} cannot be “${String(value)}”.`,
  'sector-frozen': ({ sector, accounts }) =>
    `The sector “${sector}” is frozen: a change would give ${accounts ?? 'all'} accounts a new pseudonym.`,
  'sector-kept': ({ sector, accounts }) =>
    `The service was here before, in the sector “${sector}”. Another one would give ${accounts ?? 'all'} accounts a new pseudonym. Import it without a sector, then change that on its page.`,
  'signing-key-missing': () => 'Signed requests cannot be demanded: the metadata have no key to check them with.',
  'sector-foreign': ({ sector }) => `The sector “${sector}” belongs to another tenant. Take another one.`,
  'sector-left': ({ sector }) =>
    `Its portals have left the sector “${sector}”. This one would know their pseudonyms: take another sector.`,
  'sector-taken': ({ sector }) => `Another portal has the sector “${sector}” already. To share it, name it expressly.`,
  'tenant-foreign': ({ entityId }) => `${entityId} belongs to another tenant.`,
  'key-lacking': ({ algorithm, keyType }) =>
    `No active key can sign with ${shortName(algorithm)}. First make and activate a key of the type ${keyType}.`,
  'exception-end': ({ until }) =>
    until === null
      ? 'An exception needs an end: weakAlgorithmsUntil, from tomorrow on and at most a year ahead.'
      : `An exception cannot last until ${until}: from tomorrow on and at most a year ahead.`,
  'encryption-unpermitted': ({ algorithm }) =>
    `${algorithm} needs an exception: set weakAlgorithms and weakAlgorithmsUntil too.`,
  'subject-id-pseudonymous': () =>
    'subject-id does not go with pseudonymous: it is the same at every service. Use pairwise-id.',
  'cbc-unsigned': () => 'Encryption with CBC needs a signed Response: sign must be both or response.',
  'metadata-no-service': ({ from }) => `There is no portal (SPSSODescriptor) in ${from}.`,
  'child-unusable': ({ child }) => `The portal may not ask for ${child}. See its child services.`,
  'version-unknown': ({ number }) => `There is no version ${number}, or no longer.`,
  'kept-metadata-ended': ({ validUntil }) =>
    `The metadata of this version were valid until ${day(validUntil)}. Import newer ones.`,
  'kept-key': ({ key }) => `A key of this version (${key}) is refused by now. Import metadata with a stronger one.`,
  'kept-endpoint': ({ location }) =>
    `An address of this version is refused by now: ${location}. Import newer metadata.`,
  'draft-unknown': () => 'There is no such draft, or no longer.',
  'draft-own': () => 'Somebody else approves your own draft.',
  'draft-decided': () => 'Somebody else has decided on this draft meanwhile.',
  'draft-author': ({ author }) =>
    `${author} may not propose this any more. Reject the draft, or make the change yourself.`,
  'draft-ended': () => 'The time for this draft is over. Make the change again.',
  'draft-moved': ({ subject }) =>
    `Something has changed since this draft (${subject}). It does not hold any more: make the change again.`,
  'draft-changed': () => 'Something has changed meanwhile. Please look at the draft again.',
  'key-hsm-use': () => 'A key in the HSM can only sign.',
  'key-type': ({ type, known }) => `${type} is no type of key; there are ${known.join(', ')}.`,
  'key-successor-new': ({ ready }) => `The successor is too new. Wait until ${day(ready)}.`,
  'key-needed': ({ service }) => `${service} still needs this key.`,
  'username-length': () => 'The user name needs 3 to 64 characters.',
  'username-characters': () => 'The user name must not hold blanks or control characters.',
  'username-taken': () => 'The user name is taken.',
  'password-length': () => 'The password needs 12 to 256 characters.',
  'password-common': () => 'This password is on the list of common ones.',
  attribute: ({ attribute }) => `${attribute} has no valid value.`,
  'operator-unknown': () => 'There is no operator of this name.',
  'operator-own': () => 'You change your own password at “My access”.',
  'operator-no-factor': () =>
    'This person has no second factor yet. Whoever knows the new password would become them. Have another access made.',
  'operator-changed': () => 'Something about this operator has changed meanwhile. Please look again.',
  'operator-role': () => 'Role, tenant and hotline do not go together.',
  'tenant-unknown': ({ tenant }) => `There is no tenant “${tenant}”.`,
  'tenant-name': () => 'A tenant cannot be called like this.',
  'request-unknown': ({ errorId }) => `There is no refused request under “${errorId}” here.`,
  'audit-filter': ({ field, value }) => `${field} cannot be “${value}”.`,
  'account-unknown': () => 'There is no such account. User name and e-mail address must be exact.',
  'account-several': () => 'Several accounts have this e-mail address. Ask for the user name.',
  'binding-unknown': ({ wanted }) => `This account does not have ${wanted}, or no longer.`,
  'binding-password': () => 'A password cannot be removed. Block the account.',
  'binding-last': () =>
    'This is the last way into the account: nobody could get in after that. Block or delete the account.',
  'binding-phone': () => 'A blocked phone stays blocked. It is paired anew.',
  'method-unknown': ({ method, known }) => `There is no method “${method}”; there are ${known.join(', ')}.`,
  'tenant-taken': ({ tenant }) => `There is a tenant “${tenant}” already.`,
}

const NEW_FILE = 'Import the new metadata of the portal. Until then it works on.'
const NEWS = 'Agree on who tells you of new keys and addresses.'

const UNUSABLE = {
  unknown: 'there is no service of this name here.',
  foreign: 'it belongs to another tenant.',
  disabled: 'it is switched off.',
} as const

/** What holds of a service, and what to do about it. */
export const findings: ConsoleTexts['findings'] = {
  ...metadataFindings,
  'attribute-unknown': ({ name }) => ({
    message: `The portal asks for “${name}”. No attribute is called that.`,
    cure: 'The portal does not get it. Tell it the names of the guide.',
  }),
  'sha1-program': ({ program }) => ({
    message: `The portal looks like ${program}, which signs with SHA-1 unless told otherwise.`,
    cure: 'Such requests are refused: have rsa-sha256 set there.',
  }),
  'requests-unsigned': () => ({
    message: 'The portal has a key, but does not say that it signs its requests.',
    cure: 'If it signs all of them, set signedRequests to true.',
  }),
  'encryption-impossible': () => ({
    message: 'Encryption is demanded, but the metadata have no key for it: every login is refused.',
    cure: 'Import metadata with an RSA key, or set encrypt to auto.',
  }),
  'encryption-missing': () => ({
    message: 'Without a key, answers pass through the browser unencrypted.',
    cure: 'Import metadata with an RSA key, and set encrypt to always.',
  }),
  'subject-id-given': () => ({
    message: 'The service gets the subject-id. It is the same at every service: whoever has it can put data together.',
    cure: 'Is an identifier of this service alone enough? Then set subjectId to pairwise-id.',
  }),
  'subject-id-asked': ({ asked, given }) => ({
    message: `The metadata ask for ${asked === 'any' ? 'pairwise-id or subject-id' : asked}. The service gets ${given === 'none' ? 'neither' : given}.`,
    cure:
      asked === 'subject-id'
        ? 'Is one identifier for all services lawful? Then set subjectId to subject-id.'
        : 'Set subjectId to pairwise-id.',
  }),
  'email-name-id': () => ({
    message: 'The portal knows people by their e-mail address alone. Whoever changes it is a stranger there.',
    cure: 'If a pseudonym will do, set nameIdFormat to persistent.',
  }),
  'artifact-key-missing': () => ({
    message: 'The portal fetches its answers itself, but the metadata have no key that proves who fetches them.',
    cure: 'Import metadata with a signing key, or set responseBinding to post.',
  }),
  'artifact-address-missing': () => ({
    message: 'Answers are to go as artifacts, but the metadata have no address for that. They go by POST.',
    cure: 'Import metadata with an address for HTTP-Artifact.',
  }),
  'valid-until-missing': () => ({ message: 'The metadata have no end (validUntil).', cure: NEWS }),
  'valid-until-distant': ({ validUntil }) => ({
    message: `The metadata are valid until ${day(validUntil)}, more than a year ahead.`,
    cure: NEWS,
  }),
  'logo-unfetched': logoSentence,
  'requester-unusable': ({ requester, why }) => ({
    message: `Requests for ${quoted(requester)} are denied: ${UNUSABLE[why]}`,
    cure: 'Import the service, enable it, or take it out of requesters.',
  }),
  'sector-kept': ({ sector }) => ({
    message: `The service was here before. It knows its users again, in the sector “${sector}”.`,
    cure: 'Another sector gives all of them a new pseudonym: on the page of the service.',
  }),
  'exception-ended': ({ algorithms, until }) => ({
    message: `The exception for ${algorithms.join(', ')} ended on ${until} and permits nothing any more.`,
    cure: 'Take it out: empty weakAlgorithms.',
  }),
  'exception-running': ({ algorithms, until, daysLeft }) => ({
    message: `Weak algorithms are permitted until ${until} (${days(daysLeft)}): ${algorithms.join(', ')}.`,
    cure: 'The portal must be renewed by then.',
  }),
  'metadata-ended': ({ validUntil }) => ({ message: `The metadata ended on ${day(validUntil)}.`, cure: NEW_FILE }),
  'metadata-ending': ({ validUntil, daysLeft }) => ({
    message: `The metadata end on ${day(validUntil)} (${days(daysLeft)}).`,
    cure: NEW_FILE,
  }),
}
