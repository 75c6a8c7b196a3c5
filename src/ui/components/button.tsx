interface ButtonProps {
  readonly look: 'primary' | 'secondary' | 'tertiary'
  readonly label: string
  /** Sent as `name=value` when this button is pressed. */
  readonly name?: string
  readonly value?: string
}

/** A submit button; it lies inside its form. */
export function Button({ look, label, name, value }: ButtonProps) {
  const sent = name === undefined || value === undefined ? {} : { name, value }
  return (
    <button type="submit" class={`kern-btn kern-btn--${look}`} {...sent}>
      <span class="kern-label">{label}</span>
    </button>
  )
}
