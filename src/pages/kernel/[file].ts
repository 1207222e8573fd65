import type { APIRoute, GetStaticPaths } from 'astro';
import { KERNEL_FILES } from '../../../pipeline/compile/kernel-files.ts';
import { rowsOf } from '../../data/figures.ts';
import type { Kernel } from '../../words/kernel.ts';

/** This project's kernel texts as files, to the byte as a run reads them and as their hashes say. */
export const getStaticPaths = (() =>
  KERNEL_FILES.map(({ file, kernel_id }) => ({ params: { file }, props: { kernel_id } }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ props }) => {
  const kernels = await rowsOf<Kernel>('kernels');
  const { text, format } = kernels.find(({ kernel_id }) => kernel_id === props.kernel_id) as Kernel;
  return new Response(text, { headers: { 'content-type': format === 'json' ? 'application/json' : 'text/plain; charset=utf-8' } });
};
