import { lacksTarget } from '../conditions.js'
import type { PageStep } from '../step.js'
import { chooseMethod, methodChoice } from './choose-method.js'

/** The card is to be bound to an account that is not proved yet: the citizen logs in to it. */
export const proveAccountStep: PageStep = {
  name: 'prove-account',
  stage: 'identify',
  needed: lacksTarget,
  page: (facts, place) => methodChoice(facts, place, 'link-account', false),
  forms: { methods: chooseMethod },
  opensMethods: true,
}
