import { expect } from 'chai'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { newDialect } from '../../scripts/new-dialect.js'
import { spawned } from '../support/spawned.js'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const COPIED = ['src', 'test', 'scripts', 'config', 'eslint-rules', 'package.json', 'tsconfig.json']

describe('npm run new:dialect', () => {
  let copy: string
  let made: readonly string[]
  before(async () => {
    copy = mkdtempSync(join(tmpdir(), 'new-dialect-'))
    for (const path of [...COPIED, 'eslint.config.js', '.prettierrc.json', '.mocharc.json']) {
      cpSync(join(ROOT, path), join(copy, path), { recursive: true })
    }
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
    made = await newDialect('nord-sued', copy)
  })
  after(() => rmSync(copy, { recursive: true }))

  /** What the program prints in the copy; its exit code is 0. */
  const run = async (program: string, ...args: readonly string[]): Promise<string> => {
    const env = { DATA_DIR: join(copy, 'data'), NODE_OPTIONS: '' }
    const child = spawned(join(copy, 'node_modules', '.bin', program), args, { cwd: copy, env })
    expect(await child.exit, `${child.stdout()}${child.stderr()}`).to.equal(0)
    return child.stdout()
  }

  it('makes a folder, a line in the registry and a test, which compile, are in form, and pass', async function () {
    this.timeout(600_000)
    expect(made).to.deep.equal([
      'src/saml/dialects/nord-sued/nord-sued.ts',
      'src/saml/dialects/nord-sued/attributes.ts',
      'test/saml/dialects/nord-sued.test.ts',
      'src/saml/dialects/registry.ts',
    ])
    expect(readFileSync(join(copy, 'src/saml/dialects/registry.ts'), 'utf8')).to.include('[saml2int, nordSued]')
    await run('tsc', '-p', '.')
    await run('eslint', ...made)
    await run('prettier', '--check', ...made)
    expect(await run('mocha', 'test/saml/dialects/nord-sued.test.ts')).to.include('3 passing')
  })

  it('is one that a service can be registered with, and is shown of it', async function () {
    this.timeout(300_000)
    const command = (...args: readonly string[]) => run('tsx', 'src/cli/servicekonto.ts', ...args)
    await command('sp', 'import', 'test/fixtures/metadata/mellon-sp.xml', '--set', 'dialect=nord-sued')
    const listed = JSON.parse(await command('sp', 'list', '--json')) as readonly { readonly entityId: string }[]
    expect(listed).to.have.length(1)
    const shown: unknown = JSON.parse(await command('sp', 'show', listed[0]?.entityId ?? '', '--json'))
    expect(shown).to.have.property('dialect', 'nord-sued')
  })

  it('refuses an id that is no name or is taken, and writes nothing', async () => {
    for (const id of ['', 'Nord', '../x', 'a--b', 'a b', 'saml2int', 'nord-sued']) {
      const error: unknown = await newDialect(id, copy).catch((each: unknown) => each)
      expect(error, id).to.be.instanceOf(Error)
    }
  })
})
