import { randomInt } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { ERRORS } from '../../domain/error-catalogue.js'
import { seconds } from '../../domain/instant.js'
import type { Language } from '../../domain/language.js'
import type { Log } from '../../domain/ports/log.js'
import type { Meter, RequestKind } from '../../domain/ports/meter.js'
import { headersOf } from '../every-answer.js'

export interface ShedDeps {
  readonly log: Log
  readonly meter: Pick<Meter, 'shed' | 'refused'>
  readonly newErrorId: () => string
  readonly secure: boolean
  /** The page that says so; it costs nothing to send, as it is made once for all of a second. */
  readonly page: (page: ShedPage) => string
  /** The same for a service that speaks SOAP. */
  readonly fault: (whose: 'Server', words: string) => string
}

export interface ShedPage {
  readonly language: Language
  readonly errorId: string
  /** True if the page may lead to the same address again: a form that was sent is sent again by the browser alone. */
  readonly askAgain: boolean
}

/** Answers a request for which there is no room. */
export type Shed = (request: IncomingMessage, response: ServerResponse, asked: ShedRequest) => void

export interface ShedRequest {
  readonly kind: RequestKind
  readonly language: Language
  /** What whoever asks can read. */
  readonly reads: keyof typeof TYPES
}

const TYPES = {
  html: 'text/html; charset=utf-8',
  json: 'application/problem+json; charset=utf-8',
  soap: 'text/xml; charset=utf-8',
} as const

const CODE = 'busy'
const { http } = ERRORS[CODE]

/** In seconds, each another: those who are sent away at once should not come back at once. */
const comeBackAfter = (): string => String(randomInt(3, 9))

const PROBLEM = JSON.stringify({
  status: http,
  code: 'unavailable',
  title: 'Not reachable right now; try again in a moment.',
})

/** What is shed within one second: one line of the log, and one error id on the pages. */
interface Batch {
  readonly errorId: string
  readonly pages: Map<string, string>
  count: number
}

export function createShed({ log, meter, newErrorId, secure, page, fault }: ShedDeps): Shed {
  const headers = headersOf(secure)
  let batch: Batch | null = null
  const tell = ({ errorId, count }: Batch): void => {
    batch = null
    log[ERRORS[CODE].log]('request.shed', { errorId, code: CODE, count })
  }
  const current = (): Batch => {
    if (batch) return batch
    const begun: Batch = { errorId: newErrorId(), pages: new Map(), count: 0 }
    setTimeout(() => tell(begun), seconds(1)).unref()
    return (batch = begun)
  }
  const pageOf = ({ errorId, pages }: Batch, language: Language, askAgain: boolean): string => {
    const kind = `${language} ${String(askAgain)}`
    const made = pages.get(kind) ?? page({ language, errorId, askAgain })
    pages.set(kind, made)
    return made
  }
  return (request, response, { kind, language, reads }) => {
    const now = current()
    now.count += 1
    meter.shed(kind)
    meter.refused(CODE)
    const body =
      reads === 'json'
        ? PROBLEM
        : reads === 'soap'
          ? fault('Server', `${CODE} ${now.errorId}`)
          : pageOf(now, language, request.method === 'GET')
    response.writeHead(http, {
      ...headers,
      'Content-Type': TYPES[reads],
      'Content-Length': Buffer.byteLength(body),
      'Retry-After': comeBackAfter(),
    })
    response.end(request.method === 'HEAD' ? undefined : body)
  }
}
