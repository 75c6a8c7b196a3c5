interface ButtonProps {
  /** `danger`: what it does cannot be undone. */
  readonly look: 'primary' | 'secondary' | 'tertiary' | 'danger'
  readonly label: string
  /** Sent as `name=value` when this button is pressed. */
  readonly name?: string
  readonly value?: string
}

const CLASSES: Readonly<Record<ButtonProps['look'], string>> = {
  primary: 'kern-btn kern-btn--primary',
  secondary: 'kern-btn kern-btn--secondary',
  tertiary: 'kern-btn kern-btn--tertiary',
  danger: 'kern-btn kern-btn--secondary app-danger',
}

/** A submit button; it lies inside its form. */
export function Button({ look, label, name, value }: ButtonProps) {
  const sent = name === undefined || value === undefined ? {} : { name, value }
  return (
    <button type="submit" class={CLASSES[look]} {...sent}>
      <span class="kern-label">{label}</span>
    </button>
  )
}
