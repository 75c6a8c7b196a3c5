import { createServer } from 'node:net'

/** What wants to listen where; `variable` is what moves it elsewhere. */
export interface WantedPort {
  readonly who: string
  readonly host: string
  readonly port: number
  readonly variable: string
}

const isTaken = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EADDRINUSE'))
    server.listen({ port, host, ipv6Only: true }, () => void server.close(() => resolve(false)))
  })

/** Throws one line that names the first port that something else listens on, and what to do. */
export const demandFreePorts = async (wanted: readonly WantedPort[]): Promise<void> => {
  for (const { who, host, port, variable } of wanted) {
    if (!(await isTaken(port, host))) continue
    const advice = `stop what listens there, or choose another, for example ${variable}=${port + 1000} npm run demo`
    throw new Error(`port ${port}, wanted for ${who}, is taken: ${advice}`)
  }
}
