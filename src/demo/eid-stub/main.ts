import { startEidStub } from './eid-stub.js'
import { stubKeysIn } from './stub-keys.js'

// The eID stand-in as a process of its own: `node main.js <port> <folder of keys>`. It prints where it is, then
// `ready`.

const run = async (port: number, folder: string): Promise<void> => {
  const stub = await startEidStub(stubKeysIn(folder), port)
  const stop = (): void => void stub.stop()
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  process.stdout.write(`eid-server ${stub.serverUrl}\neid-client ${stub.clientUrl}\nready\n`)
}

run(Number(process.argv[2]), process.argv[3] ?? '').catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
