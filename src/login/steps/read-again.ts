import { isBeingReadAgain } from '../conditions.js'
import type { PageStep } from '../step.js'
import { linkOrCreateAccountStep } from './link-or-create-account.js'

/**
 * The card is to be read once more for what was chosen; the login goes on at the page of the card's method. The login's
 * own address shows the choice again, and opening it drops what was chosen.
 */
export const readAgainStep: PageStep = {
  ...linkOrCreateAccountStep,
  name: 'read-again',
  needed: isBeingReadAgain,
  opensMethods: true,
}
