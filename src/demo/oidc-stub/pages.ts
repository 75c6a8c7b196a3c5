import { STUB_ACCOUNTS, type StubAccount } from './accounts.js'

/** Everything that is shown is ours, but what a broker calls itself is not. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (each) => `&#${each.charCodeAt(0)};`)

const nameOf = ({ claims }: StubAccount): string =>
  [claims['given_name'], claims['family_name']].filter((each) => typeof each === 'string').join(' ')

const levelOf = ({ acr }: StubAccount): string =>
  acr === null ? 'ohne Vertrauensniveau' : (acr.split('/').at(-1) ?? '')

/** Who is there, as buttons: nobody has a password at a stand-in. */
export const loginPage = (action: string, client: string): string => `<!doctype html>
<html lang="de">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Anmelden – Konto Nord</title><link rel="icon" href="data:,"></head>
<body><main>
<h1>Anmelden bei Konto Nord</h1>
<p>Dieses Konto dient der Vorführung. ${escaped(client)} möchte wissen, wer Sie sind.</p>
<form method="post" action="${escaped(action)}">
${STUB_ACCOUNTS.map((each) => `<p><button name="account" value="${each.id}" data-account="${each.id}">Als ${escaped(nameOf(each))}</button> (${escaped(levelOf(each))})</p>`).join('\n')}
<p><button name="decision" value="cancel">Abbrechen</button></p>
</form>
</main></body></html>`
