import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { missingPackages, PACKAGE_SETS, type PackageSet } from '../test/support/apt-packages.js'

// `tsx scripts/ensure-system.ts test|handbook|interop|bench`: installs what the tests (or the benchmark) need of the operating
// system and is missing. On Debian as root by apt-get; elsewhere it stops with the one line that says what to install.

const POLICY = '/usr/sbin/policy-rc.d'

const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** Debian starts the services of a package when it is installed, unless this file forbids it. */
const withoutStartingServices = (install: () => boolean): boolean => {
  if (existsSync(POLICY)) return install()
  writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    return install()
  } finally {
    rmSync(POLICY)
  }
}

/** Another installation on the machine is waited for, instead of failing at its lock. */
const WAITS_FOR_OTHERS = ['-o', 'DPkg::Lock::Timeout=600']

/** apt's own output goes to stderr: stdout belongs to the test runner. */
const aptGet = (...args: readonly string[]): boolean =>
  spawnSync('apt-get', [...WAITS_FOR_OTHERS, ...args], {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0

const NEEDED_BY: Readonly<Record<PackageSet, string>> = {
  test: 'The tests need',
  handbook: 'The tests of the handbook need',
  interop: 'The tests need',
  bench: 'The benchmark needs',
}

const ensure = (set: PackageSet): boolean => {
  const missing = missingPackages(set)
  if (missing.length === 0) return true
  const command = `apt-get install --no-install-recommends ${missing.join(' ')}`
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) {
    say(`${NEEDED_BY[set]} ${missing.join(', ')}: install them and start again (on Debian: sudo ${command}).`)
    return false
  }
  say(`${NEEDED_BY[set]} ${missing.join(', ')}: installing with ${command}`)
  // An update that fails leaves the lists of the last one, which may do.
  aptGet('update')
  withoutStartingServices(() => aptGet('install', '--yes', '--no-install-recommends', ...missing))
  const still = missingPackages(set)
  if (still.length > 0) say(`apt-get did not install ${still.join(', ')}: run ${command} to see why.`)
  return still.length === 0
}

const wanted = PACKAGE_SETS.find((set) => set === process.argv[2])
if (wanted !== undefined) process.exitCode = ensure(wanted) ? 0 : 1
else {
  say(`usage: tsx scripts/ensure-system.ts ${PACKAGE_SETS.join('|')}`)
  process.exitCode = 2
}
