import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { configurationManual } from '../../scripts/docs/configuration-manual.js'
import { errorManual } from '../../scripts/docs/error-manual.js'
import { settingFields } from '../../src/config/schema-walk.js'
import { VARIABLES } from '../../src/config/variables.js'

const committed = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')

describe('the generated manual', () => {
  it('of the configuration is what the code says (else: npm run docs)', async () => {
    expect(committed('configuration.md')).to.equal(await configurationManual())
  })

  it('of the errors is what the code says (else: npm run docs)', async () => {
    expect(committed('errors.md')).to.equal(await errorManual())
  })

  it('says of every setting and variable what it is for', () => {
    for (const { path, doc, expects } of settingFields()) {
      expect(doc, path).to.match(/\S{3}/).and.not.equal('undefined')
      expect(expects, path).to.match(/\S{3}/).and.not.equal('undefined')
    }
    for (const { name, doc } of VARIABLES) expect(doc, name).to.match(/\S{3}/)
  })
})
