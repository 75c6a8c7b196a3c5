import { expect } from 'chai'
import { PAGE_SAMPLES } from '../support/page-samples.js'
import { exportsOf, sourcePaths, sourceText } from '../support/source-modules.js'

const isPageKind = (value: unknown): value is { readonly kind: string } =>
  typeof value === 'function' && 'kind' in value && typeof value.kind === 'string'

/** Every kind of page that a file of a folder `pages` exports. */
async function kindsOfPages(): Promise<readonly string[]> {
  const modules = await Promise.all(sourcePaths(/(^|\/)pages\/[^/]+\.tsx$/).map(exportsOf))
  return modules.flatMap((module) => Object.values(module).filter(isPageKind)).map(({ kind }) => kind)
}

describe('the samples of the pages', () => {
  it('show every page that there is: one without a sample would be looked at by no test', async () => {
    const sampled = new Set(PAGE_SAMPLES.filter(({ pages }) => Object.keys(pages).length > 0).map(({ kind }) => kind))
    expect([...sampled].sort()).to.deep.equal([...(await kindsOfPages())].sort())
  })

  it('find every page: each is made in a file of a folder `pages`', () => {
    const makers = sourcePaths(/\.tsx?$/).filter((path) => sourceText(path).includes('definePage('))
    expect(makers.length).to.be.greaterThan(20)
    expect(makers.filter((path) => !/(^|\/)pages\/[^/]+\.tsx$/.test(path))).to.deep.equal([])
  })

  it('have names of their own, and so do the kinds of page', async () => {
    const kinds = await kindsOfPages()
    expect(new Set(kinds).size).to.equal(kinds.length)
    const names = PAGE_SAMPLES.flatMap(({ kind, pages }) => Object.keys(pages).map((key) => `${kind}-${key}`))
    expect(new Set(names).size).to.equal(names.length)
  })
})
