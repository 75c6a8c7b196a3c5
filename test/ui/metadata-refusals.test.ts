import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { metadataRefusal } from '../../src/ui/texts/de-metadata-refusals.js'

const READER = 'src/saml/metadata'

/** Every rule by which reading or fetching metadata fails, as the sources throw it. */
const rules = [
  ...new Set(
    readdirSync(READER, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => readFileSync(join(READER, file), 'utf8').match(/(?<=')metadata-[a-z-]+(?=')/g) ?? []),
  ),
]

describe('a refusal of metadata', () => {
  it('is of one of some thirty rules', () => expect(rules.length).to.be.greaterThan(25))

  for (const rule of rules) {
    it(`says in German what it means, in short sentences: ${rule}`, () => {
      const text = metadataRefusal(rule) ?? expect.fail('no sentence')
      expect(text).to.match(/\.$/)
      for (const sentence of text.split(/(?<=[.?]) /)) expect(sentence.split(' ').length, sentence).to.be.at.most(17)
    })
  }
})
