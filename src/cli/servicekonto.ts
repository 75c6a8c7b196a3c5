#!/usr/bin/env node
import { readFile, stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { packageVersion } from '../config/package-version.js'
import { isatty } from 'node:tty'
import type { CliEnvironment } from './cli-environment.js'
import { openWorkerLink } from '../workers/worker.js'
import { fileLines } from './file-lines.js'
import { runCli } from './run-cli.js'
import { serveProcesses } from './serve-processes.js'

/** The link to the primary, if this process is one of the workers that `serve` started. */
const link = openWorkerLink()

/** How long the last lines of a log may take to be read. */
const LAST_LINES_MS = 2_000

/** The real environment of the commands. Each command loads only what it needs. */
const environment: CliEnvironment = {
  argv: process.argv.slice(2),
  env: process.env,
  user: osUser(),
  version: packageVersion(),
  stdin: process.stdin,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  readFile,
  fileSize: async (path) => (await stat(path)).size,
  readLines: fileLines,
  openTools: async (config) => (await import('../compose/tools.js')).openTools(config),
  migrate: async (config) => (await import('../compose/database.js')).migrateStore(config),
  moveStore: async (config, path, tell) => (await import('../compose/move-store.js')).moveStore(config, path, tell),
  serve: (config, stopAsked) => serveProcesses(config, link, stopAsked),
  async runDemoPortal(file) {
    // The portal is a program of its own and reads its file's name from the arguments.
    process.argv[2] = file
    await import('../demo/portal/main.js')
  },
  async runEidStub(port, keys) {
    process.argv.splice(2, process.argv.length, String(port), keys)
    await import('../demo/eid-stub/main.js')
  },
  async runPassSimulator(url, broker) {
    process.argv.splice(2, process.argv.length, url, broker)
    await import('../demo/phone/main.js')
  },
  onReloadSignal(reload) {
    // A worker leaves SIGHUP to the primary, which tells the workers what to do.
    if (link) return
    const hadTerminal = isatty(0)
    const onHangUp = (): void => {
      if (!hadTerminal || isatty(0)) return reload()
      // Closing the terminal sends SIGHUP too; the process then ends, because nobody would see it again.
      process.off('SIGHUP', onHangUp)
      process.kill(process.pid, 'SIGHUP')
    }
    process.on('SIGHUP', onHangUp)
  },
  onStopSignal(stop) {
    if (link) return void link.onStop(stop)
    let signals = 0
    const onSignal = () => {
      signals += 1
      if (signals > 1) process.exit(1)
      stop()
    }
    process.on('SIGTERM', onSignal)
    process.on('SIGINT', onSignal)
  },
  // A line that a reader who stands still has not taken would keep the process from its end.
  endSoon: () => void setTimeout(() => process.exit(), LAST_LINES_MS).unref(),
}

/** The user's name; the numeric user of a container may have none. */
function osUser(): string {
  try {
    return userInfo().username
  } catch {
    return `uid-${process.getuid?.() ?? 'unknown'}`
  }
}

// A reader such as `head` may close the pipe early; that is no fault of the command.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

const exitCode = await runCli(environment)
// A stand-in that could not start has set an exit code already.
process.exitCode = exitCode || (process.exitCode ?? 0)
await link?.leave()
