import { z } from 'zod'
import { ATTRIBUTE_NAMES, type AttributeName } from '../../domain/identity.js'
import { EID_PROBLEMS } from './pages/eid-problem.js'
import type { EidPage, EidWaitingPage, Form } from '../../ui/view-models.js'
import { CARD_FIELDS, FIELD_OF, type CardField } from './card-fields.js'

const model = z.strictObject({
  again: z.boolean(),
  reads: z.array(z.enum(CARD_FIELDS)),
  minimumAge: z.number().int(),
  startUrl: z.string(),
  phoneUrl: z.string().nullable(),
  installUrl: z.string(),
  pinUrl: z.string(),
  problem: z.enum(EID_PROBLEMS).nullable(),
})

/** The page of the method from what it wants to show. */
export function eidPage(shown: unknown, _form: Form, otherMethods: string): EidPage {
  const { reads, phoneUrl, ...rest } = model.parse(shown)
  return {
    kind: 'eid',
    otherMethods,
    ...rest,
    phoneUrl: phoneUrl === rest.startUrl ? null : phoneUrl,
    reads: reads.flatMap(calledOn),
  }
}

const waitingModel = z.strictObject({ automatic: z.boolean(), again: z.boolean() })

/** The page that waits for the eID server. */
export const eidWaitingPage = (shown: unknown, form: Form, otherMethods: string): EidWaitingPage => ({
  kind: 'eid-waiting',
  otherMethods,
  goOn: form.action,
  stopped: `${form.action}/return?auto=0`,
  ...waitingModel.parse(shown),
})

/** The page names what a citizen knows: the address as one; pseudonym and age it explains itself. */
function calledOn(field: CardField): readonly (AttributeName | 'address')[] {
  if (field === 'PlaceOfResidence') return ['address']
  return ATTRIBUTE_NAMES.filter((name) => FIELD_OF[name] === field)
}
