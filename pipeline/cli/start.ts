import { Command, InvalidArgumentError, Option } from 'commander';
import { serveSite } from '../site.ts';
import { basePath, buildAndReport } from './build.ts';
import { colors } from './colors.ts';
import { compileAndReport } from './compile.ts';
import { seconds } from './report.ts';
import { verifyAndReport } from './verify.ts';

interface StartOptions {
  port: number;
  host: string;
  base: string;
  open?: boolean;
  verbose?: boolean;
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
  return port;
}

export function startCommand(): Command {
  return new Command('start')
    .description('compile the data, prove every score, build the site and serve it')
    .addOption(new Option('-p, --port <number>', 'first port to try').env('PORT').argParser(portNumber).default(4321))
    .option('--host <name>', 'address to listen on', '127.0.0.1')
    .option('--base <path>', 'sub-path the site stands under', basePath, '/')
    .option('--open', 'open the site in a browser')
    .option('--verbose', "show the site builder's own log")
    .addHelpText('after', '\nExamples:\n  lem start --open\n  PORT=8080 lem start')
    .action(async ({ port, host, base, open, verbose }: StartOptions) => {
      const began = performance.now();
      await compileAndReport({});
      if (!(await verifyAndReport({}))) {
        process.exitCode = 1;
        return;
      }
      await buildAndReport({ base, verbose });
      const { address, stop } = await serveSite({ base, host, port, open: open ?? false });
      console.log(`\n${colors.bold(address)}   ready after ${seconds(began)}; Ctrl-C ends it`);
      const end = () => stop().finally(() => process.exit(0));
      process.once('SIGINT', end);
      process.once('SIGTERM', end);
    });
}
