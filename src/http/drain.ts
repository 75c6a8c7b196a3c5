import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { Server as NetServer, type Socket } from 'node:net'

export interface DrainOptions {
  /** How long answers under way may take, in ms; then their connections are closed. */
  readonly within?: number
  /** How long a connection without a request stays open, in ms. */
  readonly idleFor?: number
}

/**
 * Lets a server end without losing a request. It takes no new connections; requests under way are answered, and the
 * answers say that the connection ends (RFC 9112 §9.6). A connection between two requests stays open for a moment,
 * because a proxy may be sending the next request on it. Call this before the server listens; the function that it
 * returns starts the end.
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
      // The close of a plain TCP server, because that of an HTTP server closes every connection without a request at
      // once.
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
