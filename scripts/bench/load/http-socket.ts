import { createConnection, type Socket } from 'node:net'

/** One answer of a server; header names in lower case, `set-cookie` with every value. */
export interface HttpAnswer {
  readonly status: number
  readonly headers: ReadonlyMap<string, readonly string[]>
  readonly body: string
}

/** One connection that is kept, one request after the other. */
export interface HttpSocket {
  /** `head`: request line and headers, without the empty line. */
  send(head: string, body?: string): Promise<HttpAnswer>
  close(): void
}

interface Waiting {
  readonly resolve: (answer: HttpAnswer) => void
  readonly reject: (error: Error) => void
}

/**
 * As little of HTTP/1.1 as the measured servers need, so that the measuring takes little of the machine. Throws when
 * the server closes the connection or sends what this does not know.
 */
export function createHttpSocket(port: number): HttpSocket {
  let socket: Socket | null = null
  let received: Buffer = Buffer.alloc(0)
  let waiting: Waiting | null = null

  const settle = (result: HttpAnswer | Error): void => {
    const asked = waiting
    waiting = null
    if (result instanceof Error) asked?.reject(result)
    else asked?.resolve(result)
  }
  const read = (chunk: Buffer): void => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    const parsed = parseAnswer(received)
    if (parsed === null) return
    received = received.subarray(parsed.length)
    settle(parsed.answer)
  }
  const opened = (): Socket => {
    if (socket !== null && !socket.destroyed) return socket
    received = Buffer.alloc(0)
    const made = createConnection({ port, host: '127.0.0.1', noDelay: true })
    made.on('data', read)
    made.on('error', settle)
    made.on('close', () => settle(new Error('the server closed the connection')))
    return (socket = made)
  }
  return {
    send: (head, body = '') =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        opened().write(`${head}\r\n\r\n${body}`)
      }),
    close: () => void socket?.destroy(),
  }
}

interface Parsed {
  readonly answer: HttpAnswer
  /** How many bytes it took. */
  readonly length: number
}

/** The first answer in `bytes`, or null while it is not complete. */
export function parseAnswer(bytes: Buffer): Parsed | null {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return null
  const [first = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n')
  const headers = new Map<string, readonly string[]>()
  for (const line of lines) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).toLowerCase()
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()])
  }
  const content = contentOf(bytes, end + 4, headers)
  if (content === null) return null
  const status = Number(first.split(' ')[1])
  return { answer: { status, headers, body: content.text }, length: content.end }
}

interface Content {
  readonly text: string
  readonly end: number
}

function contentOf(bytes: Buffer, start: number, headers: HttpAnswer['headers']): Content | null {
  if (headers.get('transfer-encoding')?.[0]?.toLowerCase() === 'chunked') return chunksOf(bytes, start)
  const length = Number(headers.get('content-length')?.[0] ?? 0)
  const end = start + length
  return bytes.length < end ? null : { text: bytes.toString('utf8', start, end), end }
}

/** RFC 9112 §7.1, without trailers. */
function chunksOf(bytes: Buffer, start: number): Content | null {
  const chunks: Buffer[] = []
  for (let at = start; ;) {
    const line = bytes.indexOf('\r\n', at)
    if (line < 0) return null
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16)
    const end = line + 2 + size + 2
    if (bytes.length < end) return null
    if (size === 0) return { text: Buffer.concat(chunks).toString('utf8'), end }
    chunks.push(bytes.subarray(line + 2, line + 2 + size))
    at = end
  }
}
