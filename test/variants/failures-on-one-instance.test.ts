import { oneInstance } from '../support/deployments.js'
import { failuresInChromium } from '../browser/failures.js'

describe('a login in Chromium that does not go well, on one instance with SQLite', function () {
  this.timeout(120_000)
  failuresInChromium(oneInstance())
})
