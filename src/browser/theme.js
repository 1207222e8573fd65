// Runs in the head, before the first paint: a stored choice of light or dark holds from the first pixel. Without a choice, without
// storage or without scripts, the system decides.
(() => {
  const root = document.documentElement;
  const key = 'lem-theme';
  const next = { system: 'light', light: 'dark', dark: 'system' };
  const read = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const show = (choice) => {
    if (choice === 'light' || choice === 'dark') root.dataset.theme = choice;
    else delete root.dataset.theme;
  };
  root.dataset.script = '';
  show(read());
  document.addEventListener('click', (event) => {
    if (!event.target.closest('.theme')) return;
    const choice = next[root.dataset.theme ?? 'system'];
    show(choice);
    try {
      if (choice === 'system') localStorage.removeItem(key);
      else localStorage.setItem(key, choice);
    } catch {
      // A reader who forbids storage keeps the choice for this page.
    }
  });
  addEventListener('storage', (event) => {
    if (event.key === key) show(event.newValue);
  });
})();
