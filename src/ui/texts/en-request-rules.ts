import { OLDEST_REQUEST, REQUEST_AHEAD } from '../../domain/request-age.js'
import { minutes } from '../../domain/instant.js'
import type { RequestRuleTexts } from './rule-texts.js'

/** English words for the checks of a request. */
export const requestRulesEn: RequestRuleTexts = {
  rules: {
    binding: {
      title: 'Transport',
      demands: 'SAMLRequest comes once, in base64, and is at most 128 KiB large.',
      cure: 'Send SAMLRequest as the SAML bindings say: deflated with Redirect, each parameter once.',
    },
    xml: {
      title: 'XML',
      demands: 'The message is well-formed XML, without DOCTYPE, comments and CDATA.',
      cure: 'Look at the place that is named for what your program writes.',
    },
    schema: {
      title: 'Schema',
      demands: 'The message follows the schema of SAML 2.0.',
      cure: 'Correct the element or attribute that is named.',
    },
    ids: {
      title: 'IDs',
      demands: 'Each ID stands in the message once.',
      cure: 'Give each element an ID of its own.',
    },
    head: {
      title: 'Head',
      demands: 'It is an AuthnRequest, version 2.0, with ID and Issuer.',
      cure: 'Check version, ID and Issuer. Responses and logouts do not belong here.',
    },
    registered: {
      title: 'Portal',
      demands: 'There are metadata of exactly this entityID for the Issuer.',
      cure: 'Compare Issuer and entityID character by character. If they agree, metadata are missing.',
    },
    signature: {
      title: 'Signature',
      demands: 'A signature that is there or demanded fits a key of the metadata.',
      cure: 'Check key and algorithm. New keys go into the metadata first.',
    },
    active: {
      title: 'Enabled',
      demands: 'The portal is enabled.',
      cure: 'Whoever runs the Servicekonto can enable the portal.',
    },
    destination: {
      title: 'Destination',
      demands: 'Destination is exactly our address. Signed requests always have it.',
      cure: 'Take the address of the Servicekonto’s metadata, character by character.',
    },
    acs: {
      title: 'Return address',
      demands: 'The AssertionConsumerService is in the metadata like this, by HTTP-POST.',
      cure: 'Add the address to the metadata, or name one of those.',
    },
    time: {
      title: 'Time',
      demands: `IssueInstant is in UTC, at most ${OLDEST_REQUEST / minutes(1)} minutes old and ${REQUEST_AHEAD / minutes(1)} ahead.`,
      cure: 'Set the clock of your server by NTP. An old request counts no more.',
    },
    subject: {
      title: 'Subject',
      demands: 'There is no Subject, or it holds exactly one NameID.',
      cure: 'Leave Subject out, or name nothing but one NameID in it.',
    },
    'name-id': {
      title: 'NameIDPolicy',
      demands: 'The portal can get the format of NameID that it asks for.',
      cure: 'Ask for persistent or transient. An e-mail address must be in the metadata.',
    },
    extension: {
      title: "BundID's extension",
      demands: 'The extension is built as described, and what it requires can be had here.',
      cure: 'Compare the extension with the guide for portals that are ready for BundID.',
    },
    attributes: {
      title: 'Attributes',
      demands: 'The AttributeConsumingServiceIndex is in the metadata.',
      cure: 'Name an index of your metadata, or leave it out.',
    },
    'authn-context': {
      title: 'RequestedAuthnContext',
      demands: 'At least one of the classes is known.',
      cure: 'Name a class of the guide, for instance http://eidas.europa.eu/LoA/substantial.',
    },
    scoping: {
      title: 'Scoping',
      demands: 'An IDPList names the Servicekonto.',
      cure: 'Leave Scoping out, or add our entityID to the list.',
    },
    requester: {
      title: 'RequesterID',
      demands: 'A portal with child services names one of them at most.',
      cure: 'Name an entityID that the operator has entered at your portal.',
    },
    encryption: {
      title: 'Encryption',
      demands: 'Where encrypted answers are demanded, there is a key for them.',
      cure: 'Add a key for encryption to the metadata.',
    },
    unused: {
      title: 'Used once',
      demands: 'The ID of the request was not used before.',
      cure: 'Mostly it was a bookmark or the back button. Otherwise each request needs a new ID.',
    },
  },
  went: { passed: 'kept', failed: 'broken', open: 'open' },
  demanded: 'Demanded is:',
  place: 'Place:',
  bindings: { redirect: 'HTTP-Redirect', post: 'HTTP-POST' },
  senders: {
    signed: 'The signature fits a key of the portal.',
    registered: 'The request is not signed, and the portal need not. Anybody can send it like this.',
    claimed: 'Nobody knows who sent it.',
  },
  xmlTitle: 'The request in plain text',
}
