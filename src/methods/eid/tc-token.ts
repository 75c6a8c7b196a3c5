import { element, text, type CanonicalXml } from '../../saml/xml/canonical-writer.js'

/** What an eID client needs to begin (TR-03124-1 §2.6). */
export interface TcToken {
  readonly serverAddress: string
  readonly sessionIdentifier: string
  readonly refreshAddress: string
  readonly communicationErrorAddress: string
  /** In hex. */
  readonly psk: string
}

export const TC_TOKEN_TYPE = 'text/xml; charset=utf-8'

/** The token as a fragment: no prolog, no namespace, elements in the order of the schema (TR-03124-1 §2.6). */
export const tcToken = (token: TcToken): string =>
  element(
    'TCTokenType',
    {},
    leaf('ServerAddress', token.serverAddress),
    leaf('SessionIdentifier', token.sessionIdentifier),
    leaf('RefreshAddress', token.refreshAddress),
    leaf('CommunicationErrorAddress', token.communicationErrorAddress),
    leaf('Binding', 'urn:liberty:paos:2006-08'),
    leaf('PathSecurity-Protocol', 'urn:ietf:rfc:4279'),
    element('PathSecurity-Parameters', {}, leaf('PSK', token.psk.toUpperCase())),
  )

/**
 * The token when none can be made: everything is empty but the CommunicationErrorAddress, to which the client leads
 * back (§2.7.1).
 */
export const errorToken = (communicationErrorAddress: string): string =>
  element(
    'TCTokenType',
    {},
    leaf('ServerAddress', ''),
    leaf('SessionIdentifier', ''),
    leaf('RefreshAddress', ''),
    leaf('CommunicationErrorAddress', communicationErrorAddress),
    leaf('Binding', ''),
  )

const leaf = (name: string, value: string): CanonicalXml => element(name, {}, text(value))
