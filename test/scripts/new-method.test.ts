import { expect } from 'chai'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { spawned } from '../support/spawned.js'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** What the generator, the compiler, the linter and the method's own tests read. */
const COPIED = [
  ...['src', 'test', 'scripts', 'config', 'docs', 'eslint-rules'],
  ...['package.json', 'tsconfig.json', 'eslint.config.js', '.prettierrc.json', '.prettierignore', '.mocharc.json'],
]

describe('npm run new:method', function () {
  this.timeout(900_000)
  let copy: string
  before(() => {
    copy = mkdtempSync(join(tmpdir(), 'new-method-'))
    for (const path of COPIED) cpSync(join(ROOT, path), join(copy, path), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  })
  after(() => rmSync(copy, { recursive: true, force: true }))

  const run = async (program: string, args: readonly string[]) => {
    const child = spawned(join(ROOT, 'node_modules/.bin', program), args, { cwd: copy })
    const exit = await child.exit
    return { exit, said: `${child.stdout()}${child.stderr()}` }
  }
  const make = (...args: string[]) => run('tsx', ['scripts/new-method/main.ts', ...args])
  const passes = async (program: string, ...args: string[]): Promise<void> => {
    const { exit, said } = await run(program, args)
    expect(exit, said).to.equal(0)
  }
  const registry = () => readFileSync(join(copy, 'src/methods/registry.ts'), 'utf8')

  it('makes nothing of an id that could not stand in an address, and of one that is taken', async () => {
    const before = registry()
    for (const args of [['Mail'], ['mail_code'], ['../mail'], ['pass'], ['kit'], [], ['a', 'b']]) {
      const { exit, said } = await make(...args)
      expect(exit, said).to.equal(2)
      expect(said.trim().split('\n'), said).to.have.length(1)
    }
    expect(registry()).to.equal(before)
  })

  it('makes a method that compiles, keeps to the house and passes its tests, and is off and proves nothing', async () => {
    const { exit, said } = await make('mail-code')
    expect(exit, said).to.equal(0)
    expect(registry()).to.include("from './mail-code/module.js'").and.to.include('\n  mailCodeModule,\n]')
    expect(readFileSync(join(copy, 'config/default.yaml'), 'utf8')).to.match(/mail-code:\n +enabled: false/)
    const made = ['src/methods', 'test/methods/mail-code', 'config', 'docs']
    await passes('prettier', '--check', ...made)
    await passes('tsc', '-p', '.')
    await passes('eslint', 'src/methods/mail-code', 'src/methods/registry.ts', 'test/methods/mail-code')
    // Beside its own tests those that look at every method, every page and every setting.
    await passes(
      'mocha',
      'test/methods/mail-code/**/*.test.ts',
      'test/methods/modules.test.ts',
      'test/ui/texts.test.ts',
    )
    await passes('mocha', 'test/ui/page-samples.test.ts', 'test/config/generated-docs.test.ts')
    await passes('mocha', 'test/architecture/imports.test.ts')
  })
})
