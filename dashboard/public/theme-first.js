// Loaded before the first paint, so that a chosen theme does not flash in from the other one. See src/theme/theme.ts.
(() => {
  try {
    const chosen = localStorage.getItem('wanprobe.theme');
    if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
  } catch {
    // Storage can be forbidden; the system's theme is then the theme.
  }
})();
