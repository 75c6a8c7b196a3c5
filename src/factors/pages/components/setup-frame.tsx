import type { SetupProblem } from '../../second-factor-setup.js'
import type { TrustLevel } from '../../../domain/trust-level.js'
import { SafeLink } from '../../../ui/components/safe-link.js'
import { TextField } from '../../../ui/components/form.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import type { Scope } from '../../../ui/page.js'
import { factorTexts } from '../../texts/texts.js'

/** What both pages of a set-up show. */
export interface FactorSetup {
  readonly form: Form
  readonly draft: string
  /** What it is to be called, so far. */
  readonly name: string
  /** Up to which level it will count if it is bound now, and up to which it could. */
  readonly counts: TrustLevel
  readonly highest: TrustLevel
  readonly problem: SetupProblem | null
  readonly back: string
}

interface Props {
  readonly page: FactorSetup
  readonly scope: Scope
}

/** Up to which level the factor will count, and how it could count for more. */
export function CountsUpTo({ page, scope }: Props) {
  const { goodFor } = scope.texts
  const { setup } = factorTexts(scope.language)
  return (
    <p class="kern-body">
      {setup.counts(goodFor[page.counts])}
      {page.counts === page.highest ? null : ` ${setup.more(goodFor[page.highest])}`}
    </p>
  )
}

/** What the citizen calls it. */
export function FactorName({ page, scope }: Props) {
  const { setup } = factorTexts(scope.language)
  return (
    <TextField
      id={FORM_FIELDS.name}
      name={FORM_FIELDS.name}
      label={setup.name}
      hint={setup.nameHint}
      value={page.name}
      autocomplete="off"
    />
  )
}

export const BackToList = ({ page, scope }: Props) => (
  <p class="kern-body app-alone">
    <SafeLink href={page.back}>{factorTexts(scope.language).setup.back}</SafeLink>
  </p>
)
