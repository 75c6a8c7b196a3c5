import { z } from 'zod'
import type { SecondFactorPage } from './pages/factor-models.js'
import type { Form } from '../ui/view-models.js'

const model = z.strictObject({
  proof: z.string(),
  asksFor: z.enum(['totp', 'recovery-code']),
  passkey: z.string().nullable(),
  problem: z.enum(['missing', 'format', 'wrong', 'used', 'recovery-code', 'passkey']).nullable(),
  triesLeft: z.number().int().nullable(),
})

/** The page of the second factor from what the method wants to show. */
export const secondFactorPage = (shown: unknown, form: Form, otherMethods: string): SecondFactorPage => ({
  kind: 'second-factor',
  form,
  otherMethods,
  ...model.parse(shown),
})
