import { BrokerError } from '../domain/error-catalogue.js'

/** Fields of a form or query, each name with its values in order. */
export type Fields = ReadonlyMap<string, readonly string[]>

/**
 * The query exactly as sent, without its `?`: the signature of the redirect binding covers these characters (saml-bindings
 * §3.4.4.1).
 */
export function rawQueryOf({ originalUrl }: { readonly originalUrl: string }): string {
  const at = originalUrl.indexOf('?')
  return at < 0 ? '' : originalUrl.slice(at + 1)
}

/** More fields than any form of ours has. */
const MOST_FIELDS = 64

/**
 * Reads `application/x-www-form-urlencoded` text; anything but a text gives no fields. Throws `form-input` for too many
 * fields.
 */
export function readFields(body: unknown): Fields {
  const fields = new Map<string, string[]>()
  if (typeof body !== 'string') return fields
  let count = 0
  for (const [name, value] of new URLSearchParams(body)) {
    // check: fields-are-limited
    if (++count > MOST_FIELDS) throw new BrokerError('form-input', 'too many fields')
    fields.set(name, [...(fields.get(name) ?? []), value])
  }
  return fields
}

/** The one value of a field, or null if it is absent. Throws `form-input` if it is repeated. */
export function single(fields: Fields, name: string): string | null {
  const values = fields.get(name) ?? []
  // check: a-field-that-counts-once-comes-once
  if (values.length > 1) throw new BrokerError('form-input', `${name} is repeated`)
  return values[0] ?? null
}

/** All fields, each with its one value. Throws `form-input` if any is repeated. */
export const singles = (fields: Fields): Record<string, string> =>
  Object.fromEntries([...fields.keys()].map((name) => [name, single(fields, name) ?? '']))
