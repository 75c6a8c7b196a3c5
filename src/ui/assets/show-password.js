// Lets the citizen see what they type. A checkbox says itself whether it is on; without a script there is none.
for (const place of document.querySelectorAll('[data-show-password]')) {
  const field = document.getElementById(place.dataset.showPassword)
  const [box, label] = [document.createElement('input'), document.createElement('label')]
  box.type = 'checkbox'
  box.id = `${field.id}-shown`
  box.className = 'kern-form-check__checkbox'
  label.className = 'kern-label'
  label.htmlFor = box.id
  label.textContent = place.dataset.label
  place.append(box, label)
  const show = (isShown) => (field.type = isShown ? 'text' : 'password')
  box.addEventListener('change', () => show(box.checked))
  // What the browser keeps of a form is a password again, and nobody comes back to one that can be read.
  field.form.addEventListener('submit', () => show(false))
  addEventListener('pageshow', () => show(box.checked))
}
