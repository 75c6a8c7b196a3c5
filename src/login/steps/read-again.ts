import { isReadAgain } from '../../domain/login.js'
import type { PageStep } from '../step.js'
import { meetPersonStep } from './meet-person.js'

/**
 * The card is to be read once more for what was chosen: its method's page is where this goes on. The login's own
 * address is the choice again, which drops what was chosen.
 */
export const readAgainStep: PageStep = {
  ...meetPersonStep,
  name: 'read-again',
  needed: ({ login }) => isReadAgain(login),
  opensMethods: true,
}
