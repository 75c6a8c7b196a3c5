import { expect } from 'chai'
import { descendants, rawTextOf, textOf, type HtmlElement } from '../support/html-document.js'
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

const blocks = (document: HtmlElement): readonly string[] => blocksOf(document).map(textOf)

const blocksOf = (document: HtmlElement): readonly HtmlElement[] =>
  descendants(document)
    .filter(({ name }) => name === 'main')
    .flatMap((main) => descendants(main))
    .filter((element) => BLOCKS.has(element.name) && !descendants(element).some(({ name }) => BLOCKS.has(name)))

/** The lines of all blocks, as the style sheet keeps them in Leichte Sprache. */
const easyLines = (document: HtmlElement): readonly string[] =>
  blocksOf(document)
    .flatMap((block) => rawTextOf(block).split('\n'))
    .filter((line) => line.trim() !== '')

const sentences = (text: string): readonly string[] => text.split(/(?<=[.?!:])\s+(?=\p{Lu}|„|“)/u)
const wordCount = (sentence: string): number => sentence.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length

/** A dot that ends no sentence: of an initial, of a day before its month. */
const NO_END =
  /\p{Lu}\. |\d{1,2}\. (?=Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)/gu

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
      const counted = name.endsWith('.de-x-leicht') ? easyLines(document) : texts
      expect(counted.flatMap(sentences).filter((sentence) => wordCount(sentence) > 15)).to.deep.equal([])
      expect(
        texts.filter((text) => /ungültig|invalid|illegal|undefined|null|\bNaN\b|\[object/i.test(text)),
      ).to.deep.equal([])
    })
  }

  const easy = samples.filter(({ name }) => name.endsWith('.de-x-leicht'))

  it('in Leichte Sprache there are of every page of a way that is offered in it', () => {
    expect(easy.map(({ page }) => page.kind)).to.include.members([
      ...['start', 'error', 'logout', 'signed-out'],
      ...['method-choice', 'password', 'second-factor', 'eid', 'eid-waiting', 'pass', 'pass-elsewhere', 'pass-link'],
      ...['link-or-create-account', 'account-switch', 'review-methods', 'profile', 'confirm', 'hand-over'],
    ])
  })

  for (const { name, document } of easy) {
    it(`in Leichte Sprache have one short sentence a line: ${name}`, () => {
      const lines = easyLines(document)
      expect(lines.length).to.be.greaterThan(2)
      expect(
        blocksOf(document)
          .map(rawTextOf)
          .filter((text) => /^\s*\n|\n\s*\n/.test(text)),
      ).to.deep.equal([])
      expect(lines.filter((line) => wordCount(line) > 12)).to.deep.equal([])
      expect(lines.filter((line) => /[.?!] \p{Lu}/u.test(line.replace(NO_END, '')))).to.deep.equal([])
    })
  }
})
