import { expect } from 'chai'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeMethod, NoMethodMade } from '../../scripts/new-method/make-method.js'
import { newDialect } from '../../scripts/new-dialect/main.js'
import { sourcesOf, violations } from '../architecture/violations.js'
import type * as CliWorld from '../cli/cli-world.js'
import { spawned } from '../support/spawned.js'
import { readMadeTree, unformatted } from './made-tree.js'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** What the generators, the compiler, the linter and the tests of what was made read. */
const COPIED = [
  ...['src', 'test', 'scripts', 'config', 'docs', 'eslint-rules'],
  ...['package.json', 'tsconfig.json', 'eslint.config.js', '.prettierrc.json', '.prettierignore', '.mocharc.json'],
]

/** What is installed below a copied folder, as the Node of scripts/node24, is large and is not looked at. */
const isOurs = (path: string): boolean => basename(path) !== 'node_modules'

/** One copy of the tree for both, read by compiler and linter once. */
describe('npm run new:method and npm run new:dialect', function () {
  this.timeout(900_000)
  let copy: string
  before(() => {
    copy = mkdtempSync(join(tmpdir(), 'new-parts-'))
    for (const path of COPIED) cpSync(join(ROOT, path), join(copy, path), { recursive: true, filter: isOurs })
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  })
  after(() => rmSync(copy, { recursive: true, force: true }))

  const run = async (program: string, args: readonly string[]) => {
    const env = { DATA_DIR: join(copy, 'data'), NODE_OPTIONS: '' }
    const child = spawned(join(copy, 'node_modules/.bin', program), args, { cwd: copy, env })
    const exit = await child.exit
    return { exit, printed: child.stdout(), said: `${child.stdout()}${child.stderr()}` }
  }
  /** What the program prints; its exit code is 0. */
  const passes = async (program: string, ...args: readonly string[]): Promise<string> => {
    const { exit, printed, said } = await run(program, args)
    expect(exit, said).to.equal(0)
    return printed
  }
  const programMakes = (...args: string[]) => run('tsx', ['scripts/new-method/main.ts', ...args])
  const methods = () => readFileSync(join(copy, 'src/methods/registry.ts'), 'utf8')

  it('make no method of an id that could not stand in an address, and of one that is taken', async () => {
    const before = methods()
    for (const id of ['carrier_pigeon', '../pigeon', 'pass', 'kit', 'a'.repeat(41)]) {
      const error: unknown = await makeMethod(id, copy).catch((each: unknown) => each)
      expect(error, id).to.be.instanceOf(NoMethodMade)
    }
    for (const args of [['pass'], ['a', 'b']]) {
      const { exit, said } = await programMakes(...args)
      expect(exit, said).to.equal(2)
      expect(said.trim().split('\n'), said).to.have.length(1)
    }
    expect(methods()).to.equal(before)
  })

  it('make a method that is off and proves nothing, and a dialect; both compile, keep to the house and pass their tests', async () => {
    const { exit, said } = await programMakes('carrier-pigeon')
    expect(exit, said).to.equal(0)
    expect(methods()).to.include("from './carrier-pigeon/module.js'").and.to.include('\n  carrierPigeonModule,\n]')
    expect(readFileSync(join(copy, 'config/default.yaml'), 'utf8')).to.match(/carrier-pigeon:\n +enabled: false/)
    const dialect = await newDialect('nord-sued', copy)
    expect(dialect).to.deep.equal([
      'src/saml/dialects/nord-sued/nord-sued.ts',
      'src/saml/dialects/nord-sued/attributes.ts',
      'test/saml/dialects/nord-sued.test.ts',
      'src/saml/dialects/registry.ts',
    ])
    expect(readFileSync(join(copy, 'src/saml/dialects/registry.ts'), 'utf8')).to.include('[saml2int, akdb, nordSued]')
    const method = said.split('\n').filter((line) => /^(?:src|test)\/\S+$/.test(line))
    expect(method).to.include.members(['src/methods/registry.ts', 'test/methods/carrier-pigeon/authenticator.test.ts'])
    const made = [...method, ...dialect]
    expect(await unformatted(copy, [...made, 'config/default.yaml', 'docs/configuration.md'])).to.deep.equal([])
    const tree = readMadeTree(
      copy,
      made.filter((path) => /\.tsx?$/.test(path)),
    )
    expect(tree.compiled()).to.deep.equal([])
    expect(await tree.linted()).to.deep.equal([])
    expect(violations(sourcesOf(join(copy, 'src')))).to.deep.equal([])
    // Beside their own tests those that look at every method, every page and every setting.
    const tests = ['methods/carrier-pigeon/**/*', 'methods/modules', 'saml/dialects/nord-sued', 'ui/texts']
    const house = [...tests, 'ui/page-samples', 'config/generated-docs'].map((path) => `test/${path}.test.ts`)
    await passes('mocha', ...house)
  })

  it('make a dialect that a service can be registered with, and that is shown of it', async () => {
    const { cliWorld } = (await import(join(copy, 'test/cli/cli-world.ts'))) as typeof CliWorld
    const { run } = cliWorld({ files: { 'aachen.xml': '' } })
    const done = async (...argv: readonly string[]): Promise<string> => {
      const { code, out, err } = await run(argv)
      expect(code, err).to.equal(0)
      return out
    }
    await done('sp', 'import', 'aachen.xml', '--set', 'dialect=nord-sued')
    const listed = JSON.parse(await done('sp', 'list', '--json')) as readonly { readonly entityId: string }[]
    expect(listed).to.have.length(1)
    const shown: unknown = JSON.parse(await done('sp', 'show', listed[0]?.entityId ?? '', '--json'))
    expect(shown).to.have.property('dialect', 'nord-sued')
  })

  it('make no dialect of an id that is no name or is taken', async () => {
    for (const id of ['', 'Nord', '../x', 'a--b', 'a b', 'saml2int', 'nord-sued']) {
      const error: unknown = await newDialect(id, copy).catch((each: unknown) => each)
      expect(error, id).to.be.instanceOf(Error)
    }
  })
})
