import { expect } from 'chai'
import type { Deployment } from '../support/deployments.js'

/** In each test of this suite the instances shared the steps evenly: none was given two of them in a row. */
export function eachStepElsewhere(deployment: Deployment): void {
  let before: readonly number[] = []
  beforeEach(() => {
    before = deployment.served()
  })
  afterEach(() => {
    const steps = deployment.served().map((count, place) => count - (before[place] ?? 0))
    if (steps.length === 1) return
    expect(Math.min(...steps)).to.be.greaterThan(1)
    expect(Math.max(...steps) - Math.min(...steps)).to.be.at.most(1)
  })
}
