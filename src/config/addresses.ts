import { resolve } from 'node:path'
import { parseRedisAddress } from '../storage/redis/address.js'
import type { DatabaseAddress } from './config.js'
import { isLoopbackHost } from '../domain/loopback-host.js'

/** A parsed value, or what the text is called in a fault: without the password that an address may hold. */
export type Parsed<T> = { readonly value: T } | { readonly shown: string }

/** PUBLIC_URL as an origin. https, or http for names of this machine alone. */
export function parsePublicUrl(text: string): Parsed<string> {
  const shown = JSON.stringify(withoutUserinfo(text))
  if (!URL.canParse(text)) return { shown }
  const url = new URL(text)
  // check: plain-http-is-for-loopback-names
  const plain = url.protocol === 'http:' && isLoopbackHost(url.hostname)
  // check: the-public-url-is-an-origin
  const bare = url.pathname === '/' && !/[?#@\\]/.test(text) && url.username === '' && url.password === ''
  return (url.protocol === 'https:' || plain) && bare ? { value: url.origin } : { shown }
}

/** DATABASE_URL: `sqlite:<path>`, or an address of PostgreSQL. */
export function parseDatabaseUrl(text: string): Parsed<DatabaseAddress> {
  const path = /^sqlite:(.+)$/s.exec(text)?.[1]
  if (path !== undefined && !path.startsWith(':memory:') && !path.includes('\0')) {
    return { value: { kind: 'sqlite', path: resolve(path) } }
  }
  if (hasScheme(text, ['postgres:', 'postgresql:'])) return { value: { kind: 'postgres', url: text } }
  return { shown: path === undefined ? schemeAlone(text) : JSON.stringify(text) }
}

/** REDIS_URL, in one of the forms that `parseRedisAddress` takes. */
export const parseRedisUrl = (text: string): Parsed<string> =>
  parseRedisAddress(text) ? { value: text } : { shown: schemeAlone(text) }

/** An address with one of these schemes and a host. */
export function parseAddress(text: string, schemes: readonly string[]): Parsed<string> {
  return hasScheme(text, schemes) ? { value: text } : { shown: schemeAlone(text) }
}

const hasScheme = (text: string, schemes: readonly string[]): boolean =>
  URL.canParse(text) && schemes.includes(new URL(text).protocol) && new URL(text).hostname !== ''

function schemeAlone(text: string): string {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]
  // check: an-address-is-not-shown-with-its-password
  return scheme ? `a ${scheme}: address (not shown) that cannot be used` : 'no address (not shown)'
}

// check: a-public-url-is-not-shown-with-its-password
const withoutUserinfo = (text: string): string => text.replace(/\/\/[^/]*@/, '//…@')
