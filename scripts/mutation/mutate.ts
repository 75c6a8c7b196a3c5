import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Check } from './check.js'

/** The file's text with the check taken out. Throws Error if the text of the check is not found exactly once. */
export function withoutCheck(source: string, { name, file, find, without }: Check): string {
  const found = source.split(find).length - 1
  if (found !== 1) {
    throw new Error(
      `${name}: its text stands ${found} times in ${file}, not once; bring scripts/mutation/checks up to date`,
    )
  }
  return source.replace(find, () => without)
}

/** What is wrong with the list itself as the tree stands now, one line each. */
export function faultsOf(checks: readonly Check[], root: string): readonly string[] {
  const names = new Set<string>()
  return checks.flatMap((check) => {
    const faults: string[] = []
    if (names.has(check.name)) faults.push(`${check.name}: there are two checks of this name`)
    names.add(check.name)
    try {
      withoutCheck(readFileSync(join(root, check.file), 'utf8'), check)
      for (const test of check.tests) readFileSync(join(root, test), 'utf8')
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error))
    }
    return faults
  })
}
