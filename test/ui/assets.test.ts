import { expect } from 'chai'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildAssets } from '../../scripts/build-assets.js'
import { OperatorError } from '../../src/domain/operator-error.js'
import { loadAssets } from '../../src/ui/assets.js'
import { builtAssets } from '../support/static-site-assets.js'

describe('the files that pages load', () => {
  const directory = mkdtempSync(join(tmpdir(), 'assets-'))
  after(() => rmSync(directory, { recursive: true }))

  it('are named by their content, and the same content has the same name', () => {
    buildAssets(directory)
    const first = [...loadAssets(directory).files.keys()]
    buildAssets(directory)
    expect([...loadAssets(directory).files.keys()]).to.deep.equal(first)
    expect(first.every((path) => /^\/assets\/[A-Za-z-]+\.[0-9a-f]{12}\.(css|js|svg|woff2)$/.test(path))).to.equal(true)
  })

  it('leave nothing of an earlier build behind', () => {
    writeFileSync(join(directory, 'pages.000000000000.css'), 'old')
    buildAssets(directory)
    expect(statSync(join(directory, 'pages.000000000000.css'), { throwIfNoEntry: false })).to.equal(undefined)
  })

  it('have a type each', () => {
    const assets = builtAssets()
    const typeOf = (name: string) => assets.files.get(assets.url(name))?.type
    expect(['pages.css', 'submit.js', 'icon.svg', 'FiraSans-Regular.woff2'].map(typeOf)).to.deep.equal([
      'text/css; charset=utf-8',
      'text/javascript; charset=utf-8',
      'image/svg+xml',
      'font/woff2',
    ])
  })

  it('name only files of their own in the style sheet', () => {
    const assets = builtAssets()
    const css = assets.files.get(assets.url('pages.css'))?.body.toString('utf8') ?? ''
    const addresses = [...css.matchAll(/url\(["']?([^"')]+)/g)].map(([, address]) => address ?? '')
    const fonts = addresses.filter((address) => !address.startsWith('data:'))
    expect(fonts).to.have.lengthOf(5)
    expect(fonts.every((font) => assets.files.has(`/assets/${font}`))).to.equal(true)
  })

  it('are missed with a line that says what to do', () => {
    expect(() => loadAssets(join(directory, 'nowhere'))).to.throw(OperatorError, 'npm run build')
  })
})
