import { connect } from 'node:net'

/** What came back of one request of a burst. */
export interface BurstAnswer {
  /** 0: the connection ended without an answer. */
  readonly status: number
  readonly location: string | null
  /** The first cookie that it sets. */
  readonly cookie: string | null
  readonly retryAfter: number | null
  /** True for the page that there is no room. */
  readonly isBusy: boolean
}

/** Gets all these paths at once, each on a connection of its own, with as little work for each as can be. */
export const burstOf = (port: number, paths: readonly string[]): Promise<readonly BurstAnswer[]> =>
  Promise.all(paths.map((path) => one(port, path)))

const one = (port: number, path: string): Promise<BurstAnswer> =>
  new Promise((resolve) => {
    const parts: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`)
    })
    socket.on('data', (part: Buffer) => parts.push(part))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(answerIn(Buffer.concat(parts).toString('utf8'))))
  })

function answerIn(text: string): BurstAnswer {
  const header = (name: string): string | null => new RegExp(`\\r\\n${name}: ([^\\r]*)`, 'i').exec(text)?.[1] ?? null
  const retryAfter = header('Retry-After')
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0),
    location: header('Location'),
    cookie: header('Set-Cookie'),
    retryAfter: retryAfter === null ? null : Number(retryAfter),
    isBusy: text.includes('sehr viele Menschen'),
  }
}
