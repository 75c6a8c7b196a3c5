import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { SAML2INT_ATTRIBUTES } from '../../src/saml/dialects/saml2int/attributes.js'

const REGISTRY = 'src/saml/dialects/registry.ts'

/**
 * Makes a dialect in the tree at `root`: its folder, its line in the registry and its test. It speaks as saml2int does
 * until its files say otherwise. Gives the paths that were written; throws an Error of one line for an id that is no
 * name or is taken, with nothing written.
 */
export async function newDialect(id: string, root: string): Promise<readonly string[]> {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    throw new Error(`"${id}" is no id of a dialect; it may be small letters, digits and single hyphens, as in fink`)
  }
  const folder = `src/saml/dialects/${id}`
  if (existsSync(join(root, folder))) throw new Error(`${folder} is there already; choose another id`)
  const name = id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  const files: Readonly<Record<string, string>> = {
    [`${folder}/${id}.ts`]: dialectOf(id, name),
    [`${folder}/attributes.ts`]: attributesOf(id, name),
    [`test/saml/dialects/${id}.test.ts`]: testOf(id, name),
    [REGISTRY]: registered(readFileSync(join(root, REGISTRY), 'utf8'), id, name),
  }
  for (const [path, text] of Object.entries(files)) {
    const target = join(root, path)
    mkdirSync(dirname(target), { recursive: true })
    const options = await resolveConfig(target)
    writeFileSync(target, await format(text, { ...options, parser: 'typescript' }))
  }
  return Object.keys(files)
}

const tableOf = (name: string): string => `${name.toUpperCase()}_ATTRIBUTES`

const dialectOf = (id: string, name: string): string => `
import { ATTRIBUTE_NAMES, type AttributeName } from '../../../domain/identity.js'
import type { Dialect } from '../dialect.js'
import { createLevelClasses } from '../level-classes.js'
import { EIDAS, LEVEL_VOCABULARIES } from '../level-vocabularies.js'
import { requestedAttributesExtension } from '../requested-attributes-extension.js'
import { saml2int } from '../saml2int/saml2int.js'
import { ${tableOf(name)} } from './attributes.js'

const NAME_ON_WIRE: ReadonlyMap<string, AttributeName> = new Map(
  ATTRIBUTE_NAMES.map((name) => [${tableOf(name)}[name], name]),
)

/** How peers of ${id} speak. It begins as saml2int does: what differs is written here, with the clause that says so. */
export const ${name}: Dialect = {
  ...saml2int,
  id: '${id}',
  levels: createLevelClasses(LEVEL_VOCABULARIES, EIDAS),
  attributeNames: ${tableOf(name)},
  extensionAttributes: (request) => requestedAttributesExtension(request, NAME_ON_WIRE),
  defaults: { ...saml2int.defaults },
}
`

const attributesOf = (id: string, name: string): string => `
import type { AttributeName } from '../../../domain/identity.js'

/** The wire names of ${id}. Requests, metadata and assertions all read this one table. */
export const ${tableOf(name)}: Readonly<Record<AttributeName | 'trustLevel' | 'method', string>> = ${JSON.stringify(SAML2INT_ATTRIBUTES)}
`

const testOf = (id: string, name: string): string => `
import { expect } from 'chai'
import { TRUST_LEVELS } from '../../../src/domain/trust-level.js'
import { ${name} } from '../../../src/saml/dialects/${id}/${id}.js'
import { createDialects } from '../../../src/saml/dialects/registry.js'

describe('the dialect ${id}', () => {
  it('is one that a service can be registered with', () => {
    expect(createDialects().get('${id}')).to.equal(${name})
  })

  it('has a name of its own for each attribute', () => {
    const names = Object.values(${name}.attributeNames)
    expect(new Set(names).size).to.equal(names.length)
  })

  it('reads each level that it has a class for as that level', () => {
    for (const level of TRUST_LEVELS) {
      const stated = ${name}.levels.classFor(level, null)
      if (stated !== null) expect(${name}.levels.levelOf(stated), level).to.equal(level)
    }
  })
})
`

/** The registry with one more import and one more name in its list. */
function registered(registry: string, id: string, name: string): string {
  const withImport = registry.replace(/(?=\n\/\*\* Every dialect)/, `import { ${name} } from './${id}/${id}.js'\n`)
  return withImport.replace(/(SHIPPED_DIALECTS: readonly Dialect\[\] = \[[^\]]*)\]/, `$1, ${name}]`)
}

async function main(): Promise<void> {
  const [id = '', ...more] = process.argv.slice(2)
  if (id === '' || more.length > 0) throw new Error('usage: npm run new:dialect <id>')
  for (const path of await newDialect(id, process.cwd())) process.stdout.write(`${path}\n`)
  process.stdout.write(`a service speaks it after: servicekonto sp set <entityID> dialect=${id}\n`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  })
}
