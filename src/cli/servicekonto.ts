#!/usr/bin/env node
import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { packageVersion } from '../config/package-version.js'
import { isatty } from 'node:tty'
import type { CliEnvironment } from './cli-environment.js'
import { openWorkerLink } from '../workers/worker.js'
import { runCli } from './run-cli.js'
import { serveProcesses } from './serve-processes.js'

/** Where this process is one of several that `serve` started. */
const link = openWorkerLink()

/** How long the last lines of a log may take to be read. */
const LAST_LINES_MS = 2_000

/** The real world for the commands. What a command does not need is not loaded. */
const environment: CliEnvironment = {
  argv: process.argv.slice(2),
  env: process.env,
  user: osUser(),
  version: packageVersion(),
  stdin: process.stdin,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  readFile,
  openTools: async (config) => (await import('../compose/tools.js')).openTools(config),
  migrate: async (config) => (await import('../compose/database.js')).migrateStore(config),
  moveStore: async (config, path, tell) => (await import('../compose/move-store.js')).moveStore(config, path, tell),
  serve: (config, stopAsked) => serveProcesses(config, link, stopAsked),
  async runDemoPortal(file) {
    // The portal is a program of its own that reads its file from the arguments.
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
    // What it means for a worker is for the primary to say.
    if (link) return
    const hadTerminal = isatty(0)
    const onHangUp = (): void => {
      if (!hadTerminal || isatty(0)) return reload()
      // A terminal that is closed sends the same signal: nobody would see this process again.
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
  // What keeps it from its end then is a line that a reader who stands still has not taken.
  endSoon: () => void setTimeout(() => process.exit(), LAST_LINES_MS).unref(),
}

/** A container's numeric user need not have a name. */
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
// A stand-in that could not start has set one already.
process.exitCode = exitCode || (process.exitCode ?? 0)
await link?.leave()
