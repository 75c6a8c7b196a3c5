import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { parse } from 'yaml'
import { auditManual } from '../../scripts/docs/audit-manual.js'
import { configurationManual } from '../../scripts/docs/configuration-manual.js'
import { defaultSettings } from '../../scripts/docs/default-settings.js'
import { errorManual } from '../../scripts/docs/error-manual.js'
import { settingsSchema } from '../../src/compose/load-config.js'
import { settingFields, type SettingField } from '../../src/config/schema-walk.js'
import { readEnvironment } from '../../src/config/environment.js'
import { VARIABLES } from '../../src/config/variables.js'

const committed = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')

/** What the text of a YAML file holds at a dotted path; null for a key that is there without a value. */
const heldAt = (content: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, key) => (value === null ? null : (value as Readonly<Record<string, unknown>>)[key]),
      content,
    )

/** A field of a section that ships empty has no default of its own. */
const shippedValue = ({ fallback }: SettingField): unknown => fallback ?? null

describe('the generated manual', () => {
  it('of the configuration is what the code says (else: npm run docs)', async () => {
    expect(committed('docs/configuration.md')).to.equal(await configurationManual())
  })

  it('of the errors is what the code says (else: npm run docs)', async () => {
    expect(committed('docs/errors.md')).to.equal(await errorManual())
  })

  it('of the audit log is what the code says (else: npm run docs)', async () => {
    expect(committed('docs/audit.md')).to.equal(await auditManual())
  })

  it('holds the shipped settings as the code has them (else: npm run docs)', async () => {
    expect(committed('config/default.yaml')).to.equal(await defaultSettings())
  })

  it('shows in the shipped settings every key with the default of the schema, and a line of what it is for', () => {
    const text = committed('config/default.yaml')
    const content: unknown = parse(text)
    for (const field of settingFields(settingsSchema))
      expect(heldAt(content, field.path), field.path).to.deep.equal(shippedValue(field))
    const told = text.replace(/\n *# /g, ' ')
    for (const { doc, fallback, path } of settingFields(settingsSchema)) {
      if (fallback !== undefined) expect(told, path).to.contain(doc)
    }
  })

  it('tells of a variable that is not set the value that holds then', () => {
    const { publicUrl, host, port, workers, logLevel } = readEnvironment(
      {},
      { read: () => '', mode: () => 0o600, kind: () => 'missing' },
      [],
    )
    const told = Object.fromEntries(VARIABLES.map(({ name, fallback }) => [name, fallback]))
    expect(told).to.include({
      PUBLIC_URL: `\`${publicUrl}\``,
      HOST: `\`${host}\``,
      PORT: `\`${port}\``,
      WORKERS: `\`${workers}\``,
      LOG_LEVEL: `\`${logLevel}\``,
    })
  })

  it('says of every setting and variable what it is for', () => {
    for (const { path, doc, expects } of settingFields(settingsSchema)) {
      expect(doc, path).to.match(/\S{3}/).and.not.equal('undefined')
      expect(expects, path).to.match(/\S{3}/).and.not.equal('undefined')
    }
    for (const { name, doc } of VARIABLES) expect(doc, name).to.match(/\S{3}/)
  })
})
