import { oneInstance } from '../support/deployments.js'
import { stepUpsInChromium } from '../browser/step-ups.js'

describe('a login in Chromium that has to reach higher, on one instance with SQLite', function () {
  this.timeout(120_000)
  stepUpsInChromium(oneInstance())
})
