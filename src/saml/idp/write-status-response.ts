import { BrokerError, ERRORS, type CatalogueEntry, type ErrorCode } from '../../domain/errors.js'
import type { PostAnswer, SamlLogin } from '../../domain/login.js'
import { signed } from '../xml/signature-template.js'
import { answerForm, writeResponse } from './response-envelope.js'
import { serviceToAnswer, type Sending } from './sending.js'

/**
 * The status answer for a returnable error. Always signed: some services check that before they read the status.
 * Throws `internal` for a code that is not meant for services.
 */
export async function writeStatusResponse(login: SamlLogin, code: ErrorCode, sending: Sending): Promise<PostAnswer> {
  const service = serviceToAnswer(login, sending.registry)
  const { saml }: CatalogueEntry = ERRORS[code]
  if (!saml) throw new BrokerError('internal', `${code} is not told to services`)
  const response = writeResponse({
    id: sending.random.samlId(),
    issueInstant: sending.clock.now(),
    issuer: sending.entityId,
    destination: login.reply.acsLocation,
    inResponseTo: login.reply.requestId,
    status: saml,
    assertion: null,
  })
  const { signer, algorithm, digest } = sending.signatureFor(service)
  return answerForm(await signed(response, signer, algorithm, digest), login.reply)
}
