import { BrokerError } from '../../domain/error-catalogue.js'
import type { EntityId } from '../../domain/ids.js'
import { seconds } from '../../domain/instant.js'
import type { Carried, LogoutPart, LogoutWay } from '../../domain/logout.js'
import { OutgoingError } from '../../domain/outgoing-error.js'
import type { LogoutMessages } from '../../domain/ports/logout-messages.js'
import type { CallOut } from '../../domain/ports/outgoing.js'
import { notServed, type Service } from '../../domain/service.js'
import { MESSAGE_LIMIT, type MessageParameter } from '../bindings/inbound-message.js'
import { byPost, byRedirect } from '../bindings/send.js'
import { readSoap, SOAP_HEADERS, writeSoap } from '../bindings/soap.js'
import { prepareSending, type MessageDeps, type SendingOf } from '../idp/sending.js'
import { signed, type Signable } from '../xml/signature-template.js'
import type { LogoutReceiver } from './receive-logout.js'
import { writeLogoutRequest, writeLogoutResponse } from './write-logout.js'

export interface LogoutMessagesDeps extends MessageDeps {
  readonly callOut: CallOut
  readonly receiver: LogoutReceiver
  /** Is told why a service gave no proven answer over the back channel. */
  readonly unanswered: (service: EntityId, why: string) => void
}

/** How long one service may take to answer over the back channel; the citizen waits for the slowest. */
const ANSWERS_WITHIN = seconds(5)

/** Makes the broker's side of logouts as SAML messages; the port tells what they promise and throw. */
export function createLogoutMessages(deps: LogoutMessagesDeps): LogoutMessages {
  const sending = prepareSending(deps)
  const issued = () => ({ issuer: sending.entityId, issueInstant: sending.clock.now() })
  return {
    wayTo: (service) => wayOf(vouchedFor(service, deps), WAYS),
    wayThroughBrowser: (service) => wayOf(vouchedFor(service, deps), OF_BROWSER),
    takesAnswers: (service) => service !== undefined && answerWay(service, 'redirect') !== null,
    async request(part) {
      const service = registered(part.service, sending)
      const way = part.way === 'post' ? 'post' : 'redirect'
      const endpoint = endpointOf(service, way)
      if (!endpoint) throw new BrokerError('saml-service-disabled', 'no longer in the metadata')
      const message = writeLogoutRequest(part, {
        ...issued(),
        ...sending.dialectOf(service),
        destination: endpoint.location,
      })
      return carried(service, way, { message, as: 'SAMLRequest', to: endpoint.location, relayState: null }, sending)
    },
    tell: (part) =>
      toldBySoap(part, deps, sending).catch((error: unknown) => {
        deps.unanswered(part.service, reasonOf(error))
        return 'asked'
      }),
    async answer({ service: id, requestId, relayState, binding }, result) {
      const service = sending.registry.find(id)
      const way = service && answerWay(service, binding)
      if (!service || !way) return null
      const facts = { id: sending.random.samlId(), inResponseTo: requestId, result }
      const message = writeLogoutResponse(facts, { ...issued(), destination: way.to })
      return carried(service, way.binding, { message, as: 'SAMLResponse', to: way.to, relayState }, sending)
    },
    async answerBySoap({ service: id, requestId }, result) {
      const facts = { id: sending.random.samlId(), inResponseTo: requestId, result }
      const message = writeLogoutResponse(facts, { ...issued(), destination: null })
      return writeSoap(await signedFor(registered(id, sending), message, sending))
    },
  }
}

/**
 * A service whose metadata somebody vouches for: those of others name no address. Switched off or not, it has a session of the
 * citizen's.
 */
const vouchedFor = (
  service: Service | undefined,
  { clock, metadataGrace }: Pick<LogoutMessagesDeps, 'clock' | 'metadataGrace'>,
): Service | undefined =>
  // check: metadata-that-have-ended-name-no-address-of-a-logout
  service && notServed({ ...service, active: true }, clock.now(), metadataGrace) === null ? service : undefined

const OF_BROWSER = ['redirect', 'post'] as const
const WAYS = ['soap', ...OF_BROWSER] as const

/** The first of these ways that the metadata of a service have. */
const wayOf = <Way extends LogoutWay>(service: Service | undefined, ways: readonly Way[]): Way | null =>
  ways.find((way) => service !== undefined && endpointOf(service, way) !== undefined) ?? null

const endpointOf = ({ metadata }: Service, way: LogoutWay) =>
  metadata.singleLogoutServices.find(({ binding }) => binding === way)

/** The address for answers, by the binding of the request where the metadata have it, else by the other one. */
function answerWay(
  service: Service,
  asked: 'redirect' | 'post',
): { readonly binding: 'redirect' | 'post'; readonly to: string } | null {
  for (const binding of [asked, asked === 'post' ? 'redirect' : 'post'] as const) {
    const endpoint = endpointOf(service, binding)
    if (endpoint) return { binding, to: endpoint.responseLocation ?? endpoint.location }
  }
  return null
}

function registered(id: EntityId, { registry }: Pick<MessageDeps, 'registry'>): Service {
  const service = registry.find(id)
  if (!service) throw new BrokerError('saml-service-disabled', 'no longer registered')
  return service
}

function carried(
  service: Service,
  way: 'redirect' | 'post',
  sent: {
    readonly message: Signable
    readonly as: MessageParameter
    readonly to: string
    readonly relayState: string | null
  },
  sending: SendingOf<MessageDeps>,
): Promise<Carried> {
  const choice = sending.signatureFor(service)
  return way === 'post' ? byPost(sent, choice) : byRedirect(sent, choice)
}

const signedFor = (service: Service, message: Signable, sending: SendingOf<MessageDeps>) => {
  const { signer, algorithm, digest } = sending.signatureFor(service)
  return signed(message, signer, algorithm, digest)
}

/** Tells a service by SOAP (saml-profiles §4.4.3.2) and reads its answer. Throws whatever keeps that from being proven. */
async function toldBySoap(
  part: LogoutPart,
  { callOut, receiver }: LogoutMessagesDeps,
  sending: SendingOf<MessageDeps>,
): Promise<'done' | 'failed'> {
  const service = registered(part.service, sending)
  const endpoint = endpointOf(service, 'soap')
  if (!endpoint) throw new BrokerError('saml-service-disabled', 'no longer in the metadata')
  const { qualifiesTransient } = sending.dialectOf(service)
  const issued = { issuer: sending.entityId, issueInstant: sending.clock.now(), destination: endpoint.location }
  const facts = { ...issued, ...(qualifiesTransient && { qualifiesTransient }) }
  const message = await signedFor(service, writeLogoutRequest(part, facts), sending)
  const answer = await callOut({
    url: endpoint.location,
    headers: SOAP_HEADERS,
    body: Buffer.from(writeSoap(message)),
    within: ANSWERS_WITHIN,
    maxBytes: MESSAGE_LIMIT,
    redirects: 0,
    wants: ({ status }) => status === 200,
  })
  if (answer.status !== 200) throw new BrokerError('saml-soap', `status ${answer.status}`)
  const said = receiver.answer(readSoap(answer.body), 'soap')
  // check: a-back-channel-answer-is-of-the-one-asked
  if (said.service !== part.service || said.inResponseTo !== part.requestId) throw new BrokerError('saml-logout-answer')
  return said.isDone ? 'done' : 'failed'
}

/** By a code, and without what anybody wrote. */
function reasonOf(error: unknown): string {
  if (error instanceof OutgoingError) return `no answer: ${error.rule}`
  return error instanceof BrokerError ? error.message : 'unknown fault'
}
