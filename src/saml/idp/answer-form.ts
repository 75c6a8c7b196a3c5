import type { PostAnswer, SamlReply } from '../../domain/login.js'
import type { CanonicalXml } from '../xml/canonical-writer.js'

/** The form of the HTTP-POST binding (saml-bindings §3.5.4); RelayState as received, absent if it was absent. */
export function answerForm(response: CanonicalXml, { acsLocation, relayState }: SamlReply): PostAnswer {
  const message = { SAMLResponse: Buffer.from(response).toString('base64') }
  const fields = relayState === null ? message : { ...message, RelayState: relayState }
  return { kind: 'post', action: acsLocation, fields, notice: null }
}
