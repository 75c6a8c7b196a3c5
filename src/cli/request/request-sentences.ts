import { ERRORS } from '../../domain/error-catalogue.js'
import type { Sender } from '../../domain/refused-request.js'
import type { Broken, CheckedRule, RequestRule } from '../../domain/request-rules.js'
import type { FoundRequest } from '../../operators/requests/look-up-request.js'
import { oneLine } from '../../operators/told/audit-sentences.js'
import { timeOf } from '../days.js'

/** What to do about a request that breaks a rule. */
const CURES: Readonly<Record<RequestRule, string>> = {
  binding: 'have the portal send SAMLRequest as the SAML bindings say: deflated with Redirect, each parameter once',
  xml: 'have the portal write well-formed XML without DOCTYPE, comments and CDATA',
  schema: 'have the element or attribute that is named corrected at the portal',
  ids: 'have the portal give each element an ID of its own',
  head: 'have version, ID and Issuer checked at the portal; only an AuthnRequest belongs here',
  registered: 'import the metadata of the portal (sp import), or have its Issuer corrected',
  signature: 'import newer metadata of the portal: its key may be new; or have it sign as its settings demand',
  active: 'enable the service (sp enable), if it was not disabled on purpose',
  destination:
    'have the address of the broker corrected at the portal: /saml/sso of PUBLIC_URL, character by character',
  acs: 'import newer metadata of the portal, or have it name an AssertionConsumerService that is in them',
  time: 'have the clock of the portal set by NTP, and compare the clock of this machine',
  subject: 'have the portal leave Subject out, or name nothing but one NameID in it',
  'name-id': 'have the portal ask for persistent or transient, or set nameIdFormat (sp set)',
  extension:
    'have the akdb:AuthenticationRequest corrected at the portal (docs/anbindung/bundid.md), or set its dialect',
  attributes: 'have the portal name an AttributeConsumingServiceIndex of its metadata',
  'authn-context': 'have the portal name a class that is known (docs/anbindung/anfragen.md)',
  scoping: "have the portal leave Scoping out, or add the broker's entityID to it",
  requester: 'have the portal name one RequesterID that is among its requesters, or add it (sp set)',
  encryption: 'import metadata with an encryption key, or change encrypt (sp set)',
  unused: 'mostly nothing: a bookmark or the back button; otherwise the portal uses an ID twice',
}

const SENDERS: Readonly<Record<Sender, string>> = {
  signed: 'proven by its signature',
  registered: 'registered, and not signed: whoever knows the entityID can send it',
  claimed: 'claimed alone: anybody can send this',
}

const checkDocument = (check: CheckedRule) =>
  check.went === 'failed' ? { ...check, cure: CURES[check.rule] } : { rule: check.rule, went: check.went }

/** CONTRACT: request show --json. */
export const requestDocument = ({ request, tenant }: FoundRequest) => ({
  errorId: request.errorId,
  requestId: request.requestId,
  answerId: request.answerId,
  at: timeOf(request.at),
  code: request.code,
  rule: request.rule,
  detail: request.detail,
  message: ERRORS[request.code].operator,
  cure: CURES[request.rule],
  sender: request.sender,
  claimed: request.sender === 'claimed',
  service: request.service,
  issuer: request.service ?? request.claimed,
  tenant,
  binding: request.binding,
  relayStateBytes: request.relayStateBytes,
  checks: request.checks.map(checkDocument),
  xml: request.xml,
})

const checkLine = (check: CheckedRule): string =>
  `  ${check.went.padEnd(6)}  ${check.rule}${check.went === 'failed' ? broken(check) : ''}`

const broken = ({ code, detail }: Broken): string => ` (${code}${detail === null ? '' : `: ${detail}`})`

/** The same line by line. What came in is a stranger's: a terminal obeys none of it. */
export function requestLines({ request, tenant }: FoundRequest): readonly string[] {
  const { code, detail, relayStateBytes, xml } = request
  const lines = [
    `${request.errorId}  ${timeOf(request.at) ?? ''}`,
    ...(request.answerId === null ? [] : [`answered with a status: ${request.answerId}`]),
    `refused by: ${request.rule} (${code}): ${ERRORS[code].operator}${detail === null ? '' : ` [${detail}]`}`,
    `what to do: ${CURES[request.rule]}`,
    `issuer: ${request.service ?? request.claimed ?? 'none'} (${SENDERS[request.sender]})`,
    ...(tenant === null ? [] : [`tenant: ${tenant}`]),
    `binding: ${request.binding}, RelayState: ${relayStateBytes === null ? 'none' : `${relayStateBytes} bytes`}`,
    'checks:',
    ...request.checks.map(checkLine),
    ...(xml === null ? ['request: could not be decoded'] : ['request:']),
  ]
  return [...lines, ...(xml === null ? [] : xml.replace(/>\s*</g, '>\n<').split('\n'))].map(oneLine)
}
