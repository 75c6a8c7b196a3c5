// Waits for what another device does, and goes on. Without scripts the page reloads instead.
const place = document.querySelector('[data-wait]')
const { wait, look, next } = place?.dataset ?? {}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Ends when there is something new; false if there is not, or the broker did not answer. */
async function isNew() {
  try {
    const response = await fetch(wait, { headers: { Accept: 'application/json' } })
    if (!response.ok) return (await pause(5000), response.status < 500 && response.status !== 429)
    return (await response.json()).changed === true
  } catch {
    await pause(5000)
    return false
  }
}

/** Shows what is new where the page has it, so that it is announced; returns how things stand. */
async function shown() {
  const response = await fetch(look)
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  const status = page.querySelector('[data-status]')?.dataset.status
  const [box, fresh] = [document.getElementById('pass-status'), page.getElementById('pass-status')]
  if (status && box && fresh) {
    box.className = fresh.className
    box.replaceChildren(...fresh.childNodes)
    place.dataset.status = status
    for (const part of document.querySelectorAll('[data-part]')) renew(part, page)
  }
  return status
}

/** What no longer counts goes: a code that was scanned, and the steps up to there. */
function renew(part, page) {
  const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`)
  const hadFocus = part.contains(document.activeElement)
  if (fresh) part.replaceChildren(...fresh.childNodes)
  else part.remove()
  if (!hadFocus) return
  // Whoever was there is led to what happened, not to the top of the page.
  const box = document.getElementById('pass-status')
  box.tabIndex = -1
  box.focus()
}

/** The page stays as it is while its number is still needed. */
const STAYS = new Set(['waiting', 'scanned', 'returning'])

async function run() {
  for (;;) {
    if (!(await isNew())) continue
    const status = await shown().catch(() => undefined)
    if (!STAYS.has(status)) break
    await pause(500)
  }
  location.replace(next)
}

if (wait && look && next) run()
