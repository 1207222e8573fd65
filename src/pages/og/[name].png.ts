import type { APIRoute, GetStaticPaths } from 'astro';
import { claimCard, pageCard } from '../../og/cards.ts';
import { claimOfHome } from '../../og/claim.ts';
import { measurer, png } from '../../og/draw.ts';
import { type Picture, pictures } from '../../og/pictures.ts';
import { siteAddress, tagline } from '../../site.ts';

/** Pictures for previews. They are named by absolute addresses, so there are none where the site's own is not known. */
export const getStaticPaths = (() =>
  siteAddress === undefined
    ? []
    : pictures.map((picture) => ({ params: { name: picture.name }, props: { picture } }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ props }) => {
  const { name, title, says } = props.picture as Picture;
  const measure = await measurer();
  const body = name === 'home' ? claimCard(await claimOfHome(), measure) : pageCard({ title, says, tagline }, measure);
  return new Response(await png(body), { headers: { 'content-type': 'image/png' } });
};
