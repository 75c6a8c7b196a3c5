import { lookup } from 'node:dns'
import { get as httpGet, type IncomingMessage } from 'node:http'
import { get as httpsGet } from 'node:https'
import type { LookupFunction } from 'node:net'
import { text } from 'node:stream/consumers'

/** A TC Token as the eID client reads it (TR-03124-1 §2.6). */
export interface TcToken {
  readonly serverAddress: string
  readonly sessionIdentifier: string
  readonly refreshAddress: string
  readonly communicationErrorAddress: string | null
  readonly psk: string
}

/** `*.localhost` is this machine in every browser, but not for every resolver (RFC 6761 §6.3). */
const loopbackLookup: LookupFunction = (hostname, options, done) => {
  if (!hostname.endsWith('.localhost')) return lookup(hostname, options, done)
  if (options.all === true) return done(null, [{ address: '127.0.0.1', family: 4 }])
  done(null, '127.0.0.1', 4)
}

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** https, and http of this machine alone: a real eID client takes https only. */
const mayBeFetched = (url: URL): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname))

/** Fetches the token of an address. Null where there is none: the client then says "Not Found" (§2.7.1). */
export async function fetchTcToken(address: string): Promise<TcToken | null> {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (!mayBeFetched(url)) return null
  const response = await getOnce(url).catch(() => null)
  if (response === null) return null
  const body = await text(response).catch(() => '')
  const isToken = response.statusCode === 200 && response.headers['content-type'] === 'text/xml; charset=utf-8'
  return isToken ? readToken(body) : null
}

const getOnce = (url: URL): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const get = url.protocol === 'https:' ? httpsGet : httpGet
    const request = get(url, { lookup: loopbackLookup, timeout: 20_000, agent: false }, resolve)
    request.on('timeout', () => request.destroy(new Error('no answer within 20 s')))
    request.on('error', reject)
  })

const ORDER = [
  'ServerAddress',
  'SessionIdentifier',
  'RefreshAddress',
  'CommunicationErrorAddress',
  'Binding',
  'PathSecurity-Protocol',
  'PathSecurity-Parameters',
]

/** Stricter than a real client, so that a token out of form shows in the demo. */
function readToken(xml: string): TcToken | null {
  if (!/^<TCTokenType>.*<\/TCTokenType>$/s.test(xml)) return null
  const names = [...xml.matchAll(/<([A-Z][\w-]*)>/g)]
    .map(([, name = '']) => name)
    .filter((name) => ORDER.includes(name))
  if (names.some((name, at) => at > 0 && ORDER.indexOf(name) <= ORDER.indexOf(names[at - 1] ?? ''))) return null
  const value = (name: string): string =>
    new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const isEmpty = value('ServerAddress') === ''
  if (!isEmpty && (value('Binding') !== 'urn:liberty:paos:2006-08' || !/^([0-9A-F]{2})+$/.test(value('PSK'))))
    return null
  return {
    serverAddress: value('ServerAddress'),
    sessionIdentifier: value('SessionIdentifier'),
    refreshAddress: value('RefreshAddress'),
    communicationErrorAddress: value('CommunicationErrorAddress') || null,
    psk: value('PSK'),
  }
}
