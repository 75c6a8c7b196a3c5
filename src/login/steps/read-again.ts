import { isBeingReadAgain } from '../conditions.js'
import type { PageStep } from '../step.js'
import { linkOrCreateAccountStep } from './link-or-create-account.js'

/**
 * The card is to be read once more for what was chosen: its method's page is where this goes on. The login's own
 * address is the choice again, which drops what was chosen.
 */
export const readAgainStep: PageStep = {
  ...linkOrCreateAccountStep,
  name: 'read-again',
  needed: isBeingReadAgain,
  opensMethods: true,
}
