import { z } from 'zod'
import type { PassPage } from './pages/phone-view-models.js'
import type { Form } from '../../ui/view-models.js'

const model = z.strictObject({
  link: z.string(),
  number: z.string(),
  validUntil: z.number(),
  status: z.enum([
    'waiting',
    'scanned',
    'returning',
    'confirmed',
    'declined',
    'wrong-number',
    'failed',
    'blocked',
    'expired',
  ]),
  withoutAccount: z.boolean(),
  automatic: z.boolean(),
})

/** The pass's page from what the method wants to show. */
export const passPage = (shown: unknown, form: Form, otherMethods: string): PassPage => ({
  kind: 'pass',
  form,
  otherMethods,
  ...model.parse(shown),
})
