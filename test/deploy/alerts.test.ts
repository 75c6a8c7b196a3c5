import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { createMetrics } from '../../src/observability/metrics.js'
import { METHOD_IDS, METHOD_MODULES } from '../../src/methods/registry.js'
import { ROOT } from '../docs/fenced-blocks.js'

const read = (path: string): string => readFileSync(join(ROOT, 'deploy', path), 'utf8')

const RULES = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          alert: z.string(),
          expr: z.string(),
          labels: z.object({ severity: z.enum(['critical', 'warning']) }),
          annotations: z.object({ summary: z.string(), action: z.string() }),
        }),
      ),
    }),
  ),
})
const TESTS = z.object({
  tests: z.array(
    z.object({ alert_rule_test: z.array(z.object({ alertname: z.string(), exp_alerts: z.array(z.any()) })) }),
  ),
})
const DASHBOARD = z.object({ panels: z.array(z.object({ targets: z.array(z.object({ expr: z.string() })) })) })

/** The names of ours that an expression asks for; a histogram's by their own. */
const asked = (expr: string): readonly string[] =>
  (expr.match(/servicekonto_\w+/g) ?? []).map((name) => name.replace(/_bucket$/, ''))

async function offered(): Promise<ReadonlySet<string>> {
  const metrics = createMetrics({
    version: '0',
    now: () => 0,
    registeredServices: () => 0,
    methods: METHOD_IDS,
    certificates: () => ({ nearest: new Map(), servicesWithin: new Map(), metadataWithin: new Map() }),
    proofFailures: METHOD_MODULES.flatMap((module) => module.failures),
    ofMethods: METHOD_MODULES.flatMap((module) => module.metrics),
    gauge: () => Promise.resolve(0),
    sources: () => Promise.resolve(new Map([['ok', 1]])),
    droppedLogEntries: () => 0,
    peers: null,
  })
  const text = await metrics.render()
  return new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name))
}

describe('what deploy/ has for the monitoring', () => {
  const rules = RULES.parse(parse(read('prometheus/alerts.yaml'))).groups.flatMap((group) => group.rules)

  it('asks for metrics that there are', async () => {
    const there = await offered()
    const { panels } = DASHBOARD.parse(JSON.parse(read('grafana/servicekonto.json')))
    const exprs = [...rules, ...panels.flatMap(({ targets }) => targets)].flatMap(({ expr }) => asked(expr))
    expect(exprs.length).to.be.greaterThan(20)
    expect(exprs.filter((name) => !there.has(name))).to.deep.equal([])
  })

  it('has for each alert a case in which it is raised, and one in which it is not', () => {
    const { tests } = TESTS.parse(parse(read('prometheus/alerts.test.yaml')))
    const cases = tests.flatMap((test) => test.alert_rule_test)
    const raised = new Set(cases.filter((each) => each.exp_alerts.length > 0).map(({ alertname }) => alertname))
    const quiet = new Set(cases.filter((each) => each.exp_alerts.length === 0).map(({ alertname }) => alertname))
    for (const { alert } of rules) expect([raised.has(alert), quiet.has(alert)], alert).to.deep.equal([true, true])
  })
})
