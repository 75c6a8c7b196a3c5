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

/** A value for `variable` to advise: all ports that it moves end up where the demo wants none. */
const otherPort = (variable: string, wanted: readonly WantedPort[]): number => {
  const moved = wanted.filter((each) => each.variable === variable).map(({ port }) => port)
  const fits = (step: number): boolean =>
    moved.every(
      (port) => port + step > 1023 && port + step <= 65_535 && !wanted.some((each) => each.port === port + step),
    )
  const step = [1000, 2000, 3000, -1000, -2000, -3000].find(fits) ?? 0
  return Math.min(...moved) + step
}

/** Throws one line that names the first port that something else listens on, and what to do. */
export const demandFreePorts = async (wanted: readonly WantedPort[]): Promise<void> => {
  for (const { who, host, port, variable } of wanted) {
    if (!(await isTaken(port, host))) continue
    const other = otherPort(variable, wanted)
    const advice = `stop what listens there, or choose another, for example ${variable}=${other} npm run demo`
    throw new Error(`port ${port}, wanted for ${who}, is taken: ${advice}`)
  }
}
