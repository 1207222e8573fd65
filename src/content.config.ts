import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { frontmatter } from '../pipeline/notebooks/frontmatter.ts';

export const collections = {
  /** Findings: notebooks of cells, charts and prose. What they hold is read and run by pipeline/notebooks. */
  notebooks: defineCollection({ loader: glob({ pattern: '*.mdx', base: './src/content/notebooks' }), schema: frontmatter }),
};
