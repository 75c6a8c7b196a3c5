import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { AREAS, PACKAGES, within } from '../../eslint-rules/fences.js'
import { ALLOWED, CONNECTING, NOT_CONNECTING, REFUSED, TOUCHES, WRITTEN } from './invented-sources.js'
import { sourcesOf, violations } from './violations.js'

const SRC = fileURLToPath(new URL('../../src/', import.meta.url))
const ROOT = new URL('../../', import.meta.url)

describe('the source tree', () => {
  const sources = sourcesOf(SRC)

  it('keeps to the architecture: imports, fences, globals, cycles, names, lengths', () => {
    expect(sources.size).to.be.greaterThan(50)
    expect(violations(sources).join('\n')).to.equal('')
  })

  it('has an area of the architecture for every file', () => {
    const stray = [...sources.keys()].filter(
      (file) => !AREAS.some(({ files }) => within(file.replace(/\.tsx?$/, ''), [files])),
    )
    expect(stray).to.deep.equal([])
  })

  it('has a fence for every package that it depends on', () => {
    const manifest: unknown = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8'))
    expect(manifest).to.have.property('dependencies').that.is.an('object')
    const { dependencies } = manifest as { dependencies: Record<string, string> }
    expect(Object.keys(dependencies).filter((name) => !(name in PACKAGES))).to.deep.equal([])
  })
})

/** What is said of one invented file. */
const said = (file: string, text: string): readonly string[] => violations(new Map([[file, text]]))
const importing = (file: string, specifier: string): readonly string[] =>
  said(file, `import type { x } from '${specifier}'\nexport const y = x\n`)

describe('an import that crosses a fence is found', () => {
  for (const [file, specifier] of REFUSED) {
    it(`${specifier} in ${file}`, () => {
      expect(importing(file, specifier)).to.have.length(1)
    })
  }

  for (const text of WRITTEN) {
    it(`written as ${text}`, () => {
      expect(said('domain/login.ts', text)).to.deep.equal(['domain/login.ts:1: domain/ may not import login/begin'])
    })
  }

  it('where JSX needs preact and nobody wrote it', () => {
    expect(said('saml/idp/page.tsx', 'export const Page = () => <p />')).to.have.length(1)
    expect(said('ui/pages/page.tsx', 'export const Page = () => <p />')).to.deep.equal([])
  })
})

describe('an import that the architecture allows is left alone', () => {
  for (const [file, specifier] of ALLOWED) {
    it(`${specifier} in ${file}`, () => {
      expect(importing(file, specifier)).to.deep.equal([])
    })
  }

  it('the demo, by the command line, when it is asked for', () => {
    expect(said('cli/demo.ts', "export const run = () => import('../demo/demo.js')")).to.deep.equal([])
  })
})

describe('a connection beside the outgoing port', () => {
  for (const text of CONNECTING) {
    it(`is found, written as ${text}`, () => {
      expect(said('saml/metadata/fetch-metadata.ts', text)).to.have.length(1)
      expect(said('outgoing/send-request.ts', text)).to.deep.equal([])
    })
  }

  it('is none where a server or a type is meant', () => {
    for (const text of NOT_CONNECTING) expect(said('http/every-answer.ts', text), text).to.deep.equal([])
  })
})

describe('a global outside its place is found', () => {
  for (const [text, name] of TOUCHES) {
    it(`written as ${text}`, () => {
      const found = said('http/cookies.ts', text)
      expect(found).to.have.length(1)
      expect(found[0])
        .to.match(/^http\/cookies\.ts:1: /)
        .and.to.include(name)
    })
  }

  it('and in its place, in texts, in comments and with arguments left alone', () => {
    expect(said('compose/system-clock.ts', 'export const now = () => Date.now()')).to.deep.equal([])
    expect(said('config/load.ts', 'export const x = process.env')).to.deep.equal([])
    expect(said('http/cookies.ts', "export const x = 'Date.now()' // console.log(process.env)")).to.deep.equal([])
    expect(said('http/cookies.ts', 'export const x = (at: number) => new Date(at)')).to.deep.equal([])
  })
})

describe('the shape of a file', () => {
  it('is refused beyond 300 lines', () => {
    expect(said('domain/long.ts', 'export {}\n'.repeat(300))).to.deep.equal([])
    expect(said('domain/long.ts', 'export {}\n'.repeat(301))).to.deep.equal([
      'domain/long.ts: 301 lines, more than 300',
    ])
  })

  it('is refused with a path that is not kebab-case or says nothing', () => {
    expect(said('domain/trustLevel.ts', '')).to.deep.equal(['domain/trustLevel.ts: its path is not kebab-case'])
    expect(said('domain/Ports/clock.ts', '')).to.deep.equal(['domain/Ports/clock.ts: its path is not kebab-case'])
    expect(said('domain/trust_level.ts', '')).to.have.length(1)
    expect(said('http/utils/text.ts', '')).to.deep.equal(['http/utils/text.ts: utils says nothing of what it holds'])
    expect(said('http/helpers.ts', '')).to.have.length(1)
  })

  it('is refused in a cycle, however long', () => {
    const sources = new Map([
      ['domain/a.ts', "import './b.js'"],
      ['domain/b.ts', "import type { c } from './ports/c.js'"],
      ['domain/ports/c.ts', "export * from '../a.js'"],
      ['domain/d.ts', "import './a.js'"],
    ])
    expect(violations(sources)).to.deep.equal(['domain/a.ts → domain/b.ts → domain/ports/c.ts → domain/a.ts: a cycle'])
  })

  it('is refused when it imports itself', () => {
    expect(said('domain/a.ts', "import './a.js'")).to.deep.equal(['domain/a.ts → domain/a.ts: a cycle'])
  })

  it('is fine where two files import a third', () => {
    const sources = new Map([
      ['domain/a.ts', "import './b.js'\nimport './c.js'"],
      ['domain/b.ts', "import './c.js'"],
      ['domain/c.ts', ''],
    ])
    expect(violations(sources)).to.deep.equal([])
  })
})
