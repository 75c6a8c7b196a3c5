// Copies what a page shows, for whoever wants to paste it elsewhere. Without a script, or where the browser cannot, there
// is no button.
for (const place of document.querySelectorAll('[data-copy]')) {
  if (!navigator.clipboard) break
  const { copy, label, copied, notCopied } = place.dataset
  const button = document.createElement('button')
  const words = document.createElement('span')
  const said = place.querySelector('[role="status"]')
  button.type = 'button'
  button.className = 'kern-btn kern-btn--secondary'
  words.className = 'kern-label'
  words.textContent = label
  button.append(words)
  place.prepend(button)
  button.addEventListener('click', async () => {
    said.textContent = ''
    said.textContent = await navigator.clipboard.writeText(copy).then(
      () => copied,
      () => notCopied,
    )
  })
}
