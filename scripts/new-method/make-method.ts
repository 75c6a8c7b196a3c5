import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const TEMPLATES = fileURLToPath(new URL('templates/', import.meta.url))
const REGISTRY = 'src/methods/registry.ts'

/** Each template, and where what is made of it lies; `@id@` is the method's id. */
const FILES: Readonly<Record<string, string>> = {
  'src/module.ts.txt': 'src/methods/@id@/module.ts',
  'src/settings.ts.txt': 'src/methods/@id@/settings.ts',
  'src/open.ts.txt': 'src/methods/@id@/open-@id@.ts',
  'src/authenticator.ts.txt': 'src/methods/@id@/authenticator.ts',
  'src/pages/page.tsx.txt': 'src/methods/@id@/pages/@id@.tsx',
  'src/texts/messages.ts.txt': 'src/methods/@id@/texts/messages.ts',
  'src/texts/de.ts.txt': 'src/methods/@id@/texts/de.ts',
  'src/texts/en.ts.txt': 'src/methods/@id@/texts/en.ts',
  'src/texts/texts.ts.txt': 'src/methods/@id@/texts/texts.ts',
  'src/README.md.txt': 'src/methods/@id@/README.md',
  'test/authenticator.test.ts.txt': 'test/methods/@id@/authenticator.test.ts',
  'test/page-samples.ts.txt': 'test/methods/@id@/page-samples.ts',
}

/** Why nothing was made, in one line. */
export class NoMethodMade extends Error {}

/**
 * Makes the skeleton of a method and enters it in the registry; gives the paths that it wrote. Throws `NoMethodMade` for
 * an id of no use, or one that is taken; nothing is written then. `root`: the tree that gets it.
 */
export async function makeMethod(id: string, root = ROOT): Promise<readonly string[]> {
  refuse(id, root)
  const made = Object.entries(FILES).map(([template, path]) => ({
    path: filledIn(path, id),
    text: filledIn(readFileSync(join(TEMPLATES, template), 'utf8'), id),
  }))
  const all = [...made, { path: REGISTRY, text: entered(readFileSync(join(root, REGISTRY), 'utf8'), id) }]
  for (const { path, text } of all) {
    const target = join(root, path)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, await format(text, { ...(await resolveConfig(target)), filepath: target }))
  }
  return all.map(({ path }) => path)
}

function refuse(id: string, root: string): void {
  if (!/^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/.test(id) || id.length > 40)
    throw new NoMethodMade(
      `"${id}" is no id of a method; it may be words of small letters and digits such as mail-code`,
    )
  if (existsSync(join(root, 'src/methods', id)))
    throw new NoMethodMade(`src/methods/${id} is there already; choose another id`)
}

/** `mail-code` as it stands, as `mailCode`, `MailCode` and `MAIL_CODE`. */
function filledIn(text: string, id: string): string {
  const camel = id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
  return text
    .replaceAll('@id@', id)
    .replaceAll('@name@', camel)
    .replaceAll('@Name@', camel.charAt(0).toUpperCase() + camel.slice(1))
    .replaceAll('@NAME@', id.toUpperCase().replaceAll('-', '_'))
}

/** The registry with the method as its last one. */
function entered(registry: string, id: string): string {
  const module = filledIn('@name@Module', id)
  const [imports, list] = ['\n\n/** Every method', '\n] as const']
  if (!registry.includes(imports) || !registry.includes(list))
    throw new NoMethodMade(`${REGISTRY} does not look as it did when this was written; enter the method by hand`)
  return registry
    .replace(imports, () => `\nimport { ${module} } from './${id}/module.js'${imports}`)
    .replace(list, () => `\n  ${module},${list}`)
}
