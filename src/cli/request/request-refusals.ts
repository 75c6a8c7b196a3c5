import type { PerCode, RefusalData } from '../../operators/findings.js'

/** Why no request is shown. */
export const REQUEST_REFUSALS = {
  'request-unknown': ({ errorId }) =>
    `There is no refused request "${errorId}": they are kept for 7 days, other errors and floods are not; look for the id in the log`,
} satisfies Partial<PerCode<RefusalData, string>>
