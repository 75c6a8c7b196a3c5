import type { Rich } from '../texts/messages.js'

/** Shows a text with its emphasis. */
export function RichText({ of }: { readonly of: Rich }) {
  if (typeof of === 'string') return <>{of}</>
  return (
    <>{of.map((piece, index) => (typeof piece === 'string' ? piece : <strong key={index}>{piece.strong}</strong>))}</>
  )
}
