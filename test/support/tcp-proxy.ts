import { connect, createServer, type Socket } from 'node:net'

/** A cable to a server that a test can cut, or let fall silent. */
export interface TcpProxy {
  readonly port: number
  /** Ends every connection and refuses new ones. */
  cut(): Promise<void>
  /** Keeps every connection, and passes nothing on any more: a firewall that forgot them. */
  silence(): void
  /** As at the beginning, for new connections. */
  mend(): Promise<void>
  /** How many connections there are. */
  connections(): number
  close(): Promise<void>
}

export async function tcpProxy(to: { readonly host: string; readonly port: number }): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  let [silent, listening] = [false, false]
  const server = createServer((here) => {
    const there = connect(to.port, to.host)
    for (const [from, into] of [
      [here, there],
      [there, here],
    ] as const) {
      from.on('data', (bytes) => silent || into.write(bytes))
      from.on('error', () => undefined)
      from.on('close', () => into.destroy())
    }
    sockets.add(here)
    here.on('close', () => sockets.delete(here))
  })
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        listening = true
        resolve()
      })
    })
  const cut = async (): Promise<void> => {
    const closed = listening ? new Promise((resolve) => server.close(resolve)) : null
    listening = false
    for (const socket of sockets) socket.destroy()
    await closed
  }
  await listen(0)
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    port,
    cut,
    silence: () => void (silent = true),
    async mend() {
      silent = false
      if (!listening) await listen(port)
    },
    connections: () => sockets.size,
    close: cut,
  }
}
