import type { KeyObject } from 'node:crypto'
import type { Duration } from '../../domain/instant.js'
import { seconds } from '../../domain/instant.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { ReplayCache } from '../../domain/ports/replay-cache.js'
import type { CanonicalXml } from '../../saml/xml/canonical-writer.js'
import { callSoap, type SoapEndpoint } from '../../soap/call.js'
import { FRESH_FOR } from '../../soap/freshness.js'
import type { MessageSigner } from '../../soap/message-signer.js'
import { readEnvelope, type SignedBody } from '../../soap/read-envelope.js'
import { SoapError } from '../../soap/soap-error.js'
import { writeEnvelope } from '../../soap/write-envelope.js'
import { EID_NS } from './messages/eid-namespaces.js'
import { readGetResultResponse, type GetResultAnswer } from './messages/get-result-response.js'
import { getResultRequest, getServerInfoRequest, useIdRequest, type UseIdQuestion } from './messages/requests.js'
import { readServerInfo, type ServerInfo } from './messages/server-info-response.js'
import { readUseIdResponse, type UseIdAnswer } from './messages/use-id-response.js'

/** The eID interface of one eID server. Each call throws SoapError or EidAnswerError if no answer can be read. */
export interface EidServer {
  useId(question: UseIdQuestion): Promise<UseIdAnswer>
  /** The counter begins with 1 and must rise by one with each call for this session. */
  getResult(session: string, counter: number): Promise<GetResultAnswer>
  getServerInfo(): Promise<ServerInfo>
}

export interface EidServerDeps {
  readonly endpoint: SoapEndpoint
  readonly signer: MessageSigner
  /** The keys of the certificates by which the server signs; two while it changes them. */
  readonly serverKeys: readonly KeyObject[]
  readonly replay: ReplayCache
  readonly clock: Clock
}

/** Seconds and not more, for a citizen is waiting. */
const ANSWERS_WITHIN = seconds(10)
/** A check every few seconds has to show a broken server within five. */
const INFO_WITHIN = seconds(2)

/** An eID server that is spoken to by signed SOAP messages (TR-03130-1 §3). */
export function createEidServer(deps: EidServerDeps): EidServer {
  const call = async (name: string, request: CanonicalXml, within: Duration): Promise<SignedBody> => {
    const message = writeEnvelope(request, deps.signer, deps.clock.now())
    const answer = await callSoap(deps.endpoint, `${EID_NS}${name}`, message, within)
    return readEnvelope(answer, deps.serverKeys, deps.clock.now())
  }
  return {
    async useId(question) {
      const { content, signature } = await call('useID', useIdRequest(question), ANSWERS_WITHIN)
      const answer = readUseIdResponse(content, question.psk)
      if (answer.kind === 'opened') await refuseReplay(deps.replay, signature)
      return answer
    },
    async getResult(session, counter) {
      const { content, signature } = await call('getResult', getResultRequest(session, counter), ANSWERS_WITHIN)
      const answer = readGetResultResponse(content)
      // check: a-card-answer-is-taken-once
      if (answer.kind === 'card') await refuseReplay(deps.replay, signature)
      return answer
    },
    async getServerInfo() {
      return readServerInfo((await call('getServerInfo', getServerInfoRequest(), INFO_WITHIN)).content)
    },
  }
}

/**
 * Refuses an answer that came before. An answer names neither its request nor its session, so that of another session
 * would fit. TLS keeps strange answers out; besides, a repeated one is refused for as long as it would count as fresh.
 * Answers that only say "not yet" may be the same twice.
 */
async function refuseReplay(replay: ReplayCache, signature: string): Promise<void> {
  const first = await replay.claim(`eid-answer ${signature}`, 'seen', FRESH_FOR * 2)
  if (first !== null) throw new SoapError('soap-signature', 'this answer came before')
}
