import { expect } from 'chai'
import { join } from 'node:path'
import { ROOT } from '../docs/fenced-blocks.js'
import { runToEnd } from '../support/spawned.js'

const FOLDER = join(ROOT, 'deploy/prometheus')

describe('the alert rules for Prometheus', () => {
  for (const command of [
    ['check', 'rules', 'alerts.yaml'],
    ['test', 'rules', 'alerts.test.yaml'],
  ]) {
    it(`hold: promtool ${command.join(' ')}`, async () => {
      const { code, stdout, stderr } = await runToEnd('promtool', command, { cwd: FOLDER })
      expect([code, stdout.includes('SUCCESS')], stdout + stderr).to.deep.equal([0, true])
    })
  }
})
