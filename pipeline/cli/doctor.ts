import { Command } from 'commander';
import { examine } from '../doctor.ts';
import { colors } from './colors.ts';
import { printJson } from './report.ts';

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('say what is here, what is missing, and what each missing thing stops you from doing')
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', '\nExamples:\n  lem doctor\n  lem doctor --json\n\nExit code 1 where something is missing that everything needs.')
    .action(async ({ json }: { json?: boolean }) => {
      const findings = await examine();
      if (json) printJson(findings);
      else {
        for (const { name, ok, need, found, stops } of findings) {
          const mark = ok ? colors.green('ok     ') : need === 'needed' ? colors.red('missing') : colors.yellow('missing');
          console.log(`${mark}  ${name.padEnd(18)} ${found}`);
          if (stops) console.log(`${' '.repeat(28)}${colors.dim(`stops: ${stops}`)}`);
        }
      }
      if (findings.some(({ ok, need }) => !ok && need === 'needed')) process.exitCode = 1;
    });
}
