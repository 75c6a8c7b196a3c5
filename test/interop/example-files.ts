import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FOLDER = new URL('../../docs/anbindung/beispiele/', import.meta.url)

/** What stands in an example file, and what a test puts there. */
export type Replacement = readonly [placeholder: string, value: string]

/**
 * An example file of the portal guide with its placeholders filled, so that what portals copy is what the tests run.
 * Throws where a placeholder is not in the file: page and test have come apart.
 */
export const filledExample = (product: string, file: string, replacements: readonly Replacement[]): string => {
  const text = readFileSync(fileURLToPath(new URL(`${product}/${file}`, FOLDER)), 'utf8')
  return replacements.reduce((filled, [placeholder, value]) => {
    if (!filled.includes(placeholder)) throw new Error(`${product}/${file} has no ${placeholder}`)
    return filled.replaceAll(placeholder, () => value)
  }, text)
}
