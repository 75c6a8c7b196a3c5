import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { filesEntered, gatheringsOf, loginPathManual } from '../docs/login-path.js'
import { oneLogin } from './one-login.js'

// Which files one login with user name and password enters, as the engine counts their calls.
const HELP = `npm run login:path [-- <option>]
  --manual   brings docs/login-path.md up to date
  --json     prints what the page is made from, and the page, for a test`

const { values } = parseArgs({
  options: { manual: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
})
const say = (text: string): void => void process.stdout.write(`${text}\n`)

if (values.help) say(HELP)
else {
  const legs = await oneLogin()
  const entered = [...filesEntered(legs)]
  const page = await loginPathManual(legs)
  const gatherings = legs.map((leg) => ({ request: leg.request, gatherings: gatheringsOf(leg) }))
  if (values.json) say(JSON.stringify({ files: entered.length, gatherings, page }))
  else {
    for (const [at, { request, calls }] of legs.entries()) {
      say(`${at + 1} ${request}: ${calls.size} files, ${gatheringsOf({ request, calls })} gatherings`)
      for (const [file] of entered.filter(([, first]) => first === at + 1)) say(`    ${file}`)
    }
    say(`${entered.length} files`)
  }
  if (values.manual) writeFileSync('docs/login-path.md', page)
}
