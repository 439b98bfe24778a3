// Bundles the peers, tree-shaken and minified, as a site would ship them.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const version = (name) => createRequire(import.meta.url)(join(here, 'node_modules', name, 'package.json')).version;

/** The peers on the stage, by name, with their versions. */
export const PEERS = { echarts: version('echarts'), uplot: version('uplot'), chartjs: version('chart.js') };

/** Writes all bundles into `folder`. */
export function bundle(folder) {
  const entry = (name) => join(here, 'pages', `${name}.mjs`);
  return build({
    entryPoints: [...Object.keys(PEERS), 'echarts-page', 'echarts-cold'].map(entry),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    absWorkingDir: here,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
}
