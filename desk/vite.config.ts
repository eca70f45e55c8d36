import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** Where `npm run dev` finds a running desk. */
const api = process.env['REPORTEDLY_DESK'] ?? 'http://127.0.0.1:8765';

/** Fonts are bundled by way of the style sheets, where the list of licences does not see them. */
function fontLicences(): Plugin {
  const fonts = here('./node_modules/@fontsource-variable');
  return {
    name: 'font-licences',
    apply: 'build',
    generateBundle() {
      const texts = readdirSync(fonts).map(
        (name) => `${name}\n\n${readFileSync(`${fonts}/${name}/LICENSE`, 'utf8').trim()}\n`,
      );
      this.emitFile({
        type: 'asset',
        fileName: 'licences-of-fonts.txt',
        source: texts.join('\n----\n\n'),
      });
    },
  };
}

export default defineConfig({
  base: './',
  plugins: [svelte(), fontLicences()],
  resolve: { alias: { $lib: here('./src/lib') } },
  build: {
    outDir: process.env['REPORTEDLY_DESK_OUT'] ?? here('../src/reportedly/desk/static'),
    emptyOutDir: true,
    target: 'es2022',
    // The desk's content security policy allows files of its own only, no data: fonts or styles.
    assetsInlineLimit: 0,
    // Of everything that is bundled, as its authors ask.
    license: { fileName: 'licences.md' },
    chunkSizeWarningLimit: 1200,
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: {
      '/api': {
        target: api,
        // The desk answers to its own name only.
        changeOrigin: true,
        configure: (proxy) =>
          proxy.on('proxyReq', (request) => {
            if (request.getHeader('origin')) request.setHeader('origin', api);
          }),
      },
    },
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
