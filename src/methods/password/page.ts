import { z } from 'zod'
import type { Form, PasswordPage } from '../../ui/view-models.js'

const model = z.strictObject({
  username: z.string(),
  problem: z.enum(['proof-expired', 'wrong', 'username-missing', 'password-missing', 'both-missing']).nullable(),
  triesLeft: z.number().int().nullable(),
})

/** The password page from what the method wants to show. */
export const passwordPage = (shown: unknown, form: Form, otherMethods: string): PasswordPage => ({
  kind: 'password',
  form,
  otherMethods,
  ...model.parse(shown),
})
