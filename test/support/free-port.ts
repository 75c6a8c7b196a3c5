import { createServer } from 'node:net'

/**
 * Below the ports that systems give by themselves, a range for each process of the tests: between the look at a port and
 * the one who listens there, neither a connection nor another process takes it.
 */
const LAST_OF_RANGES = 30_000
const RANGE = 1_000
const RANGES = 20
const start = LAST_OF_RANGES - RANGE * (1 + (Number(process.env['MOCHA_WORKER_ID'] ?? process.pid) % RANGES))

let next = Math.floor(Math.random() * RANGE)

/** A TCP port of the loopback that nothing listened on a moment ago; this process gets it once in a thousand times. */
export const freePort = async (): Promise<number> => (await freePorts(1))[0] ?? freePort()

/** So many neighbouring ones, the lowest first. */
export async function freePorts(count: number): Promise<readonly number[]> {
  if (next + count > RANGE) next = 0
  const ports = Array.from({ length: count }, (_, place) => start + next + place)
  next += count
  const free = await Promise.all(ports.map(isFree))
  return free.every(Boolean) ? ports : freePorts(count)
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
