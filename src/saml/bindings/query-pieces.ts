import { BrokerError } from '../../domain/errors.js'
import { isParameter, refuseStructured, type Parameter } from './parameters.js'

/** The binding's parameters of a query as sent: value still encoded. Signatures are over these very characters. */
export type QueryPieces = ReadonlyMap<Parameter, string>

/**
 * Takes the binding's parameters out of a raw query (without `?`). Throws `saml-parameters` for one that is
 * repeated, structured, or whose name is disguised by encoding.
 */
export function queryPieces(rawQuery: string): QueryPieces {
  const pieces = new Map<Parameter, string>()
  for (const piece of rawQuery.split('&')) {
    const [, rawName = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(piece) ?? []
    const name = decodedName(rawName)
    refuseStructured(name)
    if (!isParameter(name)) continue
    // check: disguised-parameters-are-refused
    // check: repeated-parameters-are-refused
    if (name !== rawName || pieces.has(name)) throw new BrokerError('saml-parameters', `${name} repeated or disguised`)
    pieces.set(name, value)
  }
  return pieces
}

/**
 * Refuses the binding's parameters in the query of a POST, whose message is the form alone. Throws `saml-parameters`.
 */
export function refuseInQuery(rawQuery: string): void {
  const [name] = queryPieces(rawQuery).keys()
  if (name !== undefined) throw new BrokerError('saml-parameters', `${name} in the query of a POST`)
}

/** A name that does not decode is none of ours. */
function decodedName(raw: string): string {
  try {
    return decodeURIComponent(raw)
  } catch {
    return raw
  }
}

/** Decodes form encoding: `+` is a blank. Throws `saml-parameters` if it is not UTF-8 in percent encoding. */
export const decodeFormValue = (raw: string): string => percentDecoded(raw.replaceAll('+', '%20'))

/** Decodes the encoding of a base64 value: a bare `+` can only mean itself, for base64 has no blanks. */
export const decodeBase64Value = (raw: string): string => percentDecoded(raw)

function percentDecoded(raw: string): string {
  try {
    return decodeURIComponent(raw)
  } catch (cause) {
    // check: percent-encoding-is-strict
    throw new BrokerError('saml-parameters', 'percent encoding', { cause })
  }
}
