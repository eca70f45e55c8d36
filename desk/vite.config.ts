import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** Where `npm run dev` finds a running desk. */
const api = process.env['REPORTEDLY_DESK'] ?? 'http://127.0.0.1:8765';

export default defineConfig({
  base: './',
  plugins: [svelte()],
  resolve: { alias: { $lib: here('./src/lib') } },
  build: {
    outDir: process.env['REPORTEDLY_DESK_OUT'] ?? here('../src/reportedly/desk/static'),
    emptyOutDir: true,
    target: 'es2022',
    // The desk's content security policy allows files of its own only, no data: fonts or styles.
    assetsInlineLimit: 0,
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
