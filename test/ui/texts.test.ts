import { expect } from 'chai'
import { descendants, textOf, type HtmlElement } from '../support/html-document.js'
import { exportsOf, sourcePaths } from '../support/source-modules.js'
import { renderedSamples } from './rendered-samples.js'

/** Every key of a set of texts with the kind of its value, for instance `password.triesLeft: function of 1`. */
function shapeOf(value: unknown, path = ''): readonly string[] {
  if (typeof value === 'function') return [`${path}: function`]
  if (Array.isArray(value)) return [`${path}: list`]
  if (typeof value !== 'object' || value === null) return [`${path}: ${typeof value}`]
  return Object.entries(value).flatMap(([key, inner]) => shapeOf(inner, path ? `${path}.${key}` : key))
}

const emptyTexts = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.trim() === ''
    : typeof value === 'object' && value !== null && Object.values(value).some(emptyTexts)

const BLOCKS = new Set(['h1', 'h2', 'p', 'li', 'dt', 'dd', 'label', 'legend', 'button', 'summary', 'span'])

const blocks = (document: HtmlElement): readonly string[] =>
  descendants(document)
    .filter(({ name }) => name === 'main')
    .flatMap((main) => descendants(main))
    .filter((element) => BLOCKS.has(element.name) && !descendants(element).some(({ name }) => BLOCKS.has(name)))
    .map(textOf)

const sentences = (text: string): readonly string[] => text.split(/(?<=[.?!:])\s+(?=\p{Lu}|„|“)/u)
const wordCount = (sentence: string): number => sentence.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length

describe('texts', () => {
  const folders = sourcePaths(/\/texts\/messages\.ts$/).map((path) => path.replace('messages.ts', ''))

  it('lie with their feature, each set in a folder with its type', () => {
    expect(folders).to.include.members(['ui/texts/', 'login/texts/', 'methods/password/texts/'])
    const sets = sourcePaths(/\/(?:de|en)\.ts$/)
    expect(sets).to.have.members(folders.flatMap((folder) => [`${folder}de.ts`, `${folder}en.ts`]))
  })

  for (const folder of folders) {
    it(`are the same set in every language, none of them empty: ${folder}`, async () => {
      const { de } = await exportsOf(`${folder}de.ts`)
      const { en } = await exportsOf(`${folder}en.ts`)
      expect(shapeOf(de)).to.have.lengthOf.greaterThan(1)
      expect(shapeOf(en)).to.have.members(shapeOf(de))
      expect(emptyTexts(de)).to.equal(false)
      expect(emptyTexts(en)).to.equal(false)
    })
  }

  const samples = renderedSamples().filter(({ name }) => !name.includes('long'))

  for (const { name, document } of samples) {
    it(`are plain: short sentences, no blame: ${name}`, () => {
      const texts = blocks(document)
      expect(texts.length).to.be.greaterThan(1)
      expect(texts.flatMap(sentences).filter((sentence) => wordCount(sentence) > 15)).to.deep.equal([])
      expect(texts.filter((text) => /ungültig|invalid|illegal|undefined|null|NaN|\[object/i.test(text))).to.deep.equal(
        [],
      )
    })
  }

  it('in Leichte Sprache have one sentence a line', () => {
    const [easy] = samples.filter(({ name }) => name === 'start-plain.de-x-leicht')
    const lines = easy ? blocks(easy.document) : []
    expect(lines.length).to.be.greaterThan(8)
    expect(lines.filter((line) => wordCount(line) > 10)).to.deep.equal([])
    expect(lines.filter((line) => /[.?!] \p{Lu}/u.test(line))).to.deep.equal([])
    expect(lines.filter((line) => /\b(nicht|kein|keine)\b/i.test(line))).to.deep.equal([])
  })
})
