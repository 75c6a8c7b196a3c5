import { element, join, text, type CanonicalXml } from '../../../saml/xml/canonical-writer.js'
import { CARD_FIELDS, type Asked } from '../card-fields.js'
import { EID_NS } from './eid-namespaces.js'

/**
 * A pre-shared key and its id, both in hex. The id goes into the TC Token as SessionIdentifier (TR-03130-1 §3.3.18).
 */
export interface PreSharedKey {
  readonly id: string
  readonly key: string
}

/** What one online authentication asks for. */
export interface UseIdQuestion {
  readonly asked: Asked
  /** The age in years that the holder must have reached. */
  readonly age: number
  /** A text that the eID client shows to the citizen. */
  readonly transactionInfo: string | null
  /** The least level of assurance, as a URI; null: the server is not asked for one. */
  readonly assurance: string | null
  /** A key of ours; null: the server makes it. */
  readonly psk: PreSharedKey | null
}

const EID = { 'xmlns:eid': EID_NS } as const

const leaf = (name: string, value: string): CanonicalXml => element(`eid:${name}`, {}, text(value))

const nothing = join()

/** useIDRequest (TR-03130-1 §3.2.1.1). */
export const useIdRequest = ({ asked, age, transactionInfo, assurance, psk }: UseIdQuestion): CanonicalXml =>
  element(
    'eid:useIDRequest',
    EID,
    element('eid:UseOperations', {}, ...CARD_FIELDS.map((field) => leaf(field, asked[field] ?? 'PROHIBITED'))),
    element('eid:AgeVerificationRequest', {}, leaf('Age', String(age))),
    transactionInfo === null ? nothing : leaf('TransactionInfo', transactionInfo),
    assurance === null ? nothing : leaf('LevelOfAssuranceRequest', assurance),
    psk === null ? nothing : element('eid:PSK', {}, leaf('ID', psk.id), leaf('Key', psk.key)),
  )

/** getResultRequest (§3.2.2.1). The counter rises by one with every call for a session. */
export const getResultRequest = (session: string, counter: number): CanonicalXml =>
  element(
    'eid:getResultRequest',
    EID,
    element('eid:Session', {}, leaf('ID', session)),
    leaf('RequestCounter', String(counter)),
  )

/** getServerInfoRequest (§3.2.3.1). */
export const getServerInfoRequest = (): CanonicalXml => element('eid:getServerInfoRequest', EID)
