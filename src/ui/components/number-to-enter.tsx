import type { Scope } from '../scope.js'

/** The number that the citizen enters in the app. */
export function NumberToEnter({ number, scope }: { readonly number: string; readonly scope: Scope }) {
  return (
    <p>
      <span class="kern-sr-only">{scope.texts.pass.numberIs} </span>
      <strong class="app-code" data-testid="pass-code">
        {number}
      </strong>
    </p>
  )
}
