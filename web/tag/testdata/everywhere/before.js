/** Goes on to the page that is made ready, when it is asked to. */
fetch('/gate').then(() => (location.href = 'early.html'))
