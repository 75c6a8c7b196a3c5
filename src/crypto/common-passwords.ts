import { readFileSync } from 'node:fs'

/**
 * Passwords that many people choose, in lower case, 12 and more characters (shorter ones are refused by length).
 * The list lies beside this module and never changes at run time; about 1 MB once read.
 */
export function loadCommonPasswords(): ReadonlySet<string> {
  const lines = readFileSync(new URL('./common-passwords.txt', import.meta.url), 'utf8').split('\n')
  return new Set(lines.filter((line) => line !== '' && !line.startsWith('# ')))
}
