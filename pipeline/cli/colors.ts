import picocolors from 'picocolors';

const { NO_COLOR, FORCE_COLOR } = process.env;

/**
 * Colours where somebody looks: on a terminal, unless `NO_COLOR` is set, or where `FORCE_COLOR` asks for them. Not by
 * the library's own rule, which colours the logs of CI as well.
 */
export const colors = picocolors.createColors(!NO_COLOR && (process.stdout.isTTY === true || Boolean(FORCE_COLOR)));
