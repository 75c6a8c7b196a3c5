import type { TotpSetupPage, PasskeySetupPage } from '../../factors/pages/factor-models.js'
import { FORM_FIELDS } from '../form-fields.js'
import type { Scope } from '../scope.js'
import { RichText } from './rich-text.js'
import { SafeLink } from './safe-link.js'
import { TextField } from './text-field.js'

interface Props {
  readonly page: TotpSetupPage | PasskeySetupPage
  readonly scope: Scope
}

/** Up to which level the factor will count, and how it could count for more. */
export function CountsUpTo({ page, scope }: Props) {
  const { levels, factor } = scope.texts
  return (
    <p class="kern-body">
      <RichText of={factor.setup.counts(levels[page.counts])} />
      {page.counts === page.highest ? null : ` ${factor.setup.more(levels[page.highest])}`}
    </p>
  )
}

/** What the citizen calls it. */
export function FactorName({ page, scope }: Props) {
  const { setup } = scope.texts.factor
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
  <p class="kern-body">
    <SafeLink href={page.back}>{scope.texts.factor.setup.back}</SafeLink>
  </p>
)
