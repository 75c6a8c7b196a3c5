import { BrokerError } from '../../domain/error-catalogue.js'
import { answerLogin } from '../answer.js'
import type { AutomaticStep } from '../step.js'

/** The last step; it is always needed: the answer to what was agreed to. */
export const finishStep: AutomaticStep = {
  name: 'finish',
  needed: () => true,
  async run(facts, ports) {
    if (facts.login.state !== 'confirmed') throw new BrokerError('login-moved-on')
    return answerLogin(facts.login, facts, ports)
  },
}
