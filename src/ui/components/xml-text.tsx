/** More of it nobody reads by its indents. */
const DEEPEST = 12

/** The text with a line for each tag, indented by its depth. It may be anything: nothing of it is taken for XML. */
export function inLines(xml: string): string {
  let depth = 0
  return xml
    .replace(/>\s*</g, '>\n<')
    .split('\n')
    .map((line) => {
      if (line.startsWith('</')) depth = Math.max(0, depth - 1)
      const indented = '  '.repeat(Math.min(depth, DEEPEST)) + line
      if (/^<[^/?!]/.test(line) && !/\/>$|<\/[^<>]*>$/.test(line)) depth += 1
      return indented
    })
    .join('\n')
}

/** A message as text, tag by tag; whoever uses the keyboard can scroll in it. */
export const XmlText = ({ xml, label }: { readonly xml: string; readonly label: string }) => (
  <section class="app-xml" tabIndex={0} aria-label={label}>
    <pre class="app-literal">{inLines(xml)}</pre>
  </section>
)
