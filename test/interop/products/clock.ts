import { rmSync } from 'node:fs'
import { faketimeLibrary } from '../../support/apt-packages.js'

/** Environment of a process whose clock is so many seconds ahead. */
export const clockOf = (seconds: number): Readonly<Record<string, string>> => {
  if (seconds === 0) return {}
  const library = faketimeLibrary()
  if (library === null) throw new Error('the tests of clocks need faketime: install it')
  return { LD_PRELOAD: library, FAKETIME: `${seconds < 0 ? '' : '+'}${seconds}s` }
}

/** Takes away what faketime leaves in shared memory when a process is ended by a signal. */
export const forgetClock = (pid: number): void => {
  for (const name of [`faketime_shm_${pid}`, `sem.faketime_sem_${pid}`]) rmSync(`/dev/shm/${name}`, { force: true })
}
