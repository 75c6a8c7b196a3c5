import { createServer, request as httpRequest, type Server } from 'node:http'
import { freePort } from './free-port.js'

/** What stands before several instances: each request goes to another one than the request before it. */
export interface RoundRobin {
  readonly url: string
  readonly port: number
  /** How many requests each target was given, in the order of the targets. */
  readonly served: readonly number[]
  /** The place of the target that answered last. */
  last(): number
  /** Leaves the instance at this place out from now on, or takes it in again. */
  skip(place: number, out: boolean): void
  close(): Promise<void>
}

/**
 * `targets`: ports of the loopback; filled by whoever starts the instances after the proxy has its address.
 * `isAside`: paths that any instance may answer, without it being the next one's turn; they are not counted.
 */
export async function startRoundRobin(
  targets: readonly number[],
  isAside: (path: string) => boolean = () => false,
): Promise<RoundRobin> {
  const port = await freePort()
  const served: number[] = []
  const out = new Set<number>()
  let next = 0
  let last = 0
  const choose = (aside: boolean): number => {
    for (let step = 0; step < targets.length; step++) {
      const place = (next + step) % targets.length
      if (out.has(place)) continue
      if (!aside) next = place + 1
      return place
    }
    throw new Error('no instance is left')
  }
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = []
    const aside = isAside(request.url ?? '')
    request.on('data', (part: Buffer) => parts.push(part))
    request.once('end', () => {
      const forward = (tries: number): void => {
        const place = choose(aside)
        if (!aside) served[place] = (served[place] ?? 0) + 1
        const onward = httpRequest(
          {
            host: '127.0.0.1',
            port: targets[place],
            path: request.url,
            method: request.method,
            headers: request.headers,
          },
          (answer) => {
            if (!aside) last = place
            response.writeHead(answer.statusCode ?? 502, answer.headers)
            answer.pipe(response)
          },
        )
        onward.once('error', (error: NodeJS.ErrnoException) => {
          if (response.closed) return
          // Nobody has read the request: another instance gets it, as real proxies do it.
          const unread = error.code === 'ECONNREFUSED' || onward.reusedSocket
          if (unread && tries > 1 && !response.headersSent) forward(tries - 1)
          else if (response.headersSent) response.destroy()
          else response.writeHead(502).end('no instance answered')
        })
        // Who goes away waits for nothing, at the instance neither.
        response.once('close', () => {
          if (!response.writableFinished) onward.destroy()
        })
        onward.end(Buffer.concat(parts))
      }
      forward(targets.length)
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://localhost:${port}`,
    port,
    served,
    last: () => last,
    skip: (place, isOut) => void (isOut ? out.add(place) : out.delete(place)),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
