import { AKDB_ERRORS } from './akdb-errors.js'
import { local, requester, responder, returnable, type CatalogueEntry } from './catalogue-entry.js'
import type { EntityId } from './ids.js'
import { minutes } from './instant.js'
import { OLDEST_REQUEST, REQUEST_AHEAD } from './request-age.js'
import { UPSTREAM_ERRORS } from './upstream-errors.js'

/**
 * The error catalogue. Every failure that the broker knows has a stable code here, and with it: whether it may
 * be told to the service, with which SAML status; which page the citizen sees, with which HTTP status; what the
 * operator reads; how loud the log is. Errors carry nothing personal.
 */

export const ERRORS = {
  // The request is not proven: a local page, nothing goes to an address that the request names.
  'saml-missing-message': local(400, 'bad-request', 'warn', 'The request carries no SAMLRequest.'),
  'saml-encoding': local(
    400,
    'bad-request',
    'warn',
    'SAMLRequest is not valid base64 or DEFLATE, is too large, or its text is in an encoding that is not accepted.',
  ),
  'saml-parameters': local(400, 'bad-request', 'warn', 'A query parameter is repeated, structured or misplaced.'),
  'saml-relay-state': local(
    400,
    'bad-request',
    'warn',
    'RelayState is longer than 1,024 bytes, or holds NUL or a line end, which no form carries unchanged.',
  ),
  'saml-not-xml': local(400, 'bad-request', 'warn', 'The message is not well-formed XML within the accepted subset.'),
  'saml-schema': local(400, 'bad-request', 'warn', 'The message does not validate against the SAML schema.'),
  'saml-not-authn-request': local(400, 'bad-request', 'warn', 'The message is not a SAML 2.0 AuthnRequest.'),
  'saml-not-logout': local(400, 'bad-request', 'warn', 'The message is no SAML 2.0 LogoutRequest or LogoutResponse.'),
  'saml-artifact-request': local(
    400,
    'artifact-request',
    'warn',
    'The request came as an artifact (HTTP-Artifact), which the broker does not resolve: send it by Redirect or POST.',
  ),
  'saml-not-artifact-resolve': local(400, 'bad-request', 'warn', 'The message is no SAML 2.0 ArtifactResolve.'),
  'saml-ecp': local(400, 'bad-request', 'warn', 'A program asked by SOAP (ECP, PAOS), which is not offered.'),
  'saml-soap': local(400, 'bad-request', 'warn', 'The body is no SOAP 1.1 envelope with one message in it.'),
  'saml-encryption': local(400, 'bad-request', 'warn', 'No key of the broker decrypts a part of the message.'),
  'saml-logout-answer': local(
    400,
    'bad-request',
    'warn',
    'The LogoutResponse answers no open request to this service.',
  ),
  'saml-issuer': local(400, 'bad-request', 'warn', 'Issuer is missing or not an entity identifier.'),
  'saml-unknown-service': local(400, 'unknown-portal', 'warn', 'No registered service has this entityID.'),
  'saml-service-disabled': local(403, 'portal-disabled', 'warn', 'The service is registered but not active.'),
  'saml-metadata-ended': local(
    403,
    'portal-disabled',
    'warn',
    'The metadata of the service ended longer ago than `metadata.grace`, and its source has brought no newer ones.',
  ),
  'saml-acs': local(400, 'unknown-portal', 'warn', 'The AssertionConsumerService asked for is not in the metadata.'),
  'saml-response-binding': local(
    400,
    'unknown-portal',
    'warn',
    'The answer was asked for by another binding than POST or artifact (ProtocolBinding), such as PAOS. It cannot be sent by that one, and no other was asked for.',
  ),
  'saml-acs-gone': local(
    409,
    'portal-changed',
    'warn',
    'The address for the answer was taken from the metadata while the login was open.',
  ),
  'saml-signature-missing': local(400, 'bad-request', 'warn', 'The service has to sign this, and it is not signed.'),
  'saml-signature': local(400, 'bad-request', 'warn', 'The signature does not verify with any key of the metadata.'),
  'saml-signature-algorithm': local(400, 'bad-request', 'warn', 'The signature algorithm is not on the allow-list.'),
  'saml-destination': local(400, 'bad-request', 'warn', 'Destination is another address, or missing though signed.'),
  'saml-too-old': local(
    400,
    'used-or-old',
    'warn',
    `IssueInstant is more than ${OLDEST_REQUEST / minutes(1)} min old or ${REQUEST_AHEAD / minutes(1)} min ahead; check the clocks.`,
  ),
  'saml-replay': local(400, 'used-or-old', 'warn', 'The ID of this request was used before.'),
  'saml-version': local(400, 'bad-request', 'warn', 'The message is not SAML version 2.0.'),

  // The request is proven: the service gets a status.
  'authn-failed': returnable(responder('AuthnFailed'), 'The citizen cancelled while choosing or proving.', 'cancelled'),
  'login-left-open': returnable(
    responder('AuthnFailed'),
    'The login was open for more than 30 min, and the citizen then went back to the service.',
    'timeout',
  ),
  'proof-gone': returnable(
    responder('AuthnFailed'),
    'The account was deleted, or what was logged in with was blocked or removed, while the login was open.',
    'method-blocked',
  ),
  'account-blocked': {
    ...returnable(
      responder('AuthnFailed'),
      'The account is blocked: nobody gets into it, by whatever method, until an operator unblocks it.',
      'method-blocked',
    ),
    http: 403,
    text: 'account-blocked',
  },
  'no-authn-context': returnable(
    responder('NoAuthnContext'),
    'The level asked for is unknown, out of reach, or was not reached.',
    'level-not-reached',
  ),
  'request-denied': returnable(responder('RequestDenied'), 'The citizen did not agree to the release.', 'declined'),
  'no-passive': returnable(responder('NoPassive'), 'IsPassive was asked for, and a page would have been needed.'),
  'invalid-name-id-policy': returnable(
    requester('InvalidNameIDPolicy'),
    'The NameID format asked for cannot be given to this service.',
  ),
  'proxy-count-exceeded': returnable(
    responder('ProxyCountExceeded'),
    'ProxyCount forbids the upstream that the login needs.',
  ),
  'no-supported-idp': returnable(
    responder('NoSupportedIDP'),
    'The IDPList names no identity provider that the broker is or offers.',
  ),
  'unknown-principal': returnable(
    responder('UnknownPrincipal'),
    'The request names a subject that this login is not about.',
  ),
  'requester-denied': {
    ...returnable(
      requester('RequestDenied'),
      'The portal names a service by RequesterID that it may not ask for: it is not among its `requesters`, not registered, switched off, of another tenant, or one of several.',
    ),
    http: 403,
    text: 'child-disabled',
  },
  'request-unsupported': returnable(
    responder('RequestUnsupported'),
    'The request needs something that the broker does not do.',
  ),

  ...AKDB_ERRORS,

  // The answer of an upstream is not proven.
  ...UPSTREAM_ERRORS,

  // Of one login.
  'login-cookie': local(400, 'no-cookie', 'info', 'The login was opened without its cookie.'),
  'login-unknown': local(404, 'used-or-old', 'info', 'No such login; it ended more than 30 min ago or never was.'),
  'login-expired': local(
    400,
    'left-open',
    'info',
    'The login was open for more than 30 min, or the store has lost it; nothing was answered.',
  ),
  'login-moved-on': local(409, 'moved-on', 'info', 'The page belongs to a step that this login has left.'),
  'login-over': local(409, 'used-or-old', 'info', 'The login has been answered; its answer is delivered once.'),
  'form-token': local(403, 'form-expired', 'warn', 'The form token is missing, or of another login or session.'),
  'form-input': local(
    400,
    'bad-input',
    'info',
    'The form lacks a field or holds a value that its page does not offer.',
  ),
  'method-not-offered': local(400, 'bad-input', 'info', 'The method is unknown or not offered in this login.'),
  braked: local(
    429,
    'too-many-tries',
    'warn',
    'Too many failed proofs for this name, from this address, or with this password.',
  ),

  // Of the request decoder.
  'too-many-checks': local(
    429,
    'too-many-checks',
    'info',
    'More requests were checked from this address than 30 in a minute.',
  ),

  // Of the house.
  'operator-right': local(403, 'no-right', 'warn', 'The role of this operator does not allow it.'),
  'operator-look-ups': local(
    429,
    'too-many-look-ups',
    'warn',
    'This operator has looked up 60 accounts within an hour; the audit log has each of them.',
  ),
  'not-found': local(404, 'not-found', 'info', 'No such page.'),
  'unsolicited-service': local(404, 'not-found', 'info', 'No such service, or its idpInitiated is not true.'),
  'method-not-allowed': local(405, 'not-found', 'info', 'The page does not take this HTTP method.'),
  payload: local(413, 'bad-input', 'info', 'The request body is too large.'),
  'media-type': local(415, 'bad-input', 'info', 'The request body is of another type than our forms have.'),
  'bad-http': local(400, 'bad-input', 'info', 'The HTTP request is malformed.'),
  unavailable: local(503, 'unavailable', 'error', 'A dependency (database, ephemeral store) does not answer.'),
  busy: local(
    503,
    'busy',
    'error',
    'More requests at once than one process answers in time: this one was sent away before anything was done.',
  ),
  internal: local(500, 'our-fault', 'error', 'An unexpected fault; the log has it under the error id.'),
} as const satisfies Record<string, CatalogueEntry>

