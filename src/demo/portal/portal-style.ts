/** The portals' style sheet. @param colour of the header and of buttons, dark enough for white text. */
export const portalStyle = (colour: string): string => `
:root { --colour: ${colour}; --ink: #1b1f24; --line: #c9cfd6; color-scheme: light }
* { box-sizing: border-box }
body { margin: 0; color: var(--ink); background: #f4f6f8; font: 1.125rem/1.6 "Fira Sans", "Segoe UI", Arial, sans-serif }
header { background: var(--colour); color: #fff }
header p, main, footer p { max-width: 46rem; margin: 0 auto; padding: 1rem 1.25rem }
header strong { display: block; font-size: 1.35rem }
main { background: #fff; padding-block: 1.5rem 2.5rem; min-height: 60vh; border-inline: 1px solid var(--line) }
h1 { font-size: clamp(1.5rem, 1rem + 2.5vw, 1.9rem); line-height: 1.25; margin: 0 0 1rem; overflow-wrap: break-word; hyphens: auto }
h2 { font-size: 1.3rem; margin: 2rem 0 0.5rem }
footer { border-top: 1px solid var(--line); font-size: 1rem }
.need, [role="status"], [role="alert"] { border-left: 0.4rem solid var(--colour); background: #f4f6f8; padding: 0.75rem 1rem }
[role="alert"] { border-color: #a4260a; background: #fdf1ee }
.button { display: inline-block; border: 2px solid var(--colour); border-radius: 4px; padding: 0.6rem 1.2rem; margin: 0.5rem 0;
  background: var(--colour); color: #fff; font: inherit; font-weight: 600; text-decoration: none; cursor: pointer }
.button.plain { background: #fff; color: var(--colour) }
.button:hover { text-decoration: underline }
.ways { display: flex; flex-wrap: wrap; gap: 0 1rem }
details { margin: 1.5rem 0 }
summary { min-height: 2.75rem; padding: 0.5rem 0; font-weight: 600; cursor: pointer }
footer ul { display: flex; flex-wrap: wrap; gap: 0 1.5rem; max-width: 46rem; margin: 0 auto; padding: 0.5rem 1.25rem; list-style: none }
footer a { display: inline-block; padding: 0.5rem 0; color: var(--ink) }
:focus-visible { outline: 3px solid #1b1f24; outline-offset: 3px; box-shadow: 0 0 0 3px #fff }
dl { margin: 0; border-top: 1px solid var(--line) }
dl div { display: grid; grid-template-columns: minmax(0, 16rem) minmax(0, 1fr); gap: 0 1.5rem; padding: 0.5rem 0;
  border-bottom: 1px solid var(--line) }
dt { font-weight: 600 }
dd { margin: 0; overflow-wrap: anywhere }
@media (max-width: 36rem) { dl div { grid-template-columns: minmax(0, 1fr) } main { border: 0 } }
`
