import { oneInstance } from '../support/deployments.js'
import { walksInChromium } from '../browser/walks.js'

describe('a citizen who walks through the demo in Chromium, on one instance with SQLite', function () {
  this.timeout(120_000)
  walksInChromium(oneInstance())
})
