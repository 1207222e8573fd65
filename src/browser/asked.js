// Runs in the head: where the address asks for a comparison, its place is kept free from the first paint on, so that nothing below
// moves when it comes.
if (/[?&]a=[^&]/.test(location.search) && /[?&]b=[^&]/.test(location.search)) document.documentElement.dataset.asked = '';
