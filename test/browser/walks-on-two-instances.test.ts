import { twoInstances } from '../support/deployments.js'
import { walksInChromium } from './walks.js'

describe('a citizen who walks through the demo in Chromium, on two instances with PostgreSQL and Redis', function () {
  this.timeout(120_000)
  walksInChromium(twoInstances())
})
