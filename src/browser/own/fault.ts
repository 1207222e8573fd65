import type { FaultSaid } from './types.ts';

/** Why something could not be done with a file, as the command line says it. */
export class FileFault extends Error {
  fault: FaultSaid;

  constructor(fault: FaultSaid) {
    super(`${fault.what}. ${fault.todo}`);
    this.name = 'FileFault';
    this.fault = fault;
  }
}