export type ErrorCode = keyof typeof ERRORS

/** Every word for the end of a login without an identity. */
export const END_WORDS: readonly string[] = Object.entries<CatalogueEntry>(ERRORS).map(([code, { end }]) => end ?? code)

/** How a login ended, for log and metric: the word that the contract has for it, else the code itself. */
export function endWord(code: ErrorCode): string {
  const { end }: CatalogueEntry = ERRORS[code]
  return end ?? code
}

interface Sender {
  readonly service: EntityId | null
  readonly claimed: string | null
}

/** The only error that leaves a module on purpose. `detail` is for the log: a rule or a value that is nobody's data. */
export class BrokerError extends Error {
  readonly code: ErrorCode
  readonly detail: string | null
  /** The service whose login it is, if that is known where it failed: its portal is named on the page. */
  readonly service: EntityId | null
  /** Whom a request that is not proven says it is from, as the log may tell it (`claimedIssuer`). */
  readonly claimed: string | null

  constructor(
    code: ErrorCode,
    detail: string | null = null,
    { service = null, claimed = null, ...options }: ErrorOptions & Partial<Sender> = {},
  ) {
    super(detail ? `${code}: ${detail}` : code, options)
    this.name = 'BrokerError'
    this.code = code
    this.detail = detail
    this.service = service
    this.claimed = claimed
  }

  get entry(): CatalogueEntry {
    return ERRORS[this.code]
  }

  /** The same error, with whom the request says it is from. */
  claimedBy(claimed: string | null): BrokerError {
    const { code, detail, service, cause } = this
    return new BrokerError(code, detail, { service, claimed, ...(cause === undefined ? {} : { cause }) })
  }
}
