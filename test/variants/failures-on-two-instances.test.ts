import { twoInstances } from '../support/deployments.js'
import { failuresInChromium } from '../browser/failures.js'

describe('a login in Chromium that does not go well, on two instances with PostgreSQL and Redis', function () {
  this.timeout(120_000)
  failuresInChromium(twoInstances())
})
