import { twoInstances } from '../support/deployments.js'
import { stepUpsInChromium } from '../browser/step-ups.js'

describe('a login in Chromium that has to reach higher, on two instances with PostgreSQL and Redis', function () {
  this.timeout(120_000)
  stepUpsInChromium(twoInstances())
})
