import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('./main.ts', import.meta.url))

/** Whether a path leads to another program than the Node that runs here. Throws where it leads nowhere. */
export const isOtherNode = (path: string): boolean => realpathSync(path) !== realpathSync(process.execPath)

/**
 * Runs the benchmark with another Node: the broker, the stand-ins, the load and the bare cryptography, so that every
 * ratio is one of that Node. Resolves with its exit code.
 */
export async function runWith(node: string, args: readonly string[]): Promise<number> {
  const child = spawn(node, ['--import', 'tsx', PROGRAM, ...args], { stdio: 'inherit' })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}
