import type { Answer, SamlReply } from '../../domain/login.js'
import type { CanonicalXml } from '../xml/canonical-writer.js'

/** The form of the HTTP-POST binding (saml-bindings §3.5.4); RelayState as received, absent if it was absent. */
export function answerForm(response: CanonicalXml, { acsLocation, relayState }: SamlReply): Answer {
  const message = { SAMLResponse: Buffer.from(response).toString('base64') }
  return { action: acsLocation, fields: relayState === null ? message : { ...message, RelayState: relayState } }
}
