import { expect } from 'chai'
import { createLogger } from '../../src/observability/logger.js'
import { tellWarnings } from '../../src/observability/tell-warnings.js'

describe('what an operator should know of environment and settings', () => {
  it('stands in the log at the start, a line each', () => {
    const lines: string[] = []
    const log = createLogger({
      level: 'info',
      destination: { write: (line) => void lines.push(line), dropped: () => 0 },
    })
    tellWarnings({ warnings: { environment: ['REDIS_ULR is set'], settings: ['no contact'] } }, log)
    expect(lines.map((line): unknown => JSON.parse(line))).to.have.length(2)
    expect(JSON.parse(lines[0] ?? '')).to.include({
      'log.level': 'warn',
      'event.action': 'config.warning',
      'error.message': 'REDIS_ULR is set',
    })
  })
})
