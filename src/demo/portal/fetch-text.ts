import { lookup } from 'node:dns'
import { get as httpGet } from 'node:http'
import { get as httpsGet } from 'node:https'
import type { LookupFunction } from 'node:net'
import { text } from 'node:stream/consumers'

/** `*.localhost` is this machine in every browser, but not for every resolver (RFC 6761 §6.3). */
const loopbackLookup: LookupFunction = (hostname, options, done) => {
  if (!hostname.endsWith('.localhost')) return lookup(hostname, options, done)
  if (options.all === true) return done(null, [{ address: '127.0.0.1', family: 4 }])
  done(null, '127.0.0.1', 4)
}

/** The body of an http(s) URL. Throws one line that names the URL when there is no answer with status 200. */
export const fetchText = (url: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const get = url.startsWith('https:') ? httpsGet : httpGet
    const request = get(url, { lookup: loopbackLookup, timeout: 10_000, agent: false }, (response) => {
      if (response.statusCode === 200) return void text(response).then(resolve, reject)
      response.resume()
      reject(new Error(`${url} answered ${response.statusCode}`))
    })
    request.on('timeout', () => request.destroy(new Error(`${url} did not answer within 10 s`)))
    request.on('error', (error) => reject(new Error(`cannot fetch ${url}: ${error.message}`)))
  })
