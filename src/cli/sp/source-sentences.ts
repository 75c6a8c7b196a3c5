import { quoted } from '../../domain/quoted.js'
import type { PerCode, RefusalData, ServiceFindingData } from '../../operators/findings.js'
import { counted, dayOf } from '../days.js'
import type { SentenceOf } from './sentence.js'

/** Why metadata of a source are not taken, or a source is none. */
export const SOURCE_REFUSALS = {
  'valid-until-required': ({ entityId, days, validUntil }) =>
    `${entityId}: its metadata ${validUntil === null ? 'have no validUntil' : `are valid until ${dayOf(validUntil)}`}; ` +
    `validUntilRequired demands an end within ${counted(days)}: have them written so, or set validUntilRequired=`,
  'source-shrunk': ({ url, gone, of, services }) =>
    `${quoted(url)} holds ${gone} of the ${of} services no more that come from it (${services.join(', ')}${
      services.length < gone ? ' …' : ''
    }), so nothing was taken; ` + 'if that is meant, import it by hand: servicekonto sp import <URL> --signer CERT.pem',
  'source-entity': ({ url, entityId }) => `${quoted(url)} does not hold ${entityId}; correct refreshUrl`,
  'source-gone': ({ url }) => `Nothing comes from ${quoted(url)} any more; it was forgotten`,
  'source-none': ({ entityId }) =>
    `${entityId} has no source to be refreshed from; set refreshUrl, or import its metadata from a URL with --signer`,
  'source-unproven': ({ entityId }) =>
    `refreshUrl does nothing for ${entityId}: neither a signer nor a signing key proves what would come from there; ` +
    'import its metadata with --signer',
  'source-foreign': ({ url }) => `${quoted(url)} is a source of another tenant`,
  'source-refused': ({ message }) => message,
} satisfies Partial<PerCode<RefusalData, string>>

const WORKS_ON = 'the services work on with the metadata that they have'

/** The findings of a source, and of what comes from it. */
export const SOURCE_SENTENCES = {
  'metadata-grace': ({ validUntil, refusedFrom }) => ({
    message: `its metadata ended on ${dayOf(validUntil)}, and nobody vouches for them; from ${dayOf(refusedFrom)} on its logins are refused`,
    cure: 'have its source renewed, or import newer metadata',
  }),
  'metadata-refused': ({ validUntil }) => ({
    message: `its metadata ended on ${dayOf(validUntil)}, and nobody vouches for them any more: every login to it is refused`,
    cure: 'have its source renewed, or import newer metadata',
  }),
  'metadata-left': () => ({
    message: 'it is disabled, since the document that its metadata came from holds it no more',
    cure: 'ask who keeps the document; import its metadata by hand if it shall go on',
  }),
  'refresh-failing': ({ url, rule, message, since, succeededAt }) => ({
    message: `${quoted(url)} was not taken since ${dayOf(since)} (${rule}${message === '' ? '' : `: ${message}`}); last good: ${
      succeededAt === null ? 'never' : dayOf(succeededAt)
    }`,
    cure: `${WORKS_ON}; tell who keeps the document, then: servicekonto sp refresh <entityID>`,
  }),
  'refresh-held': ({ url, gone, of, since }) => ({
    message: `${quoted(url)} holds ${gone} of the ${of} services no more that come from it, since ${dayOf(since)}; nothing of it was taken`,
    cure: 'ask who keeps it; if that is meant: servicekonto sp import <URL> --signer CERT.pem',
  }),
  'refresh-refused': ({ url, rule, message }) => ({
    message: `${quoted(url)} has it in a form that is refused (${rule}: ${message})`,
    cure: 'it works on with the metadata that it has; have them corrected',
  }),
  'key-vanishes': ({ use, sha256 }) => ({
    message: `its ${use === 'both' ? '' : `${use} `}key SHA-256 ${sha256} is in the metadata no more`,
    cure: 'see that it signs and decrypts with a key that stays',
  }),
  'service-certificate-ended': ({ notAfter }) => ({
    message: `its certificate expired on ${dayOf(notAfter)}; the key is used on`,
    cure: 'have the service renew it, and import its metadata again',
  }),
  'service-certificate-ending': certificateEnding,
  'service-certificate-near': certificateEnding,
} satisfies { readonly [Code in keyof ServiceFindingData]?: SentenceOf<ServiceFindingData[Code]> }

function certificateEnding({ notAfter, daysLeft }: ServiceFindingData['service-certificate-near']) {
  return {
    message: `its certificate ends on ${dayOf(notAfter)} (${counted(daysLeft)})`,
    cure: 'have the service announce the next one in time; the key is used on',
  }
}
