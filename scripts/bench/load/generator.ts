import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { LoadJob, LoadOrder, LoadReply, LoadResult } from './load-messages.js'

/** The load generator in its own process. One order after the other. */
export interface Generator {
  open(job: LoadJob): Promise<void>
  /** The SAMLResponse (base64) of one login. */
  sample(): Promise<string>
  /** Signs so many requests ahead, for the first so many connections. */
  sign(connections: number, requests: number): Promise<void>
  run(connections: number, logins: number): Promise<LoadResult>
  stop(): Promise<void>
}

const PROGRAM = fileURLToPath(new URL('./generator-process.ts', import.meta.url))

export function startGenerator(): Generator {
  const child = fork(PROGRAM, [], { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const order = (what: LoadOrder): Promise<LoadReply> =>
    new Promise((resolve, reject) => {
      const lost = (): void => reject(new Error('the load generator ended'))
      child.once('exit', lost)
      child.once('message', (reply: LoadReply) => {
        child.off('exit', lost)
        if (reply.kind === 'failed') reject(new Error(reply.error))
        else resolve(reply)
      })
      child.send(what)
    })
  return {
    open: async (job) => void (await order({ kind: 'open', job })),
    async sample() {
      const reply = await order({ kind: 'sample' })
      return reply.kind === 'sample' ? reply.response : ''
    },
    sign: async (connections, requests) => void (await order({ kind: 'sign', connections, requests })),
    async run(connections, logins) {
      const reply = await order({ kind: 'run', connections, logins })
      if (reply.kind !== 'result') throw new Error('the load generator told no result')
      return reply.result
    },
    async stop() {
      if (child.connected) child.disconnect()
      await gone
    },
  }
}
