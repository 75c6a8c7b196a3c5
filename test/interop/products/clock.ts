import { faketimeLibrary } from '../../support/apt-packages.js'

/** Environment of a process whose clock is so many seconds ahead. */
export const clockOf = (seconds: number): Readonly<Record<string, string>> => {
  if (seconds === 0) return {}
  const library = faketimeLibrary()
  if (library === null) throw new Error('the tests of clocks need faketime: install it')
  return { LD_PRELOAD: library, FAKETIME: `${seconds < 0 ? '' : '+'}${seconds}s` }
}
