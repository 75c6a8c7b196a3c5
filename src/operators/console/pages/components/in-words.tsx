import type { Worded } from '../../value-words.js'

/** A value in words, with what the command line calls it beside it. */
export const OneInWords = ({ text, code }: Worded) => (
  <>
    {text}
    {code === null ? null : (
      <>
        {' '}
        <code class="app-literal">{code}</code>
      </>
    )}
  </>
)

/** Values of a description list. */
export function InWords({ items, empty }: { readonly items: readonly Worded[]; readonly empty: string }) {
  if (items.length === 0) return <dd>{empty}</dd>
  return (
    <>
      {items.map((item) => (
        <dd key={item.code ?? item.text}>
          <OneInWords {...item} />
        </dd>
      ))}
    </>
  )
}
