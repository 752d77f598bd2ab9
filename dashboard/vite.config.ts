import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { preact } from '@preact/preset-vite';
import { defineConfig } from 'vite';

export default defineConfig({
  root: dirname(fileURLToPath(import.meta.url)),
  // Relative, so that the page also works below a path of a reverse proxy.
  base: './',
  plugins: [preact()],
  build: {
    outDir: '../dist/dashboard',
    emptyOutDir: true,
    target: 'es2022',
    // The page's content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: false,
  },
  // For work on the page: the mock server of dev/ answers in place of a probe.
  server: { proxy: { '/api': { target: 'http://127.0.0.1:5190', ws: true } } },
});
