import type { XmlElement } from '../../../saml/xml/node.js'
import type { PreSharedKey } from './requests.js'
import { answerNamed, EidAnswerError, eidChild, eidText, refusalIn } from './result.js'

/** The result of useID. */
export type UseIdAnswer =
  | {
      readonly kind: 'opened'
      /** The session's id, for getResult. */
      readonly session: string
      readonly psk: PreSharedKey
      /** The address to which the eID client connects; null: the server tells none, and that of the config counts. */
      readonly serverAddress: string | null
    }
  | { readonly kind: 'refused'; readonly minor: string }

/** At least 32 hex characters (TR-03130-1 §3.3.1), and no more than anybody needs. */
const SESSION = /^[0-9A-Fa-f]{32,256}$/
/** A psk_identity, and a key that cannot be guessed; the TC Token's PSK is hexBinary (TR-03124-1 §2.6). */
const PSK_ID = /^[\x21-\x7e]{8,256}$/
const PSK_KEY = /^([0-9A-Fa-f]{2}){16,128}$/

/**
 * Reads useIDResponse (TR-03130-1 §3.2.1.2). `ours`: the key that the request proposed; an answer with another one is
 * refused. Throws EidAnswerError for what the guideline does not allow.
 */
export function readUseIdResponse(content: XmlElement, ours: PreSharedKey | null): UseIdAnswer {
  const answer = answerNamed(content, 'useIDResponse')
  const minor = refusalIn(answer)
  if (minor !== null) return { kind: 'refused', minor }
  const session = idIn(eidChild(answer, 'Session'), 'ID', SESSION, 'Session')
  const keyed = eidChild(answer, 'PSK')
  const psk = { id: idIn(keyed, 'ID', PSK_ID, 'PSK'), key: idIn(keyed, 'Key', PSK_KEY, 'PSK') }
  // check: the-proposed-key-comes-back
  if (ours !== null && (psk.id !== ours.id || psk.key.toUpperCase() !== ours.key.toUpperCase())) {
    throw new EidAnswerError('the PSK is not the one of the request')
  }
  return { kind: 'opened', session, psk, serverAddress: eidText(answer, 'eCardServerAddress') }
}

function idIn(parent: XmlElement | null, name: string, form: RegExp, what: string): string {
  const value = parent && eidText(parent, name)
  // check: session-and-key-cannot-be-guessed
  if (value === null || !form.test(value)) throw new EidAnswerError(`${what}/${name} is missing or malformed`)
  return value
}
