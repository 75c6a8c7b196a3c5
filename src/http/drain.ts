import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { Server as NetServer, type Socket } from 'node:net'

export interface DrainOptions {
  /** How long answers under way may take, in ms. */
  readonly within?: number
  /** How long a connection that carries no request stays open, in ms. */
  readonly idleFor?: number
}

/**
 * How a server ends without losing a request: no new connections; what is under way is answered, and says that its
 * connection ends (RFC 9112 §9.6). One that is open between two requests stays for a moment: a proxy may be sending the
 * next, which closing it now would lose. Call it before the server listens.
 */
export function createDrain(server: Server, { within = 8_000, idleFor = 500 }: DrainOptions = {}): () => Promise<void> {
  const sockets = new Map<Socket, Set<ServerResponse>>()
  let draining = false
  server.on('connection', (socket: Socket) => {
    sockets.set(socket, new Set())
    socket.once('close', () => sockets.delete(socket))
  })
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    if (draining) sayLast(response)
    sockets.get(socket)?.add(response)
    response.once('close', () => sockets.get(socket)?.delete(response))
  })
  const closeIdle = (): void => {
    for (const [socket, responses] of sockets) if (responses.size === 0) socket.destroy()
  }
  return () =>
    new Promise((resolve) => {
      draining = true
      for (const responses of sockets.values()) for (const response of responses) sayLast(response)
      const idle = setTimeout(closeIdle, idleFor)
      const late = setTimeout(() => server.closeAllConnections(), within)
      // Not the method of an HTTP server: that one closes every connection without a request at once.
      NetServer.prototype.close.call(server, () => {
        clearTimeout(idle)
        clearTimeout(late)
        resolve()
      })
    })
}

function sayLast(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close')
}
