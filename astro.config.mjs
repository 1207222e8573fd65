import { unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { notebookFences } from './src/markdown/notebook-fences.ts';

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
  // Notebooks: their fences become components. Only this engine lets a plugin see what stands behind a fence's language.
  markdown: { syntaxHighlight: false, processor: unified({ remarkPlugins: [notebookFences] }) },
  vite: {
    // Nothing is inlined: the Content-Security-Policy of every page allows files of this site alone.
    build: { assetsInlineLimit: 0, cssTarget: ['chrome123', 'firefox120', 'safari17.5'] },
    ssr: { external: ['@duckdb/node-api', '@resvg/resvg-js', 'subset-font'] },
  },
});
