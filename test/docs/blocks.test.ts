import { expect } from 'chai'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SaxesParser } from 'saxes'
import { loadConfig, settingsSchema } from '../../src/compose/load-config.js'
import { readSettings } from '../../src/config/settings-file.js'
import { METHOD_MODULES } from '../../src/methods/registry.js'
import { fieldName } from '../../src/observability/log-fields.js'
import { startRedisServer } from '../support/redis-server.js'
import { type RunningTestBroker, startBroker } from '../support/running-broker.js'
import { PLAN, type Treatment } from './block-plan.js'
import { blocksOf, type FencedBlock, PAGES, ROOT } from './fenced-blocks.js'

const planned = (how: Treatment): readonly FencedBlock[] =>
  Object.entries(PLAN).flatMap(([page, plan]) => {
    const blocks = blocksOf(page)
    return plan.flatMap(([, each], place) => (each === how ? (blocks[place] ?? []) : []))
  })

const nameOf = ({ page, line }: FencedBlock): string => `${page}:${line}`

/** A test of its own for each block that is tried in this way. */
const each = (how: Treatment, title: string, check: (block: FencedBlock) => void | Promise<void>): void => {
  for (const block of planned(how)) it(`${nameOf(block)} ${title}`, () => check(block))
}

describe('the blocks of code on the pages', () => {
  it('are each tried, or named with the reason why they cannot be (test/docs/block-plan.ts)', () => {
    for (const page of PAGES) {
      const plan = PLAN[page] ?? []
      const blocks = blocksOf(page)
      for (const [place, block] of blocks.entries()) {
        const [words] = plan[place] ?? []
        if (words === undefined || !block.text.includes(words)) expect.fail(`${nameOf(block)} is not in the plan`)
      }
      expect(plan, `${page}: blocks in the plan`).to.have.length(blocks.length)
    }
  })

  it('name no page in the plan that is gone, and no test', () => {
    for (const page of Object.keys(PLAN)) expect(PAGES).to.include(page)
    const tests = Object.values(PLAN).flatMap((plan) =>
      plan.flatMap(([, how]) => (typeof how === 'object' && 'by' in how ? [how.by] : [])),
    )
    for (const name of tests.filter((each) => each.startsWith('test/')))
      expect(existsSync(join(ROOT, name)), name).to.equal(true)
  })

  each('settings', 'is taken as a config file', ({ text }) => {
    const { methods, network } = readSettings(settingsSchema, text, 'konto.yaml')
    // Those of the stand-in are for a machine without TLS.
    const place = { secure: !text.includes('http://127.0.0.1'), outgoing: network.outgoing }
    expect(METHOD_MODULES.flatMap(({ section }) => section?.faults(methods, place) ?? [])).to.deep.equal([])
  })

  each('environment', 'is taken as an environment', ({ text }) => {
    const variables = Object.fromEntries(
      text.split('\n').map((line) => {
        const place = line.indexOf('=')
        return [line.slice(0, place), line.slice(place + 1)]
      }),
    )
    const secret = randomBytes(32).toString('base64')
    const read = (path: string): string => (path === variables['SECRET_KEY_FILE'] ? secret : '')
    const files = { read, kind: () => 'directory' as const, mode: () => 0o640 }
    const config = loadConfig(variables, files)
    if (variables['PUBLIC_URL']) expect(config.publicUrl).to.equal(variables['PUBLIC_URL'])
    if (variables['WORKERS']) expect(config.workers).to.equal(Number(variables['WORKERS']))
    if (variables['DATABASE_URL'])
      expect(config.database).to.deep.equal({ kind: 'postgres', url: variables['DATABASE_URL'] })
  })

  each('log line', 'is a line as the log writes it', ({ text }) => {
    const line: unknown = JSON.parse(text)
    const always = ['log.level', '@timestamp', 'ecs.version', 'service.name', 'process.pid', 'event.action', 'message']
    expect(Object.keys(line as object)).to.include.members(always)
    for (const [name, value] of Object.entries(line as object)) {
      if (!always.includes(name)) expect(fieldName(name, value), name).to.equal(name)
    }
  })

  each('json', 'is JSON, whole or line by line', ({ text }) => {
    const isWhole = text.startsWith('{\n')
    for (const part of isWhole ? [text] : text.split('\n')) expect(() => JSON.parse(part), part).not.to.throw()
  })

  each('xml', 'is well-formed', ({ text }) => {
    const prefixes = ['samlp', 'saml', 'ds', 'md', 'xenc11'].map((prefix) => `xmlns:${prefix}="urn:${prefix}"`)
    const parser = new SaxesParser({ xmlns: true })
    parser.on('error', (error) => {
      throw error
    })
    parser.write(`<page ${prefixes.join(' ')}>${text}</page>`).close()
  })

  each('npm', 'names scripts and files that there are', ({ text }) => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object }
    for (const [, name = ''] of text.matchAll(/\bnpm run ([\w:]+)/g)) expect(scripts).to.have.property(name)
    for (const [, path = ''] of text.matchAll(/(?<![\w/])((?:test|scripts|src)\/[\w/.-]+\.ts)/g)) {
      expect(existsSync(join(ROOT, path)), path).to.equal(true)
    }
  })

  each('redis', 'is taken by Redis, and holds there', async ({ text }) => {
    const redis = await startRedisServer([], `${text}\n`)
    for (const line of text.split('\n')) {
      const [name = '', value = ''] = line.split(' ')
      expect(await redis.command('CONFIG', 'GET', name), name).to.contain(value)
    }
    await redis.remove()
  })

  describe('for Prometheus', () => {
    let broker: RunningTestBroker
    before(async () => (broker = await startBroker()))
    after(() => broker.stop())

    each('metrics', 'asks for what /metrics has', async ({ text }) => {
      const metrics = await (await fetch(`${broker.url}/metrics`)).text()
      const names = text.match(/servicekonto_\w+/g) ?? []
      expect(names).not.to.deep.equal([])
      for (const name of names) expect(metrics).to.contain(`# TYPE ${name} gauge`)
      for (const [, label = ''] of text.matchAll(/\{(\w+)/g)) expect(metrics).to.contain(`{${label}="`)
    })
  })
})
