import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { parseDocument } from 'yaml'
import { ConfigError } from '../../src/config/config-error.js'
import { settingsSchema } from '../../src/compose/load-config.js'
import { settingFields } from '../../src/config/schema-walk.js'
import { readSettings as readSettingsBy } from '../../src/config/settings-file.js'
import { eidModule } from '../../src/methods/eid/module.js'
import { passModule } from '../../src/methods/pass/module.js'
import { passwordModule } from '../../src/methods/password/module.js'
import { LONGEST_SESSION_LIMITS } from '../../src/domain/session-limits.js'

const shipped = (name: string) => readFileSync(new URL(`../../config/${name}`, import.meta.url), 'utf8')

const readSettings = (text: string, name: string) => readSettingsBy(settingsSchema, text, name)

function faultsOf(text: string): readonly string[] {
  try {
    readSettings(text, 'c.yaml')
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
}

describe('the config file', () => {
  it('as shipped says just what an empty one means', () => {
    expect(readSettings(shipped('default.yaml'), 'default.yaml')).to.deep.equal(readSettings('', 'empty'))
  })

  for (const { path, fallback } of settingFields(settingsSchema)) {
    // A field of a section that ships empty is asked for as soon as the section is there.
    if (fallback === undefined) continue
    it(`means the shipped ${path} where it says all but that`, () => {
      const document = parseDocument(shipped('default.yaml'))
      expect(document.deleteIn(path.split('.'))).to.equal(true)
      expect(readSettings(document.toString(), 'c.yaml')).to.deep.equal(readSettings(shipped('default.yaml'), 'd.yaml'))
    })
  }

  it('as shipped brakes and hashes passwords as the rules say', () => {
    const password = passwordModule.settingsOf(readSettings(shipped('default.yaml'), 'default.yaml').methods)
    expect(password.argon2).to.deep.equal({ memoryKiB: 19_456, iterations: 2, parallelism: 1 })
    expect(password.brakes).to.deep.equal({ perName: 10, perAddress: 30, perPassword: 40, windowMinutes: 15 })
    expect(password.secondFactor).to.deep.equal({ totp: true, passkey: true, level: 'normal' })
  })

  it('as shipped gives each method, and what citizens say of themselves, the level of the rules', () => {
    const { methods, proofing } = readSettings(shipped('default.yaml'), 'default.yaml')
    expect(passwordModule.settingsOf(methods)).to.include({ level: 'normal' })
    expect(passModule.settingsOf(methods)).to.include({ level: 'substantiell', levelWithoutAccount: 'normal' })
    expect(eidModule.settingsOf(methods)).to.include({ level: 'hoch' })
    expect(proofing.selfDeclared).to.equal('normal')
  })

  it('as shipped shows no support contact and no legal links', () => {
    const { site } = readSettings(shipped('default.yaml'), 'default.yaml')
    expect(site).to.deep.equal({
      name: 'Servicekonto',
      operator: null,
      support: { email: null, phone: null, url: null },
      links: {
        help: null,
        signLanguage: null,
        imprint: null,
        privacy: null,
        accessibility: null,
        reportBarrier: null,
      },
    })
  })

  it('takes links on https, by mail, and to this machine', () => {
    const text = `site: {operator: Stadt Musterstadt, links: {help: "https://a.example/?b=c", signLanguage: "http://portal.localhost:4001/a", reportBarrier: "mailto:a@b.example"}}`
    const { operator, links } = readSettings(text, 'c.yaml').site
    expect(operator).to.equal('Stadt Musterstadt')
    expect([links.help, links.signLanguage, links.reportBarrier]).to.deep.equal([
      'https://a.example/?b=c',
      'http://portal.localhost:4001/a',
      'mailto:a@b.example',
    ])
  })

  it('as shipped allows sessions as long as TR-03160-1 does', () => {
    expect(readSettings('', 'c.yaml').sessions).to.deep.equal(LONGEST_SESSION_LIMITS)
  })

  it('has a template for production and a stricter one that are valid', () => {
    expect(readSettings(shipped('production.example.yaml'), 'p').metadata.organization?.name).to.equal(
      'Stadt Musterstadt',
    )
    expect(readSettings(shipped('bundid.yaml'), 'b').proofing.selfDeclared).to.equal('basis')
  })

  it('takes minutes and gives milliseconds', () => {
    const { sessions } = readSettings('sessions: {normal: {ageMinutes: 30, idleMinutes: 10}}', 'c.yaml')
    expect(sessions.normal).to.deep.equal({ age: 1_800_000, idle: 600_000 })
  })

  it('writes single addresses among the networks as networks', () => {
    expect(readSettings('metrics: {networks: [10.1.2.3]}', 'c').metrics.networks).to.deep.equal(['10.1.2.3/32'])
    const { network } = readSettings('network: {outgoing: {allow: [10.1.2.3, fd00:1::/32]}}', 'c')
    expect(network.outgoing.allow).to.deep.equal(['10.1.2.3/32', 'fd00:1::/32'])
    expect(readSettings('', 'c').network.outgoing.allow).to.deep.equal([])
  })

  const refused: readonly (readonly [string, string, string])[] = [
    ['a session longer than the ceiling', 'sessions: {hoch: {ageMinutes: 31}}', 'a whole number from 1 to 30'],
    ['a session idle for longer than the ceiling', 'sessions: {hoch: {idleMinutes: 6}}', 'a whole number from 1 to 5'],
    ['a password that claims more than normal', 'methods: {password: {level: hoch}}', 'it may be basis or normal'],
    ['a self-declared identity above normal', 'proofing: {selfDeclared: substantiell}', 'it may be basis or normal'],
    ['a weak argon2id cost', 'methods: {password: {argon2: {memoryKiB: 7168, iterations: 1}}}', 'at least 35840'],
    [
      'a link that is script',
      'site: {links: {imprint: "javascript:alert(1)"}}',
      '(or http:// on localhost) or mailto:',
    ],
    ['a link over plain http', 'site: {links: {help: "http://a.example"}}', '(or http:// on localhost) or mailto:'],
    ['a link that looks like this machine', 'site: {links: {help: "http://localhost.example"}}', 'or mailto:'],
    ['a bad e-mail address', 'site: {support: {email: nobody}}', 'an e-mail address'],
    ['a number where a text belongs', 'site: {name: 7}', 'a text of 1 to 200'],
    ['a text where a section belongs', 'site: Servicekonto', 'a section with name, operator, support, links'],
    [
      'an unknown key of the eID',
      'methods: {eid: {signature: {keyfile: a.pem}}}',
      'did you mean methods.eid.signature.keyFile',
    ],
    [
      'a network to be called that is not private',
      'network: {outgoing: {allow: [10.0.0.0/8, 0.0.0.0/0]}}',
      'network.outgoing.allow.1 is "0.0.0.0/0"; it may be a private network, within 10.0.0.0/8',
    ],
    ['a network that is none', 'metrics: {networks: [all]}', 'metrics.networks.0 is "all"'],
    ['half an organisation', 'metadata: {organization: {name: Stadt}}', 'metadata.organization.url is missing'],
    ['a list as the whole file', '- a\n- b\n', 'it may be keys with values'],
    ['text that is no YAML', 'site: {name: "x\n', 'c.yaml:'],
    ['the same key twice', 'site:\n  name: A\n  name: B\n', 'c.yaml:3: Map keys must be unique'],
  ]
  for (const [what, text, expected] of refused) {
    it(`refuses ${what}`, () => {
      const faults = faultsOf(text)
      expect(faults.join('\n')).to.contain(expected)
      for (const fault of faults) expect(fault).to.match(/^c\.yaml(:\d+)?: \S[^\n]*$/)
    })
  }

  it('names the line and the nearest known key of an unknown one', () => {
    expect(faultsOf('site:\n  support:\n    mail: a@b.example\nmethod: {}\n')).to.have.members([
      'c.yaml:3: site.support.mail is no known key; did you mean site.support.email?',
      'c.yaml:4: method is no known key; did you mean methods?',
    ])
    expect(faultsOf('zzzzzz: 1')).to.deep.equal([
      'c.yaml:1: zzzzzz is no known key; known here: stage, testCitizens, site, methods, proofing, sessions, http, network, metrics, metadata, dialects, keys, audit, operators, requests',
    ])
  })
})
