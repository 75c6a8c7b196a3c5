import { connect, createServer, type Socket } from 'node:net'

/** A cable to a server that a test can cut, or let fall silent. */
export interface TcpProxy {
  readonly port: number
  /** Ends every connection and refuses new ones. */
  cut(): Promise<void>
  /** Keeps every connection, and passes nothing on any more: a firewall that forgot them. */
  silence(): void
  /**
   * Cuts at the nth bytes from now on that a client sends. `unheard`: the server never gets them; `unanswered`: it does,
   * and its reply is lost. `what`: that connection alone, or as `cut` does.
   */
  cutAt(nth: number, when: CutMoment, what: 'connection' | 'cable'): Trap
  /** As at the beginning, for new connections; a cut whose reply is still out does not come any more. */
  mend(): Promise<void>
  /** How many connections there are. */
  connections(): number
  close(): Promise<void>
}

export type CutMoment = 'unheard' | 'unanswered'

/** A cut that is to come. */
export interface Trap {
  /** Whether it has come. */
  sprung(): boolean
  /** Takes it away, if it has not come. */
  lift(): void
}

/** A trap, and the cut that it came to until that is done or called off. */
interface CutToCome {
  left: number
  readonly when: CutMoment
  readonly spring: (here: Socket) => void
}

export async function tcpProxy(to: { readonly host: string; readonly port: number }): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  let [silent, listening] = [false, false]
  let cutting: Promise<void> = Promise.resolve()
  let trap: CutToCome | null = null
  let doom: CutToCome | null = null
  const server = createServer((here) => {
    const there = connect(to.port, to.host)
    let doomed: CutToCome | null = null
    const pass = (from: Socket, into: Socket, bytes: Buffer): void => {
      if (from === here && trap !== null && --trap.left === 0) doomed = doom = trap
      if (doomed && doomed === doom && (from === there || doomed.when === 'unheard')) doomed.spring(here)
      else if (!silent) into.write(bytes)
    }
    for (const [from, into] of [
      [here, there],
      [there, here],
    ] as const) {
      from.on('data', (bytes) => pass(from, into, bytes))
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
        server.off('error', reject)
        resolve()
      })
    })
  const cutNow = async (): Promise<void> => {
    const closed = listening ? new Promise((resolve) => server.close(resolve)) : null
    listening = false
    for (const socket of sockets) socket.destroy()
    await closed
  }
  const cut = (): Promise<void> => (cutting = cutNow())
  await listen(0)
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    port,
    cut,
    silence: () => void (silent = true),
    cutAt(nth, when, what) {
      const set = { left: nth, when, spring: (here: Socket) => void (what === 'cable' ? cut() : here.destroy()) }
      trap = set
      return { sprung: () => set.left <= 0, lift: () => void (trap = null) }
    },
    async mend() {
      await cutting
      silent = false
      doom = null
      if (!listening) await listen(port)
    },
    connections: () => sockets.size,
    close: cut,
  }
}
