import { rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { OperatorError } from '../domain/operator-error.js'

/** The longest socket path that every system on which the broker runs allows. */
const LONGEST_PATH = 100

/**
 * Holds DATA_DIR for this broker: sessions, replays and rate limits live in its process, so a second broker would know
 * nothing of them. A socket holds it, since it is gone with its process however that ends. Throws
 * `OperatorError('data-dir-in-use')`. Returns the function that lets go.
 */
export async function holdDataDir(dataDir: string): Promise<() => Promise<void>> {
  const path = join(dataDir, 'broker.sock')
  if (path.length > LONGEST_PATH) return () => Promise.resolve()
  const server = createServer((socket) => socket.destroy())
  if (!(await listening(server, path))) {
    if (await answers(path)) {
      const remedy = 'more than one needs REDIS_URL and a database server, or a DATA_DIR of its own'
      throw new OperatorError('data-dir-in-use', `Another broker runs on ${dataDir}; ${remedy}`)
    }
    // The socket was left over by a broker that was killed.
    rmSync(path, { force: true })
    await listening(server, path)
  }
  server.unref()
  return () => new Promise((resolve) => server.close(() => resolve()))
}

const listening = (server: Server, path: string): Promise<boolean> =>
  new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(path, () => resolve(true))
  })

const answers = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
