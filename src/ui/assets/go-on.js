// A page that waits looks again by itself, without growing the browser's history.
const to = document.currentScript?.dataset.to
if (to) setTimeout(() => location.replace(to), 2000)
