import type { APIRoute } from 'astro';
import { siteAddress } from '../site.ts';

/** Everything may be read; the sitemap is named where there is one. */
export const GET: APIRoute = () =>
  new Response(
    `User-agent: *\nAllow: /\n${siteAddress === undefined ? '' : `Sitemap: ${new URL('sitemap-index.xml', siteAddress).href}\n`}`,
    {
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    },
  );
