import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { ConfigError } from '../../src/config/config-error.js'
import { loadConfig } from '../../src/compose/load-config.js'
import type { Config } from '../../src/config/config.js'

const load = (text: string): Config =>
  loadConfig(
    { CONFIG_FILE: '/c.yaml', DATA_DIR: '/data' },
    { mode: () => 0o600, read: () => text, kind: () => 'missing' },
  )

function faultsOf(text: string): readonly string[] {
  try {
    load(text)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
}

const JANA = 'testCitizens: [{ id: jana, methods: [password], givenName: Jana }]'

describe('test citizens in the config file', () => {
  it('are of a deployment of stage: test alone, which needs some', () => {
    expect(load('').settings).to.deep.include({ stage: 'productive', testCitizens: [] })
    expect(load('').settings.site.isTest).to.equal(undefined)
    expect(load(`stage: test\n${JANA}`).settings.site.isTest).to.equal(true)
    expect(faultsOf(JANA).join()).to.include('stage is productive')
    expect(faultsOf(`stage: productive\n${JANA}`).join()).to.include('stage is productive')
    expect(faultsOf('stage: test').join()).to.include('nobody could log in')
    expect(faultsOf('stage: tset').join()).to.include('productive or test')
  })

  it('have ids of their own, methods that there are, and attributes of the register’s letters', () => {
    for (const entry of [
      '{ methods: [eid] }',
      '{ id: none, methods: [eid] }',
      '{ id: A/b, methods: [eid] }',
      '{ id: jana }',
      '{ id: jana, methods: [] }',
      '{ id: jana, methods: [pass] }',
      '{ id: jana, methods: [toString] }',
      '{ id: jana, methods: [eid], temporary: maybe }',
      '{ id: jana, methods: [eid], vorname: Jana }',
      '{ id: jana, methods: [eid], givenName: J4na }',
      "{ id: jana, methods: [eid], birthDate: '1990-02-30' }",
      '{ id: jana, methods: [eid], postalCode: 52062 }',
    ])
      expect(faultsOf(`stage: test\ntestCitizens: [${entry}]`).join(), entry).to.include('a test citizen: id')
    const twice = '[{ id: jana, methods: [eid] }, { id: jana, methods: [elster] }]'
    expect(faultsOf(`stage: test\ntestCitizens: ${twice}`).join()).to.include('an id twice')
  })

  it('are shipped as a test IdP for portals of BundID, one for each of its levels', () => {
    const text = readFileSync(new URL('../../config/bundid.yaml', import.meta.url), 'utf8')
    const { stage, testCitizens, dialects } = load(text).settings
    expect([stage, dialects.akdb.version2Only]).to.deep.equal(['test', true])
    expect([...new Set(testCitizens.flatMap(({ methods }) => methods))].sort()).to.deep.equal([
      'eid',
      'elster',
      'password',
    ])
    expect(testCitizens.some(({ temporary }) => temporary)).to.equal(true)
  })
})
