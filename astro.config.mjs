import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';

// BASE serves the site under a sub-path (as `astro build --base` does); SITE_URL is its own address, for what needs one.
export default defineConfig({
  base: process.env.BASE ?? '/',
  site: process.env.SITE_URL,
  output: 'static',
  // A folder a page and links with a final slash: every static host serves that without a redirect.
  trailingSlash: 'always',
  build: { format: 'directory', inlineStylesheets: 'never' },
  compressHTML: true,
  devToolbar: { enabled: false },
  // A sitemap names absolute addresses.
  integrations: [mdx({ syntaxHighlight: false }), ...(process.env.SITE_URL ? [sitemap()] : [])],
  markdown: { syntaxHighlight: false },
  vite: {
    // Nothing is inlined: the Content-Security-Policy of every page allows files of this site alone.
    build: { assetsInlineLimit: 0, cssTarget: ['chrome123', 'firefox120', 'safari17.5'] },
    ssr: { external: ['@duckdb/node-api', '@resvg/resvg-js', 'subset-font'] },
  },
});
