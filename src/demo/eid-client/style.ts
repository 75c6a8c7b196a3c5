/** The style sheet of the eID client. */
export const CLIENT_STYLE = `
:root { --ink: #1b1f24; --line: #c9cfd6; --blue: #14497d; color-scheme: light }
* { box-sizing: border-box }
body { margin: 0; color: var(--ink); background: #eef1f4; font: 1.0625rem/1.5 "Fira Sans", "Segoe UI", Arial, sans-serif }
header { background: var(--blue); color: #fff }
header p, main { max-width: 40rem; margin: 0 auto; padding: 0.75rem 1.25rem }
header strong { display: block; font-size: 1.25rem }
main { background: #fff; min-height: 80vh }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0.5rem 0 }
fieldset { border: 1px solid var(--line); border-radius: 4px; margin: 1rem 0; padding: 0.5rem 1rem }
legend { font-weight: 600; padding: 0 0.5rem }
fieldset label, .field { display: flex; gap: 0.75rem; align-items: baseline; margin: 0; padding: 0.4rem 0; overflow-wrap: anywhere }
input[type=radio], input[type=checkbox] { flex: none; width: 1.125rem; height: 1.125rem; margin: 0; align-self: start; margin-top: 0.25rem }
label[for] { display: block; font-weight: 600 }
input[type=password] { font: inherit; padding: 0.5rem; width: 12rem; border: 1px solid var(--ink); border-radius: 4px }
button { border: 2px solid var(--blue); border-radius: 4px; padding: 0.6rem 1.2rem; background: var(--blue); color: #fff;
  font: inherit; font-weight: 600; cursor: pointer }
button.plain { background: #fff; color: var(--blue) }
.buttons { display: flex; gap: 1rem; flex-wrap: wrap }
.info, [role=alert] { border-left: 0.4rem solid var(--blue); background: #f4f6f8; padding: 0.6rem 1rem }
[role=alert] { border-color: #a4260a; background: #fdf1ee }
.cards { padding-left: 1.25rem }
.cards li { padding: 0.25rem 0 }
code { color: #555d66; margin-left: 0.25rem }
a { color: var(--blue) }
:focus-visible { outline: 3px solid #1b1f24; outline-offset: 3px }
`
