import { createHash } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'

/** What stands at an address: a file, or something that answers by itself. */
type Served = string | Buffer | ((response: ServerResponse) => void)

/** A server of metadata over real HTTP, with ETags; each path serves what the test puts there. */
export async function metadataServer() {
  const files = new Map<string, Served>()
  const asked: string[] = []
  const server = createServer((request, response) => {
    const served = files.get(request.url ?? '')
    if (typeof served === 'function') {
      asked.push('asked')
      return served(response)
    }
    if (served === undefined) return void response.writeHead(404).end()
    const etag = `"${createHash('sha256').update(served).digest('hex').slice(0, 16)}"`
    const isKnown = request.headers['if-none-match'] === etag
    asked.push(isKnown ? 'unchanged' : 'sent')
    response.writeHead(isKnown ? 304 : 200, { etag })
    response.end(isKnown ? undefined : served)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const origin = `http://metadata.localhost:${address.port}`
  return {
    origin,
    /** Each answer so far: `sent`, `unchanged`, or `asked` of what answers by itself. */
    asked,
    /** Puts something at a path, and returns its address. */
    serves(path: string, served: Served): string {
      files.set(path, served)
      return `${origin}${path}`
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

export const redirectTo =
  (location: string) =>
  (response: ServerResponse): void =>
    void response.writeHead(302, { location }).end()

/** A body that has no end. */
export const endless = (response: ServerResponse): void => {
  const more = (): void => {
    while (response.writable && response.write(Buffer.alloc(1_048_576, 32)));
    response.once('drain', more)
  }
  more()
}

/** 64 MiB of blanks, packed into 64 KiB. */
export const bomb = (response: ServerResponse): void =>
  void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(64 * 1_048_576, 32)))
