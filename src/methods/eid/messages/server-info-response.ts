import type { XmlElement } from '../../../saml/xml/node.js'
import { CARD_FIELDS, type CardField } from '../card-fields.js'
import { answerNamed, EidAnswerError, eidChild, eidText } from './result.js'

/** What an eID server says of itself (TR-03130-1 §3.2.3.2). */
export interface ServerInfo {
  /** The version of the interface, such as `2.4`. */
  readonly version: string
  /** The fields that the authorisation certificate lets us ask for. */
  readonly rights: ReadonlySet<CardField>
}

/** Reads getServerInfoResponse. Throws EidAnswerError. */
export function readServerInfo(content: XmlElement): ServerInfo {
  const answer = answerNamed(content, 'getServerInfoResponse')
  const version = eidChild(answer, 'ServerVersion')
  const rights = eidChild(answer, 'DocumentVerificationRights')
  if (!version || !rights) throw new EidAnswerError('ServerVersion or DocumentVerificationRights is missing')
  const numbers = [eidText(version, 'Major'), eidText(version, 'Minor')]
  if (!numbers.every((each) => each !== null && /^\d{1,4}$/.test(each))) {
    throw new EidAnswerError('ServerVersion has no numbers')
  }
  return {
    version: numbers.join('.'),
    rights: new Set(CARD_FIELDS.filter((field) => eidText(rights, field) === 'ALLOWED')),
  }
}
