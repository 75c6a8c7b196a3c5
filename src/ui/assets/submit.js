// Hands the answer over to the portal. The form has a button of its own for browsers without scripts.
// The prototype's method: a field called "submit" could not stand in its way.
const form = document.getElementById('hand-over')
if (form) HTMLFormElement.prototype.submit.call(form)
