import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const HEADING = '## To change X, open Y'

/** What stands in backticks in the table of where a change belongs and begins like a path of the project. */
function pathsOfTable(): readonly string[] {
  const page = readFileSync(`${ROOT}CONTRIBUTING.md`, 'utf8')
  const section = page.split(`${HEADING}\n`)[1]?.split('\n## ')[0] ?? ''
  const quoted = [...section.matchAll(/`([^`]+)`/g)].map(([, text]) => text ?? '')
  return quoted.filter((text) => /^(src|config|docs|scripts|eslint-rules|test)\//.test(text))
}

describe('the table of where a change belongs', () => {
  it('names paths of the project', () => {
    expect(pathsOfTable()).to.include('src/domain/error-catalogue.ts').and.have.length.above(30)
  })

  it('names no path that does not exist', () => {
    expect(pathsOfTable().filter((path) => !existsSync(ROOT + path))).to.deep.equal([])
  })
})
