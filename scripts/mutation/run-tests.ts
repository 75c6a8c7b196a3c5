import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** How a run of test files ended. `broken`: nothing was tested, for a reason other than a test. */
export type Outcome =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly test: string }
  | { readonly kind: 'broken'; readonly why: string }

/** Longer than any of the named files takes. */
const PATIENCE_MS = 180_000

const MOCHA = [
  'node_modules/mocha/bin/mocha.js',
  '--no-config',
  '--import=tsx',
  '--bail',
  '--exit',
  '--timeout',
  '20000',
]

/** Runs test files with mocha in `root` until the first failure. */
export async function runTests(root: string, files: readonly string[]): Promise<Outcome> {
  const report = join(root, 'report.json')
  rmSync(report, { force: true })
  const { ended, output } = await mocha(root, [...files, '--reporter', 'json', '--reporter-option', `output=${report}`])
  if (ended === 'SIGKILL') return { kind: 'broken', why: `the tests did not end within ${PATIENCE_MS / 1000} s` }
  const failures = failuresOf(report)
  if (!failures) return { kind: 'broken', why: `mocha did not run: ${output.trim().slice(0, 600)}` }
  const [first] = failures
  if (!first) return ended === 0 ? { kind: 'passed' } : { kind: 'broken', why: `mocha ended with ${ended}: ${output}` }
  // A hook that fails shows that something broke, not that a test noticed what.
  const isHook = first.startsWith('"') || first.includes(' "before ') || first.includes(' "after ')
  return isHook ? { kind: 'broken', why: `a hook failed: ${first}` } : { kind: 'failed', test: first }
}

function mocha(root: string, args: readonly string[]): Promise<{ ended: number | string; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...MOCHA, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (text: string): void => void (output = (output + text).slice(-4000))
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      resolve({ ended: code ?? signal ?? 'unknown', output })
    })
  })
}

/** The full titles of what failed, or null where mocha wrote no report. */
function failuresOf(report: string): readonly string[] | null {
  let text: string
  try {
    text = readFileSync(report, 'utf8')
  } catch {
    return null
  }
  const read: unknown = JSON.parse(text)
  if (typeof read !== 'object' || read === null || !('failures' in read) || !Array.isArray(read.failures)) return null
  return read.failures.map((each: unknown) =>
    typeof each === 'object' && each !== null && 'fullTitle' in each ? String(each.fullTitle) : 'a test without title',
  )
}
