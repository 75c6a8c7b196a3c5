import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { entryWithoutAccount, pathOf, readPortalOptions } from '../../src/demo/portal/portal-options.js'
import { PORTAL, VISITORS, WITH_VISITORS } from './portal-example.js'

const FOLDER = new URL('../../src/demo/portal/', import.meta.url)

describe('the options of a demo portal', () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'portal-options-'))
  })
  after(() => rmSync(folder, { recursive: true }))

  const read = (options: object): unknown => {
    const path = join(folder, 'portal.json')
    writeFileSync(path, JSON.stringify(options))
    return readPortalOptions(path)
  }

  it('are read from a file', () => {
    expect(read(PORTAL)).to.deep.equal(PORTAL)
  })

  it('make a portal of its own of a second entry, which asks for nothing of anybody', () => {
    expect(read(WITH_VISITORS)).to.deep.equal(WITH_VISITORS)
    expect(entryWithoutAccount(WITH_VISITORS)).to.deep.equal(VISITORS)
    expect([PORTAL, VISITORS].map(pathOf)).to.deep.equal(['', '/besuch'])
    expect(entryWithoutAccount(PORTAL)).to.equal(null)
  })

  it('are refused in one line that names what is wrong', () => {
    const wrong = { ...PORTAL, trustLevel: 'sehr hoch', required: ['shoeSize'], extra: 1 }
    expect(() => read(wrong)).to.throw(
      /^.*portal\.json does not describe a portal: trustLevel: .*required\.0: .*extra.*$/,
    )
  })
})

describe('a demo portal', () => {
  it('is made of node-saml and express, and of no code of the broker', () => {
    const sources = readdirSync(FOLDER).map((file) => readFileSync(new URL(file, FOLDER), 'utf8'))
    const imports = sources.flatMap((text) => [...text.matchAll(/^import[^']*'([^']+)'/gm)].map((match) => match[1]))
    expect(imports).to.include('@node-saml/node-saml').and.include('express')
    expect(imports.filter((name) => name?.startsWith('..'))).to.deep.equal([])
  })
})
